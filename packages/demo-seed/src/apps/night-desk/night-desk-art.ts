import { cover } from '../../drawing/backdrop.ts';
import type { Palette } from '../../drawing/color.ts';
import { bubble, sparkle, textBars } from '../../drawing/pieces.ts';
import { circle, group, path, rect, roundedPolygon, stroke, type Point } from '../../drawing/shapes.ts';
import { el } from '../../drawing/svg.ts';

export const nightDeskPalette: Palette = {
  from: '#4a3f9f',
  to: '#141332',
  deep: '#0a0a20',
  accent: '#ffd98a',
  pale: '#eceafd',
};

/** A speech bubble that keeps the moon in it. */
export const nightDeskMark =
  bubble({ x: 42, y: 46, width: 172, height: 142 }, 'left', { fill: '#ffffff' }) +
  path('M150 152A42 42 0 1 1 122 76A34 34 0 0 0 150 152Z', { fill: '#37308a' }) +
  sparkle([164, 96], 38, '#ffb938');

/** A desk at a window at night: the harbour asleep, the lamp on, an answer on its way. */
export function nightDeskCover(): string {
  const { accent, deep } = nightDeskPalette;
  return cover(
    nightDeskPalette,
    ...stars().map(([x, y], index) =>
      circle([x, y], 2 + (index % 3), { fill: '#ffffff', 'fill-opacity': 0.4 + (index % 4) * 0.15 }),
    ),
    circle([1210, 230], 150, { fill: accent, 'fill-opacity': 0.1 }),
    circle([1210, 230], 112, { fill: accent, 'fill-opacity': 0.14 }),
    path('M1252 306A92 92 0 1 1 1190 140A74 74 0 0 0 1252 306Z', { fill: '#ffe9b8' }),
    skyline(),
    rect({ x: 0, y: 712, width: 1600, height: 188 }, 0, { fill: deep, 'fill-opacity': 0.92 }),
    rect({ x: 0, y: 712, width: 1600, height: 12 }, 0, { fill: '#6a5fd0', 'fill-opacity': 0.5 }),
    lamp(),
    laptop(),
    mug(),
    bubble({ x: 1060, y: 360, width: 330, height: 130 }, 'left', { fill: '#ffffff' }),
    textBars([1106, 402], [230, 160], { fill: '#c9c4f2', height: 16, gap: 18 }),
    sparkle([960, 150], 40, accent),
    sparkle([640, 210], 28, '#ffffff'),
  );
}

function stars(): Point[] {
  const scattered = Array.from(
    { length: 48 },
    (_, index) => [(index * 379 + 60) % 1600, (index * 173 + 40) % 470] as const,
  );
  return scattered.filter(([x, y]) => Math.hypot(x - 1210, y - 230) > 170);
}

function skyline(): string {
  const houses: [number, number, number][] = [
    [0, 150, 120],
    [120, 210, 96],
    [214, 110, 130],
    [980, 120, 110],
    [1086, 190, 96],
    [1180, 90, 130],
    [1308, 230, 84],
    [1390, 140, 120],
    [1508, 190, 100],
    [860, 80, 122],
    [344, 70, 140],
  ];
  return houses
    .map(([x, height, width], index) => {
      const windows = Array.from({ length: Math.floor(height / 52) }, (_, row) =>
        rect({ x: x + 22 + ((row + index) % 2) * 34, y: 712 - height + 24 + row * 46, width: 20, height: 24 }, 4, {
          fill: (row + index) % 3 === 0 ? '#ffd98a' : '#5b52b8',
          'fill-opacity': (row + index) % 3 === 0 ? 0.95 : 0.6,
        }),
      );
      return rect({ x, y: 712 - height, width, height: height + 4 }, 6, { fill: '#231f55' }) + windows.join('');
    })
    .join('');
}

function lamp(): string {
  return (
    path('M346 460L150 712H702L506 460Z', { fill: nightDeskPalette.accent, 'fill-opacity': 0.16 }) +
    el('ellipse', { cx: 430, cy: 716, rx: 270, ry: 16, fill: nightDeskPalette.accent, 'fill-opacity': 0.3 }) +
    stroke('M256 706L220 520L418 330', { stroke: '#8d83ee', 'stroke-width': 18 }) +
    circle([220, 520], 17, { fill: '#ffffff' }) +
    rect({ x: 396, y: 306, width: 60, height: 46 }, 16, { fill: '#d9694b' }) +
    path(
      roundedPolygon(
        [
          [384, 340],
          [468, 340],
          [526, 462],
          [326, 462],
        ],
        22,
      ),
      { fill: '#ff8f70' },
    ) +
    el('ellipse', { cx: 426, cy: 460, rx: 88, ry: 14, fill: '#ffe9b8' }) +
    rect({ x: 176, y: 696, width: 160, height: 22 }, 11, { fill: '#8d83ee' })
  );
}

function laptop(): string {
  return (
    rect({ x: 640, y: 462, width: 380, height: 246 }, 22, { fill: '#d9d6fb' }) +
    rect({ x: 658, y: 480, width: 344, height: 212 }, 10, { fill: '#2b2670' }) +
    rect({ x: 682, y: 506, width: 150, height: 44 }, 18, { fill: '#4a43a8' }) +
    textBars([700, 522], [100], { fill: '#a9a3f0', height: 12 }) +
    rect({ x: 812, y: 566, width: 166, height: 44 }, 18, { fill: '#ffd98a' }) +
    textBars([832, 582], [110], { fill: '#a87412', height: 12 }) +
    rect({ x: 682, y: 626, width: 120, height: 44 }, 18, { fill: '#4a43a8' }) +
    textBars([700, 642], [70], { fill: '#a9a3f0', height: 12 }) +
    path('M600 706H1060L1038 736H622Z', { fill: '#b7b2f4' })
  );
}

function mug(): string {
  return (
    stroke('M1236 636C1284 626 1284 694 1232 684', { stroke: '#5ce1c3', 'stroke-width': 16 }) +
    path('M1132 612H1240V684A26 26 0 0 1 1214 710H1158A26 26 0 0 1 1132 684Z', { fill: '#5ce1c3' }) +
    el('ellipse', { cx: 1186, cy: 612, rx: 54, ry: 13, fill: '#37308a' }) +
    stroke('M1166 586C1152 570 1180 562 1166 544M1204 586C1190 570 1218 562 1204 544', {
      stroke: '#ffffff',
      'stroke-width': 7,
      'stroke-opacity': 0.35,
    }) +
    group(
      'rotate(-4 1400 790)',
      rect({ x: 1290, y: 752, width: 230, height: 90 }, 14, { fill: '#37308a' }),
      textBars([1322, 780], [150, 100], { fill: '#6f66cf', height: 12 }),
    ) +
    rect({ x: 180, y: 776, width: 320, height: 60 }, 16, { fill: '#231f55' }) +
    [0, 1, 2, 3, 4, 5, 6]
      .map(
        (index) =>
          rect({ x: 200 + index * 41, y: 790, width: 30, height: 14 }, 5, { fill: '#4a43a8' }) +
          rect({ x: 200 + index * 41, y: 812, width: 30, height: 12 }, 5, { fill: '#37308a' }),
      )
      .join('')
  );
}
