import type { ScreenTheme } from './screen-theme.ts';
import { rect, type Box, type Point } from './shapes.ts';
import { words } from './words.ts';

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
