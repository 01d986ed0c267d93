import type { Palette } from './color.ts';
import { glow, linearGradient } from './paint.ts';
import { rect } from './shapes.ts';
import { el, svgDocument } from './svg.ts';

/** A cover, 1600 × 900: the app's gradient with light from the upper left and depth at the lower right, and a scene on it. */
export function cover(palette: Palette, ...scene: string[]): string {
  return svgDocument(
    1600,
    900,
    el(
      'defs',
      {},
      linearGradient('ground', [palette.from, palette.to], 38),
      glow('light', '#ffffff', 0.34),
      glow('depth', palette.deep, 0.5),
    ),
    rect({ x: 0, y: 0, width: 1600, height: 900 }, 0, { fill: 'url(#ground)' }),
    el('ellipse', { cx: 330, cy: 90, rx: 900, ry: 620, fill: 'url(#light)' }),
    el('ellipse', { cx: 1480, cy: 900, rx: 900, ry: 560, fill: 'url(#depth)' }),
    ...scene,
  );
}
