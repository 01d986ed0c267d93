import { cover } from '../../drawing/backdrop.ts';
import type { Palette } from '../../drawing/color.ts';
import { bubble, tick, textBars } from '../../drawing/pieces.ts';
import { circle, group, path, polar, rect, stroke, type Point } from '../../drawing/shapes.ts';

export const tableTimePalette: Palette = {
  from: '#d2486f',
  to: '#6a1038',
  deep: '#36061c',
  accent: '#ffc98b',
  pale: '#fdeaf0',
};

/** A plate that tells the time, laid for dinner. */
export const tableTimeMark = group(
  'translate(128 128) scale(0.84) translate(-130 -128)',
  circle([128, 128], 66, { fill: '#ffffff' }),
  circle([128, 128], 47, { fill: 'none', stroke: '#f3c3d2', 'stroke-width': 7 }),
  stroke('M128 100V130L148 142', { stroke: '#a52450', 'stroke-width': 12 }),
  stroke('M36 66V104M50 66V104M22 66V104C22 122 50 122 50 104M36 118V192', { stroke: '#ffffff', 'stroke-width': 9 }),
  path('M212 62C232 74 236 118 226 140H216V192Q212 198 208 192V66Q208 60 212 62Z', { fill: tableTimePalette.accent }),
);

/** The room from above: tables, who sits where, and the one that is kept. */
export function tableTimeCover(): string {
  const { deep, accent } = tableTimePalette;
  return cover(
    tableTimePalette,
    ...floor(),
    table([330, 290], 104, { seats: 4, taken: 4 }),
    table([330, 640], 86, { seats: 3, taken: 1 }),
    table([1270, 650], 104, { seats: 4, taken: 2 }),
    table([1310, 250], 80, { seats: 3, taken: 0 }),
    long(),
    circle([800, 420], 300, { fill: accent, 'fill-opacity': 0.16 }),
    table([800, 420], 170, { seats: 6, taken: 6 }),
    group(
      'translate(800 420) scale(1.7) translate(-128 -128)',
      circle([128, 128], 66, { fill: '#ffffff' }),
      circle([128, 128], 47, { fill: 'none', stroke: '#f3c3d2', 'stroke-width': 6 }),
      stroke('M128 98V130L150 143', { stroke: '#a52450', 'stroke-width': 11 }),
    ),
    bubble({ x: 940, y: 120, width: 290, height: 124 }, 'left', { fill: '#ffffff' }),
    tick([1004, 182], 30, { fill: '#28b487' }),
    textBars([1052, 156], [130, 90], { fill: '#f0c6d4', height: 16, gap: 18 }),
    circle([1600, 900], 200, { fill: deep, 'fill-opacity': 0.3 }),
  );
}

function floor(): string[] {
  return Array.from({ length: 15 }, (_, index) =>
    group(
      `rotate(-18 800 450)`,
      rect({ x: -200, y: -260 + index * 100, width: 2000, height: 50 }, 0, { fill: '#ffffff', 'fill-opacity': 0.035 }),
    ),
  );
}

function table(center: Point, radius: number, { seats, taken }: { seats: number; taken: number }): string {
  const chairs = Array.from({ length: seats }, (_, index) => {
    const angle = (index * 360) / seats + 30;
    const [x, y] = polar(center, radius * 1.26, angle);
    const size = Math.max(radius * 0.52, 50);
    return group(
      `rotate(${angle} ${x} ${y})`,
      rect({ x: x - size / 2, y: y - size * 0.36, width: size, height: size * 0.72 }, size * 0.3, {
        fill: index < taken ? '#ffc98b' : '#ffffff',
        'fill-opacity': index < taken ? 1 : 0.32,
      }),
    );
  });
  return (
    chairs.join('') +
    circle([center[0], center[1] + 10], radius, { fill: tableTimePalette.deep, 'fill-opacity': 0.35 }) +
    circle(center, radius, { fill: '#8b1d4c' }) +
    circle(center, radius * 0.86, { fill: '#fdeaf0' }) +
    circle(center, radius * 0.4, { fill: '#f6cbd9' })
  );
}

function long(): string {
  const chairs = [0, 1, 2, 3].map((index) =>
    rect({ x: 640 + index * 86, y: 768, width: 62, height: 44 }, 18, { fill: '#ffffff', 'fill-opacity': 0.32 }),
  );
  return (
    chairs.join('') +
    rect({ x: 610, y: 812, width: 380, height: 120 }, 30, { fill: '#8b1d4c' }) +
    rect({ x: 626, y: 826, width: 348, height: 120 }, 22, { fill: '#fdeaf0' })
  );
}
