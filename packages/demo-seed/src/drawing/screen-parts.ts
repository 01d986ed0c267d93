import type { ScreenTheme } from './screen-theme.ts';
import { avatar, sheet, tick, toggle } from './pieces.ts';
import { circle, path, rect, star, stroke, type Box, type Point } from './shapes.ts';
import { el } from './svg.ts';
import { words } from './words.ts';

/** How wide a text gets at most: letters of the widest common sans-serif are about 0.6 of their size. */
export function widthOf(text: string, size: number): number {
  return Math.ceil(text.length * size * 0.6);
}

/** A card with an optional heading. */
export function panel(theme: ScreenTheme, box: Box, heading?: string): string {
  return (
    sheet(box, 18, { fill: theme.card, shadow: theme.shadow }) +
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
  const width = widthOf(label, 14) + 26;
  return (
    rect({ x, y: y - 15, width, height: 30 }, 15, { fill: color, 'fill-opacity': 0.18 }) +
    circle([x + 16, y], 5, { fill: color }) +
    words([x + 27, y + 5], label, { size: 14, weight: 600, fill: color })
  );
}

/** What a cell of a table draws, with the middle of its row at `y`. */
export type Cell = (at: Point, theme: ScreenTheme) => string;

export const text =
  (content: string, weight: 400 | 600 = 400): Cell =>
  ([x, y], theme) =>
    words([x, y + 6], content, { size: 16, weight, fill: theme.ink });

export const quiet =
  (content: string): Cell =>
  ([x, y], theme) =>
    words([x, y + 5], content, { size: 15, fill: theme.muted });

export const label =
  (content: string, color: string): Cell =>
  (at) =>
    chip(at, content, color);

export const flip =
  (on: boolean): Cell =>
  ([x, y], theme) =>
    toggle([x, y - 13], on, theme.accent);

export const person =
  (name: string, face: number): Cell =>
  ([x, y], theme) =>
    avatar([x + 19, y], 19, face) + words([x + 50, y + 6], name, { size: 16, weight: 600, fill: theme.ink });

export const stars =
  (count: number): Cell =>
  ([x, y], theme) =>
    [0, 1, 2, 3, 4]
      .map((index) => path(star([x + 12 + index * 25, y], [11, 5.2]), { fill: index < count ? '#ffb31f' : theme.line }))
      .join('');

export const meter =
  (share: number, width = 150): Cell =>
  ([x, y], theme) =>
    rect({ x, y: y - 5, width, height: 10 }, 5, { fill: theme.line }) +
    rect({ x, y: y - 5, width: width * share, height: 10 }, 5, { fill: theme.accent });

export const trend =
  (values: readonly number[], color: string): Cell =>
  ([x, y]) =>
    stroke(linePath({ x, y: y - 16, width: 120, height: 32 }, values), { stroke: color, 'stroke-width': 3 });

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

/** A smooth line through values spread over a box; the largest value touches its top. */
export function linePath(box: Box, values: readonly number[]): string {
  const most = Math.max(...values);
  const points = values.map((value, index): Point => [
    box.x + (index * box.width) / (values.length - 1),
    box.y + box.height * (1 - value / most),
  ]);
  return points
    .map(([x, y], index) => {
      const [beforeX, beforeY] = points[index - 1] ?? [x, y];
      const middle = (beforeX + x) / 2;
      return index === 0 ? `M${x} ${y}` : `C${middle} ${beforeY} ${middle} ${y} ${x} ${y}`;
    })
    .join('');
}

/** Bars over labels, the tallest in the accent colour. */
export function bars(theme: ScreenTheme, box: Box, values: readonly (readonly [string, number])[]): string {
  const most = Math.max(...values.map(([, value]) => value));
  const step = box.width / values.length;
  return values
    .map(([name, value], index) => {
      const height = (box.height - 34) * (value / most);
      const x = box.x + index * step + step * 0.2;
      const bar = { x, y: box.y + box.height - 34 - height, width: step * 0.6, height };
      return (
        rect(bar, 9, { fill: theme.accent, 'fill-opacity': value === most ? 1 : 0.45 }) +
        words([x + step * 0.3, box.y + box.height - 4], name, { size: 14, anchor: 'middle', fill: theme.muted })
      );
    })
    .join('');
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

/** A line with a tick before it. */
export function done(theme: ScreenTheme, [x, y]: Point, content: string): string {
  return tick([x + 13, y], 13, { fill: '#1a9a6c' }) + words([x + 40, y + 6], content, { size: 16, fill: theme.ink });
}

/** A phone, 320 × 620, with a chat on it. */
export function phone(
  theme: ScreenTheme,
  [x, y]: Point,
  { name, face, says }: { name: string; face: number; says: readonly Said[] },
): string {
  return (
    sheet({ x, y, width: 320, height: 620 }, 46, { fill: '#10131c', shadow: theme.shadow }) +
    rect({ x: x + 10, y: y + 10, width: 300, height: 600 }, 38, { fill: '#ffffff' }) +
    path(
      `M${x + 10} ${y + 92}V${y + 48}A38 38 0 0 1 ${x + 48} ${y + 10}H${x + 272}A38 38 0 0 1 ${x + 310} ${y + 48}V${y + 92}Z`,
      { fill: theme.accent },
    ) +
    avatar([x + 54, y + 56], 20, face) +
    words([x + 86, y + 62], name, { size: 17, weight: 600, fill: onColor(theme.accent) }) +
    talk({ ...theme, ground: '#eef0f6', ink: '#1c2333' }, { x: x + 26, y: y + 114, width: 268, height: 0 }, says) +
    rect({ x: x + 26, y: y + 548, width: 268, height: 44 }, 22, { fill: '#eef0f6' }) +
    circle([x + 270, y + 570], 15, { fill: theme.accent })
  );
}

/** One message: who says it, its lines, and a button below if there is one. */
export interface Said {
  from: 'them' | 'us';
  lines: readonly string[];
  button?: string;
}

/** A conversation downwards from the top of a box. */
export function talk(theme: ScreenTheme, box: Box, says: readonly Said[]): string {
  let y = box.y;
  return says
    .map(({ from, lines, button: press }) => {
      const width = Math.min(
        box.width * 0.88,
        Math.max(...lines.map((line) => widthOf(line, 15)), press ? widthOf(press, 15) + 20 : 0) + 34,
      );
      const height = 22 + lines.length * 23 + (press ? 46 : 0);
      const x = from === 'us' ? box.x + box.width - width : box.x;
      const fill = from === 'us' ? theme.accent : theme.ground;
      const ink = from === 'us' ? onColor(theme.accent) : theme.ink;
      const top = y;
      y += height + 14;
      return el(
        'g',
        {},
        rect({ x, y: top, width, height }, 18, { fill }),
        ...lines.map((line, index) => words([x + 17, top + 27 + index * 23], line, { size: 15, fill: ink })),
        press
          ? rect({ x: x + 12, y: top + height - 48, width: width - 24, height: 38 }, 11, { fill: '#ffffff' }) +
              words([x + width / 2, top + height - 24], press, {
                size: 15,
                weight: 600,
                anchor: 'middle',
                fill: theme.accent === '#ffffff' ? '#1c2333' : darker(theme.accent),
              })
          : '',
      );
    })
    .join('');
}

function darker(color: string): string {
  return onColor(color) === '#ffffff' ? color : '#1c2333';
}
