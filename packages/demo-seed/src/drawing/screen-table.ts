import { avatar, toggle } from './pieces.ts';
import { linePath } from './screen-chart.ts';
import { chip, panel } from './screen-parts.ts';
import type { ScreenTheme } from './screen-theme.ts';
import { path, rect, star, stroke, type Box, type Point } from './shapes.ts';
import { words } from './words.ts';

/** A table in a card: where its columns begin (pixels from its left edge), their titles, and a row of cells each. */
export function table(
  theme: ScreenTheme,
  box: Box,
  { columns, rows }: { columns: readonly (readonly [number, string])[]; rows: readonly (readonly Cell[])[] },
): string {
  const rowHeight = (box.height - 68) / rows.length;
  const head = columns.map(([x, title]) =>
    words([box.x + x, box.y + 40], title, { size: 14, weight: 600, fill: theme.muted }),
  );
  const body = rows.map((cells, index) => {
    const top = box.y + 60 + index * rowHeight;
    const line = rect({ x: box.x + 28, y: top, width: box.width - 56, height: 1.5 }, 0, { fill: theme.line });
    return (
      line +
      cells.map((cell, column) => cell([box.x + (columns[column]?.[0] ?? 0), top + rowHeight / 2], theme)).join('')
    );
  });
  return panel(theme, box) + head.join('') + body.join('');
}

/** What a cell of a table draws, with the middle of its row at `y`. */
export type Cell = (at: Point, theme: ScreenTheme) => string;

/** Plain words. */
export const text =
  (content: string, weight: 400 | 600 = 400): Cell =>
  ([x, y], theme) =>
    words([x, y + 6], content, { size: 16, weight, fill: theme.ink });

/** Words that stand back. */
export const quiet =
  (content: string): Cell =>
  ([x, y], theme) =>
    words([x, y + 5], content, { size: 15, fill: theme.muted });

/** A chip. */
export const label =
  (content: string, color: string): Cell =>
  (at) =>
    chip(at, content, color);

/** A switch, on or off. */
export const flip =
  (on: boolean): Cell =>
  ([x, y], theme) =>
    toggle([x, y - 13], on, theme.accent);

/** A portrait and a name. */
export const person =
  (name: string, face: number): Cell =>
  ([x, y], theme) =>
    avatar([x + 19, y], 19, face) + words([x + 50, y + 6], name, { size: 16, weight: 600, fill: theme.ink });

/** Five stars, so many of them full. */
export const stars =
  (count: number): Cell =>
  ([x, y], theme) =>
    [0, 1, 2, 3, 4]
      .map((index) => path(star([x + 12 + index * 25, y], [11, 5.2]), { fill: index < count ? '#ffb31f' : theme.line }))
      .join('');

/** A bar, full up to a share from 0 to 1. */
export const meter =
  (share: number, width = 150): Cell =>
  ([x, y], theme) =>
    rect({ x, y: y - 5, width, height: 10 }, 5, { fill: theme.line }) +
    rect({ x, y: y - 5, width: width * share, height: 10 }, 5, { fill: theme.accent });

/** A small line through values. */
export const trend =
  (values: readonly number[], color: string): Cell =>
  ([x, y]) =>
    stroke(linePath({ x, y: y - 16, width: 120, height: 32 }, values), { stroke: color, 'stroke-width': 3 });
