import { cover } from '../../drawing/backdrop.ts';
import type { Palette } from '../../drawing/color.ts';
import { sheet, textBars, tick } from '../../drawing/pieces.ts';
import { circle, group, path, rect, stroke, type Point } from '../../drawing/shapes.ts';
import { el } from '../../drawing/svg.ts';

export const quizKitePalette: Palette = {
  from: '#7cc8ff',
  to: '#2a6fe8',
  deep: '#0d2f86',
  accent: '#ffda57',
  pale: '#e6f3ff',
};

/** A kite with its tail in the wind. */
export const quizKiteMark =
  stroke('M106 166C84 176 98 196 78 204S52 208 44 226', { stroke: '#ffffff', 'stroke-width': 10 }) +
  group('rotate(24 140 108)', kite([140, 108], 0.56));

/** A kite over the hills whose tail is made of answers. */
export function quizKiteCover(): string {
  const { accent } = quizKitePalette;
  return cover(
    quizKitePalette,
    circle([1330, 190], 92, { fill: accent }),
    circle([1330, 190], 134, { fill: accent, 'fill-opacity': 0.25 }),
    cloud(190, 190, 1),
    cloud(1160, 330, 0.8),
    cloud(520, 90, 0.6),
    path('M0 760C220 640 420 660 640 740S1100 820 1600 640V900H0Z', { fill: '#3fae7c' }),
    path('M0 840C300 740 560 780 820 820S1300 860 1600 760V900H0Z', { fill: '#2a8f63' }),
    stroke('M700 452C610 560 700 610 600 690S420 690 360 860', { stroke: '#ffffff', 'stroke-width': 7 }),
    ...bows(),
    group('rotate(24 800 320)', kite([800, 320], 1.5)),
    answer({ x: 980, y: 470, fill: '#ff6f91', width: 190 }),
    answer({ x: 1050, y: 600, fill: '#28b487', width: 230, right: true }),
    answer({ x: 980, y: 730, fill: '#8b6cff', width: 160 }),
  );
}

function kite([cx, cy]: Point, scale: number): string {
  return group(
    `translate(${cx} ${cy}) scale(${scale})`,
    path('M0 -140L-100 -20H0Z', { fill: '#ffffff' }),
    path('M0 -140L100 -20H0Z', { fill: '#ffda57' }),
    path('M-100 -20L0 160V-20Z', { fill: '#ffb02e' }),
    path('M100 -20L0 160V-20Z', { fill: '#ff6f91' }),
    stroke('M0 -140L-100 -20L0 160L100 -20ZM0 -140V160M-100 -20H100', { stroke: '#ffffff', 'stroke-width': 9 }),
  );
}

function bows(): string[] {
  const places: [number, number, number, string][] = [
    [650, 570, 20, '#ff6f91'],
    [588, 694, 70, '#ffda57'],
    [436, 716, 30, '#8b6cff'],
  ];
  return places.map(([x, y, tilt, fill]) =>
    group(
      `translate(${x} ${y}) rotate(${tilt})`,
      path('M0 0L-40 -24V24ZM0 0L40 -24V24Z', { fill, stroke: fill, 'stroke-width': 10, 'stroke-linejoin': 'round' }),
      circle([0, 0], 11, { fill: '#ffffff' }),
    ),
  );
}

function cloud(x: number, y: number, scale: number): string {
  return group(
    `translate(${x} ${y}) scale(${scale})`,
    el(
      'g',
      { fill: '#ffffff', 'fill-opacity': 0.85 },
      path('M-10 80A60 60 0 0 1 40 -20A86 86 0 0 1 200 -30A66 66 0 0 1 270 80Z', {}),
    ),
  );
}

function answer({
  x,
  y,
  fill,
  width,
  right,
}: {
  x: number;
  y: number;
  fill: string;
  width: number;
  right?: boolean;
}): string {
  return (
    sheet({ x, y, width: 380, height: 100 }, 50, { shadow: quizKitePalette.deep }) +
    (right
      ? tick([x + 50, y + 50], 32, { fill })
      : circle([x + 50, y + 50], 28, { fill: 'none', stroke: fill, 'stroke-width': 9 })) +
    textBars([x + 104, y + 41], [width], { fill: '#c9dcf6', height: 18 }) +
    rect({ x: x + 104, y: y + 41, width: right ? width : 0, height: 18 }, 9, { fill })
  );
}
