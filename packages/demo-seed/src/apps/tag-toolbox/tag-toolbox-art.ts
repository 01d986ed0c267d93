import { cover } from '../../drawing/backdrop.ts';
import type { Palette } from '../../drawing/color.ts';
import { sheet, sparkle, tag } from '../../drawing/pieces.ts';
import { circle, group, path, rect, roundedPolygon, stroke } from '../../drawing/shapes.ts';

export const tagToolboxPalette: Palette = {
  from: '#3f4a5f',
  to: '#11161f',
  deep: '#05070b',
  accent: '#b8f34a',
  pale: '#f0f5e4',
};

/** A prompt that waits for a tag. */
export const tagToolboxMark =
  stroke('M56 84L104 128L56 172', { stroke: '#ffffff', 'stroke-width': 24 }) +
  group(
    'translate(-4 0)',
    path(
      roundedPolygon(
        [
          [124, 166],
          [144, 142],
          [212, 142],
          [212, 190],
          [144, 190],
        ],
        12,
      ),
      { fill: tagToolboxPalette.accent },
    ),
    circle([148, 166], 7.5, { fill: '#1a212d' }),
  );

/** A terminal at work, and the tags it keeps in order. */
export function tagToolboxCover(): string {
  const { deep, accent } = tagToolboxPalette;
  return cover(
    tagToolboxPalette,
    ...grid(),
    sheet({ x: 250, y: 170, width: 820, height: 550 }, 34, { fill: '#0c1119', shadow: '#000000' }),
    path('M250 238V204A34 34 0 0 1 284 170H1036A34 34 0 0 1 1070 204V238Z', { fill: '#1e2735' }),
    ...['#ff6b6b', '#ffd166', '#7bd88f'].map((fill, index) => circle([292 + index * 34, 204], 10, { fill })),
    ...lines(),
    rope(1180, 190, { fill: accent, tilt: -62 }),
    rope(1290, 130, { fill: '#5cc8ff', tilt: -84 }),
    rope(1404, 230, { fill: '#ff9f6b', tilt: -104 }),
    rect({ x: 1120, y: 92, width: 360, height: 16 }, 8, { fill: '#76839a' }),
    sparkle([170, 200], 44, accent),
    sparkle([1120, 760], 36, '#ffffff'),
    circle([1500, 780], 220, { fill: deep, 'fill-opacity': 0.4 }),
  );
}

function lines(): string[] {
  const rows: [number, string][][] = [
    [
      [28, '#b8f34a'],
      [120, '#ffffff'],
      [90, '#5cc8ff'],
      [150, '#ffd166'],
    ],
    [
      [60, '#64748b'],
      [220, '#64748b'],
    ],
    [
      [60, '#64748b'],
      [180, '#64748b'],
      [70, '#7bd88f'],
    ],
    [
      [60, '#64748b'],
      [260, '#64748b'],
      [70, '#7bd88f'],
    ],
    [
      [28, '#b8f34a'],
      [150, '#ffffff'],
      [110, '#ff9f6b'],
    ],
    [
      [60, '#64748b'],
      [320, '#64748b'],
    ],
    [
      [28, '#b8f34a'],
      [34, '#b8f34a'],
    ],
  ];
  return rows.flatMap((row, index) => {
    let x = 302;
    return row.map(([width, fill]) => {
      const drawn = rect({ x, y: 290 + index * 56, width, height: 22 }, 11, { fill });
      x += width + 22;
      return drawn;
    });
  });
}

function rope(x: number, length: number, { fill, tilt }: { fill: string; tilt: number }): string {
  const end = 104 + length;
  return (
    stroke(`M${x} 104V${end + 34}`, { stroke: '#76839a', 'stroke-width': 6 }) +
    group(
      `rotate(${tilt + 180 - 12} ${x} ${end + 30})`,
      group(
        `translate(${x - 54} ${end - 25})`,
        tag({ x: 0, y: 0, width: 250, height: 112 }, { fill, hole: '#1a212d' }),
        rect({ x: 96, y: 36, width: 110, height: 14 }, 7, { fill: '#11161f', 'fill-opacity': 0.5 }),
        rect({ x: 96, y: 62, width: 70, height: 14 }, 7, { fill: '#11161f', 'fill-opacity': 0.35 }),
      ),
    )
  );
}

function grid(): string[] {
  return Array.from({ length: 20 }, (_, index) =>
    rect({ x: index * 84, y: 0, width: 1.5, height: 900 }, 0, { fill: '#ffffff', 'fill-opacity': 0.05 }),
  ).concat(
    Array.from({ length: 11 }, (_, index) =>
      rect({ x: 0, y: index * 84, width: 1600, height: 1.5 }, 0, { fill: '#ffffff', 'fill-opacity': 0.05 }),
    ),
  );
}
