import type { Palette } from './color.ts';
import { glow, linearGradient } from './paint.ts';
import { at, group, rect, type Box } from './shapes.ts';
import { el, svgDocument } from './svg.ts';

/** A logo, 256 × 256: a mark on the app's gradient, up to the corners, which whoever shows it may round. */
export function logo(palette: Palette, mark: string): string {
  return svgDocument(256, 256, logoDefinitions(palette), tile(0), mark);
}

/** The same logo as a small rounded tile inside another picture. */
export function logoTile({ x, y, width }: Box, palette: Palette, mark: string): string {
  return group(`translate(${at([x, y])}) scale(${width / 256})`, logoDefinitions(palette), tile(60), mark);
}

function logoDefinitions(palette: Palette): string {
  return el('defs', {}, linearGradient('tile', [palette.from, palette.to], 52), glow('tile-light', '#ffffff', 0.3));
}

function tile(rx: number): string {
  const whole = { x: 0, y: 0, width: 256, height: 256 };
  const id = 'tile-shape';
  return (
    el('clipPath', { id }, rect(whole, rx, {})) +
    el(
      'g',
      { 'clip-path': `url(#${id})` },
      rect(whole, 0, { fill: 'url(#tile)' }),
      el('ellipse', { cx: 60, cy: 10, rx: 190, ry: 150, fill: 'url(#tile-light)' }),
    )
  );
}
