import { el } from './svg.ts';

/** A linear gradient to be used as `url(#id)`; `angle` in degrees, 0 runs to the right, 90 down. */
export function linearGradient(id: string, colors: readonly string[], angle = 45): string {
  const stops = colors.map((color, index) =>
    el('stop', { offset: index / Math.max(colors.length - 1, 1), 'stop-color': color }),
  );
  return el('linearGradient', { id, gradientTransform: `rotate(${angle} .5 .5)` }, ...stops);
}

/** A glow that fades out towards its edge, to be used as `url(#id)`. */
export function glow(id: string, color: string, strength = 0.7): string {
  return el(
    'radialGradient',
    { id },
    el('stop', { offset: 0, 'stop-color': color, 'stop-opacity': strength }),
    el('stop', { offset: 1, 'stop-color': color, 'stop-opacity': 0 }),
  );
}

/** A fade of one colour to nothing, downwards, for the area under a chart's line. */
export function fade(id: string, color: string, [top, bottom]: readonly [number, number] = [0.5, 0]): string {
  return el(
    'linearGradient',
    { id, x2: 0, y2: 1 },
    el('stop', { offset: 0, 'stop-color': color, 'stop-opacity': top }),
    el('stop', { offset: 1, 'stop-color': color, 'stop-opacity': bottom }),
  );
}
