import { el, type Attributes } from './svg.ts';
import { at, circle, group, path, rect, roundedPolygon, stroke, type Box, type Point } from './shapes.ts';

/** A sheet that floats: layered shadows instead of a blur, which every browser would have to compute anew. `depth` 1 floats high, less lies low. */
export function sheet(box: Box, rx: number, { fill = '#ffffff', shadow = '#0b1030', depth = 1 } = {}): string {
  const layers = [28, 20, 13, 7, 3]
    .map((full) => full * depth)
    .map((spread) =>
      rect(
        {
          x: box.x - spread * 0.5,
          y: box.y - spread * 0.2 + spread * 0.9,
          width: box.width + spread,
          height: box.height + spread * 0.4,
        },
        rx + spread * 0.5,
        { fill: shadow, 'fill-opacity': 0.02 + 0.025 * depth },
      ),
    );
  return layers.join('') + rect(box, rx, { fill });
}

/** Bars in place of lines of text; `widths` in pixels, one a line. */
export function textBars(
  [x, y]: Point,
  widths: readonly number[],
  { fill = '#cbd5e1', height = 14, gap = 14 } = {},
): string {
  return widths
    .map((width, index) => rect({ x, y: y + index * (height + gap), width, height }, height / 2, { fill }))
    .join('');
}

/** A speech bubble whose tail points down on one side. */
export function bubble({ x, y, width, height }: Box, side: 'left' | 'right', paint: Attributes): string {
  const r = Math.min(36, height / 2);
  const tail =
    side === 'left' ? [x + r + 8, x + r - 14, x + r + 40] : [x + width - r - 8, x + width - r + 14, x + width - r - 40];
  const body = el('rect', { x, y, width, height, rx: r });
  const [from = 0, tip = 0, back = 0] = tail;
  const point = path(
    `M${from} ${y + height - 6}Q${from} ${y + height + 20} ${tip} ${y + height + 30}Q${back} ${y + height + 26} ${back} ${y + height - 6}Z`,
    {},
  );
  return el('g', paint, body, point);
}

/** A luggage tag that points to the left, with its hole; `hole` is the colour behind it. */
export function tag({ x, y, width, height }: Box, { fill, hole }: { fill: string; hole: string }): string {
  const nose = height * 0.46;
  const outline: Point[] = [
    [x, y + height / 2],
    [x + nose, y],
    [x + width, y],
    [x + width, y + height],
    [x + nose, y + height],
  ];
  return (
    path(roundedPolygon(outline, height * 0.2), { fill }) +
    circle([x + nose * 1.02, y + height / 2], height * 0.12, { fill: hole })
  );
}

/** A person's portrait in a circle. */
export interface Portrait {
  back: string;
  skin: string;
  hair: string;
  shirt: string;
  long?: boolean;
}

/** Six people, so that a list looks like a list of people. */
export const portraits: readonly Portrait[] = [
  { back: '#fde68a', skin: '#c68863', hair: '#2b1d17', shirt: '#0f766e', long: true },
  { back: '#bae6fd', skin: '#f2c9a8', hair: '#7c3f1d', shirt: '#1d4ed8' },
  { back: '#fbcfe8', skin: '#8d5a3b', hair: '#17110e', shirt: '#be185d' },
  { back: '#ddd6fe', skin: '#f0bd95', hair: '#c58a3a', shirt: '#6d28d9', long: true },
  { back: '#bbf7d0', skin: '#e0a57c', hair: '#3f2a1d', shirt: '#15803d' },
  { back: '#fed7aa', skin: '#6f4630', hair: '#1c1412', shirt: '#c2410c', long: true },
];

/** Draws the portrait of that number (they repeat) around a centre. */
export function avatar([cx, cy]: Point, r: number, number: number): string {
  const person = portraits[number % portraits.length] ?? portraits[0]!;
  const id = `face-${Math.round(cx)}-${Math.round(cy)}`;
  const hair = person.long
    ? rect({ x: -24, y: -34, width: 48, height: 58 }, 24, { fill: person.hair })
    : circle([0, -12], 23.5, { fill: person.hair });
  return group(
    `translate(${at([cx, cy])}) scale(${r / 50})`,
    el('clipPath', { id }, circle([0, 0], 50, {})),
    el(
      'g',
      { 'clip-path': `url(#${id})` },
      circle([0, 0], 50, { fill: person.back }),
      hair,
      rect({ x: -34, y: 22, width: 68, height: 60 }, 30, { fill: person.shirt }),
      rect({ x: -8, y: 4, width: 16, height: 26 }, 8, { fill: person.skin }),
      circle([0, -6], 19, { fill: person.skin }),
      path('M-20 -8C-20 -32 20 -32 20 -8C12 -20 2 -20 -4 -20C-10 -20 -16 -16 -20 -8Z', { fill: person.hair }),
    ),
  );
}

/** A switch, on or off, 44 pixels wide. */
export function toggle([x, y]: Point, on: boolean, color: string): string {
  return (
    rect({ x, y, width: 44, height: 26 }, 13, { fill: on ? color : '#cbd5e1' }) +
    circle([on ? x + 31 : x + 13, y + 13], 9.5, { fill: '#ffffff' })
  );
}

/** A round badge with a tick. */
export function tick(center: Point, r: number, { fill, mark = '#ffffff' }: { fill: string; mark?: string }): string {
  const [cx, cy] = center;
  const d = `M${at([cx - r * 0.42, cy + r * 0.02])}L${at([cx - r * 0.1, cy + r * 0.34])}L${at([cx + r * 0.44, cy - r * 0.3])}`;
  return circle(center, r, { fill }) + stroke(d, { stroke: mark, 'stroke-width': r * 0.24 });
}

/** A heart around a centre, `size` pixels wide. */
export function heart([cx, cy]: Point, size: number, fill: string): string {
  return group(
    `translate(${at([cx, cy])}) scale(${size / 100})`,
    path('M0 42C-60 4 -52 -42 -22 -42C-8 -42 0 -30 0 -24C0 -30 8 -42 22 -42C52 -42 60 4 0 42Z', { fill }),
  );
}

/** A four-pointed sparkle around a centre. */
export function sparkle([cx, cy]: Point, size: number, fill: string): string {
  const d = 'M0 -50C6 -12 12 -6 50 0C12 6 6 12 0 50C-6 12 -12 6 -50 0C-12 -6 -6 -12 0 -50Z';
  return group(`translate(${at([cx, cy])}) scale(${size / 100})`, path(d, { fill }));
}
