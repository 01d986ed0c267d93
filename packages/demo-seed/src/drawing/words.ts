import { el, escapeXml } from './svg.ts';
import type { Point } from './shapes.ts';

/** How a line of text looks; sizes in pixels. */
export interface Lettering {
  size: number;
  fill: string;
  weight?: 400 | 500 | 600 | 700;
  anchor?: 'start' | 'middle' | 'end';
  family?: 'sans-serif' | 'monospace';
  opacity?: number;
}

/** One line of text on its baseline, in whatever sans-serif the reader has: leave it room. */
export function words([x, y]: Point, text: string, style: Lettering): string {
  const { size, fill, weight = 400, anchor = 'start', family = 'sans-serif', opacity } = style;
  return el(
    'text',
    {
      x,
      y,
      fill,
      opacity,
      'font-size': size,
      'font-weight': weight === 400 ? undefined : weight,
      'text-anchor': anchor === 'start' ? undefined : anchor,
      'font-family': family === 'monospace' ? 'ui-monospace, monospace' : 'system-ui, sans-serif',
      // Keeps the spaces of code, and costs nothing elsewhere.
      'xml:space': family === 'monospace' ? 'preserve' : undefined,
    },
    escapeXml(text),
  );
}
