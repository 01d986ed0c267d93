import { sheet } from './pieces.ts';
import type { ScreenTheme } from './screen-theme.ts';
import { circle, rect, stroke, type Box, type Point } from './shapes.ts';
import { words } from './words.ts';

/** How wide a text gets at most: letters of the widest common sans-serif are about 0.6 of their size. */
export function widthOf(text: string, size: number): number {
  return Math.ceil(text.length * size * 0.6);
}

/** A card with an optional heading. */
export function panel(theme: ScreenTheme, box: Box, heading?: string): string {
  return (
    sheet(box, 18, { fill: theme.card, shadow: theme.shadow, depth: 0.36 }) +
    (heading === undefined ? '' : words([box.x + 28, box.y + 42], heading, { size: 19, weight: 600, fill: theme.ink }))
  );
}

/** A filled button: what one would most likely do. */
export function button(theme: ScreenTheme, box: Box, name: string): string {
  return rect(box, 12, { fill: theme.accent }) + buttonName(box, name, onColor(theme.accent));
}

/** An outlined button: the other thing one may do. */
export function quietButton(theme: ScreenTheme, box: Box, name: string): string {
  return rect(box, 12, { fill: 'none', stroke: theme.line, 'stroke-width': 2 }) + buttonName(box, name, theme.ink);
}

function buttonName({ x, y, width, height }: Box, name: string, fill: string): string {
  return words([x + width / 2, y + height / 2 + 5.5], name, { size: 16, weight: 600, anchor: 'middle', fill });
}

/** Black or white, whichever reads better on a colour. */
export function onColor(color: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16));
  return red * 0.299 + green * 0.587 + blue * 0.114 > 165 ? '#141824' : '#ffffff';
}

/** A small label with a colour of its own. */
export function chip([x, y]: Point, label: string, color: string): string {
  const width = label.length * 9.7 + 42;
  return (
    rect({ x, y: y - 15, width, height: 30 }, 15, { fill: color, 'fill-opacity': 0.18 }) +
    circle([x + 16, y], 5, { fill: color }) +
    words([x + 27, y + 5], label, { size: 14, weight: 600, fill: color })
  );
}

/** A number that matters, with what it counts and how it moved. */
export function figure(
  theme: ScreenTheme,
  box: Box,
  { value, counts, change }: { value: string; counts: string; change: string },
): string {
  const down = change.startsWith('−');
  return (
    panel(theme, box) +
    words([box.x + 26, box.y + 38], counts, { size: 15, fill: theme.muted }) +
    words([box.x + 26, box.y + 84], value, { size: 36, weight: 700, fill: theme.ink }) +
    words([box.x + box.width - 26, box.y + 82], change, {
      size: 16,
      weight: 600,
      anchor: 'end',
      fill: down ? '#dc5a5a' : '#1a9a6c',
    })
  );
}

/** A field of a form with its title and what is in it. */
export function field(
  theme: ScreenTheme,
  box: Box,
  { title, lines, select = false }: { title: string; lines: readonly string[]; select?: boolean },
): string {
  const inner = { ...box, y: box.y + 28, height: box.height - 28 };
  const x = box.x + box.width - 30;
  const y = inner.y + inner.height / 2;
  return (
    words([box.x, box.y + 14], title, { size: 15, weight: 600, fill: theme.ink }) +
    rect(inner, 12, { fill: theme.ground, stroke: theme.line, 'stroke-width': 2 }) +
    lines
      .map((line, index) => words([inner.x + 18, inner.y + 31 + index * 27], line, { size: 16, fill: theme.ink }))
      .join('') +
    (select
      ? stroke(`M${x - 7} ${y - 4}L${x} ${y + 4}L${x + 7} ${y - 4}`, { stroke: theme.muted, 'stroke-width': 3 })
      : '')
  );
}
