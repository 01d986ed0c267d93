import { cover } from '../../drawing/backdrop.ts';
import type { Palette } from '../../drawing/color.ts';
import { bubble, tick, textBars } from '../../drawing/pieces.ts';
import { arc, circle, group, path, rect, stroke, type Point } from '../../drawing/shapes.ts';
import { el } from '../../drawing/svg.ts';

export const parcelPingPalette: Palette = {
  from: '#8fd16a',
  to: '#1d7a4f',
  deep: '#0a3a29',
  accent: '#ffb454',
  pale: '#eaf7e3',
};

/** A parcel that sends a signal. */
export const parcelPingMark =
  group('translate(116 146)', parcel(0.72)) +
  stroke(arc([160, 84], 30, [10, 80]) + arc([160, 84], 56, [10, 80]), { stroke: '#ffffff', 'stroke-width': 12 });

/** A parcel's way across town, with word from it on arrival. */
export function parcelPingCover(): string {
  const { deep, accent } = parcelPingPalette;
  return cover(
    parcelPingPalette,
    town(),
    stroke('M360 640C520 760 560 480 720 520S900 640 1010 500S1100 330 1180 330', {
      stroke: deep,
      'stroke-width': 34,
      'stroke-opacity': 0.25,
    }),
    stroke('M360 640C520 760 560 480 720 520S900 640 1010 500S1100 330 1180 330', {
      stroke: '#ffffff',
      'stroke-width': 16,
      'stroke-dasharray': '1 34',
    }),
    el('ellipse', { cx: 340, cy: 664, rx: 190, ry: 40, fill: deep, 'fill-opacity': 0.35 }),
    group('translate(340 520)', parcel(1.75)),
    el('ellipse', { cx: 1190, cy: 396, rx: 120, ry: 32, fill: '#ffffff', 'fill-opacity': 0.4 }),
    el('ellipse', { cx: 1190, cy: 396, rx: 62, ry: 17, fill: deep, 'fill-opacity': 0.45 }),
    path('M1190 396C1110 300 1086 262 1086 214A104 104 0 0 1 1294 214C1294 262 1270 300 1190 396Z', {
      fill: '#ff5f57',
    }),
    circle([1190, 212], 46, { fill: '#ffffff' }),
    bubble({ x: 790, y: 90, width: 260, height: 120 }, 'right', { fill: '#ffffff' }),
    tick([848, 150], 28, { fill: '#2fa56a' }),
    textBars([892, 126], [116, 80], { fill: '#cfe6c9', height: 15, gap: 17 }),
    stroke(arc([424, 396], 56, [14, 76]) + arc([424, 396], 100, [14, 76]) + arc([424, 396], 144, [14, 76]), {
      stroke: accent,
      'stroke-width': 17,
    }),
  );
}

function parcel(scale: number): string {
  return group(
    `scale(${scale})`,
    path('M0 -86L92 -40L0 8L-92 -40Z', { fill: '#ffd9a0' }),
    path('M-92 -40L0 8V110L-92 60Z', { fill: '#f2a64a' }),
    path('M92 -40L0 8V110L92 60Z', { fill: '#d9822b' }),
    path('M-58 -57L34 -9V18L62 4V-25L-28 -71Z', { fill: '#ffffff', 'fill-opacity': 0.85 }),
    path('M34 -9L62 -25V16L48 12L34 30Z', { fill: '#fff4e2' }),
    path('M-74 40L-40 58V74L-74 56Z', { fill: '#ffffff', 'fill-opacity': 0.6 }),
  );
}

function town(): string {
  const streets = [
    'M-50 300L1650 120',
    'M-50 620L1650 420',
    'M-50 900L1650 720',
    'M260 -50L420 950',
    'M640 -50L800 950',
    'M1020 -50L1180 950',
    'M1380 -50L1540 950',
  ];
  const parks: [Point, number, number][] = [
    [[500, 150], 120, 70],
    [[900, 760], 150, 80],
    [[1420, 560], 110, 90],
    [[120, 480], 90, 70],
  ];
  return (
    parks
      .map(([[cx, cy], rx, ry]) => el('ellipse', { cx, cy, rx, ry, fill: '#c9f27a', 'fill-opacity': 0.35 }))
      .join('') +
    streets.map((d) => stroke(d, { stroke: '#ffffff', 'stroke-width': 26, 'stroke-opacity': 0.16 })).join('') +
    [
      [470, 330],
      [560, 360],
      [880, 300],
      [930, 380],
      [1260, 640],
      [1340, 660],
      [150, 760],
      [560, 780],
      [1480, 260],
    ]
      .map(([x = 0, y = 0]) =>
        rect({ x, y, width: 62, height: 50 }, 10, {
          fill: '#ffffff',
          'fill-opacity': 0.22,
          transform: `rotate(-7 ${x} ${y})`,
        }),
      )
      .join('')
  );
}
