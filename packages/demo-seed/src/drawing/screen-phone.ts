import { avatar, sheet } from './pieces.ts';
import { onColor, widthOf } from './screen-parts.ts';
import type { ScreenTheme } from './screen-theme.ts';
import { circle, path, rect, type Box, type Point } from './shapes.ts';
import { el } from './svg.ts';
import { words } from './words.ts';

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
