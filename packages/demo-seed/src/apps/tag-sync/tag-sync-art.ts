import { cover } from '../../drawing/backdrop.ts';
import { mix, type Palette } from '../../drawing/color.ts';
import { avatar, sheet, sparkle, tag, textBars } from '../../drawing/pieces.ts';
import { arc, at, circle, group, path, polar, rect, roundedPolygon, stroke, type Point } from '../../drawing/shapes.ts';

export const tagSyncPalette: Palette = {
  from: '#6d5bff',
  to: '#3b1fb8',
  deep: '#1a0d5c',
  accent: '#ffd166',
  pale: '#ece9ff',
};

/** A tag between two arrows that chase each other. */
export const tagSyncMark = group(
  'translate(128 128) scale(.94) translate(-128 -128)',
  loop([128, 128], 88, { width: 15, color: '#ffffff' }),
  smallTag(1),
);

/** Customers on the left, tags on the right, and the loop between them. */
export function tagSyncCover(): string {
  const wire = { stroke: '#ffffff', 'stroke-width': 5, 'stroke-opacity': 0.55, 'stroke-dasharray': '2 18' };
  return cover(
    tagSyncPalette,
    circle([800, 450], 330, { fill: '#ffffff', 'fill-opacity': 0.06 }),
    circle([800, 450], 440, { fill: '#ffffff', 'fill-opacity': 0.05 }),
    stroke('M520 330C620 250 640 380 700 400M520 590C620 660 640 520 700 500', wire),
    stroke('M1080 330C980 250 960 380 900 400M1080 590C980 660 960 520 900 500', wire),
    ...[0, 1, 2].map(customer),
    ...tags(),
    circle([800, 450], 158, { fill: tagSyncPalette.deep, 'fill-opacity': 0.25 }),
    circle([800, 442], 150, { fill: '#ffffff' }),
    group(
      'translate(800 442) scale(1.12) translate(-128 -128)',
      loop([128, 128], 88, { width: 15, color: tagSyncPalette.from }),
      smallTag(0),
    ),
    sparkle([560, 180], 54, tagSyncPalette.accent),
    sparkle([1050, 742], 40, '#ffffff'),
    sparkle([1012, 154], 26, '#ffffff'),
  );
}

function customer(index: number): string {
  const y = 196 + index * 182;
  const x = index === 1 ? 150 : 200;
  return (
    sheet({ x, y, width: 360, height: 144 }, 30, { shadow: tagSyncPalette.deep }) +
    avatar([x + 76, y + 72], 42, index) +
    textBars([x + 144, y + 40], [150, 104], { fill: '#d9d5f5', height: 16 }) +
    rect({ x: x + 144, y: y + 96, width: 88, height: 22 }, 11, { fill: ['#ffd166', '#7ee2b8', '#ff9eb5'][index] })
  );
}

function tags(): string[] {
  const rows = [
    { x: 1076, y: 204, width: 330, fill: '#ffd166', tilt: -4 },
    { x: 1112, y: 386, width: 350, fill: '#7ee2b8', tilt: 3 },
    { x: 1076, y: 570, width: 310, fill: '#ff9eb5', tilt: -3 },
  ];
  return rows.map(({ x, y, width, fill, tilt }) =>
    group(
      `rotate(${tilt} ${x + width / 2} ${y + 62})`,
      tag(
        { x, y: y + 12, width, height: 124 },
        { fill: mix(tagSyncPalette.deep, tagSyncPalette.to, 0.5), hole: 'none' },
      ),
      tag({ x, y, width, height: 124 }, { fill, hole: tagSyncPalette.to }),
      textBars([x + 110, y + 40], [width - 170, width - 230], {
        fill: mix(fill, tagSyncPalette.deep, 0.55),
        height: 16,
      }),
    ),
  );
}

function smallTag(onDark: 0 | 1): string {
  const fill = onDark ? '#ffffff' : tagSyncPalette.to;
  const outline: Point[] = [
    [78, 128],
    [108, 94],
    [180, 94],
    [180, 162],
    [108, 162],
  ];
  return group(
    'rotate(-45 128 128)',
    path(roundedPolygon(outline, 15), { fill }),
    circle([112, 128], 10, { fill: onDark ? tagSyncPalette.to : tagSyncPalette.accent }),
  );
}

function loop(center: Point, radius: number, { width, color }: { width: number; color: string }): string {
  const head = roundedPolygon(
    [
      [0, -34],
      [30, 12],
      [-30, 12],
    ],
    8,
  );
  const half = (from: number) => {
    const [x, y] = polar(center, radius, from + 138);
    return (
      stroke(arc(center, radius, [from, from + 134]), { stroke: color, 'stroke-width': width }) +
      group(`translate(${at([x, y])}) rotate(${from + 138 + 96})`, path(head, { fill: color }))
    );
  };
  return half(30) + half(210);
}
