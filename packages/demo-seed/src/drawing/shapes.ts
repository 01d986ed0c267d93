import { el, round, type Attributes } from './svg.ts';

/** A point, in pixels of the picture. */
export type Point = readonly [x: number, y: number];

/** Where something lies, in pixels of the picture. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A rectangle with corners of radius `rx`. */
export function rect(box: Box, rx: number, paint: Attributes): string {
  return el('rect', { ...box, rx, ...paint });
}

/** A circle around a centre. */
export function circle([cx, cy]: Point, r: number, paint: Attributes): string {
  return el('circle', { cx, cy, r, ...paint });
}

/** A filled shape, from path text. */
export function path(d: string, paint: Attributes): string {
  return el('path', { d, ...paint });
}

/** A line with round ends; `stroke-width` and `stroke` come with the paint. */
export function stroke(d: string, paint: Attributes): string {
  return el('path', { d, fill: 'none', 'stroke-linecap': 'round', 'stroke-linejoin': 'round', ...paint });
}

/** Dots in rows, `step` pixels apart: dashes of no length with round ends. */
export function dots(box: Box, step: number, paint: Attributes): string {
  const rows = Array.from(
    { length: Math.floor(box.height / step) + 1 },
    (_, index) => `M${box.x} ${box.y + index * step}h${box.width}`,
  );
  return stroke(rows.join(''), { 'stroke-dasharray': `0 ${step}`, ...paint });
}

/** Elements moved, turned or scaled together. */
export function group(transform: string, ...children: string[]): string {
  return el('g', { transform }, ...children);
}

/** A closed shape through the points whose corners are rounded by up to `radius`. */
export function roundedPolygon(points: readonly Point[], radius: number): string {
  const corners = points.map((point, index) => {
    const before = points.at(index - 1) ?? point;
    const after = points[(index + 1) % points.length] ?? point;
    return { into: towards(point, before, radius), point, out: towards(point, after, radius) };
  });
  const drawn = corners.map(
    ({ into, point, out }, index) => `${index === 0 ? 'M' : 'L'}${at(into)}Q${at(point)} ${at(out)}`,
  );
  return `${drawn.join('')}Z`;
}

function towards([x, y]: Point, [toX, toY]: Point, distance: number): Point {
  const length = Math.hypot(toX - x, toY - y);
  const share = length === 0 ? 0 : Math.min(distance / length, 0.5);
  return [x + (toX - x) * share, y + (toY - y) * share];
}

/** The point at an angle in degrees (0 is up, clockwise) and a distance from a centre. */
export function polar([cx, cy]: Point, radius: number, degrees: number): Point {
  const radians = ((degrees - 90) * Math.PI) / 180;
  return [cx + radius * Math.cos(radians), cy + radius * Math.sin(radians)];
}

/** Part of a circle between two angles in degrees (0 is up, clockwise). */
export function arc(center: Point, radius: number, [from, to]: readonly [number, number]): string {
  const large = to - from > 180 ? 1 : 0;
  return `M${at(polar(center, radius, from))}A${radius} ${radius} 0 ${large} 1 ${at(polar(center, radius, to))}`;
}

/** A star's outline with `points` tips between two radii. */
export function star(center: Point, [outer, inner]: readonly [number, number], points = 5): string {
  const tips = Array.from({ length: points * 2 }, (_, index) =>
    polar(center, index % 2 === 0 ? outer : inner, (index * 180) / points),
  );
  return roundedPolygon(tips, outer * 0.14);
}

/** A point as path text. */
export function at([x, y]: Point): string {
  return `${round(x)} ${round(y)}`;
}
