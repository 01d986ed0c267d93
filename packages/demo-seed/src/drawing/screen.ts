import type { Palette } from './color.ts';
import { logoTile } from './logo.ts';
import { button, widthOf } from './screen-parts.ts';
import type { ScreenTheme } from './screen-theme.ts';
import { rect } from './shapes.ts';
import { svgDocument } from './svg.ts';
import { words } from './words.ts';

/** The frame of one screen of an app: its name and mark, where one can go, where one is, and what one may do there. */
export interface ScreenFrame {
  theme: ScreenTheme;
  palette: Palette;
  mark: string;
  name: string;
  nav: readonly string[];
  active: number;
  title: string;
  subtitle: string;
  action?: string;
}

/** A screen of an app, 1280 × 800; the content has its place from x 284 to 1232 and from y 136 to 768. */
export function screen(frame: ScreenFrame, ...content: string[]): string {
  const { theme, title, subtitle, action } = frame;
  const actionWidth = action === undefined ? 0 : widthOf(action, 16) + 48;
  return svgDocument(
    1280,
    800,
    rect({ x: 0, y: 0, width: 1280, height: 800 }, 0, { fill: theme.ground }),
    side(frame),
    words([284, 66], title, { size: 30, weight: 700, fill: theme.ink }),
    words([284, 98], subtitle, { size: 17, fill: theme.muted }),
    action === undefined ? '' : button(theme, { x: 1232 - actionWidth, y: 40, width: actionWidth, height: 46 }, action),
    ...content,
  );
}

function side({ theme, palette, mark, name, nav, active }: ScreenFrame): string {
  const items = nav.map((item, index) => {
    const y = 128 + index * 52;
    const here = index === active;
    return (
      (here ? rect({ x: 20, y, width: 204, height: 44 }, 12, { fill: theme.soft }) : '') +
      rect({ x: 38, y: y + 14, width: 16, height: 16 }, 5, {
        fill: here ? theme.accent : theme.muted,
        'fill-opacity': here ? 1 : 0.45,
      }) +
      words([68, y + 28], item, { size: 16, weight: here ? 600 : 400, fill: here ? theme.ink : theme.muted })
    );
  });
  return (
    rect({ x: 0, y: 0, width: 244, height: 800 }, 0, { fill: theme.side }) +
    rect({ x: 243, y: 0, width: 1, height: 800 }, 0, { fill: theme.line }) +
    logoTile({ x: 28, y: 34, width: 48, height: 48 }, palette, mark) +
    words([88, 64], name, { size: 17.5, weight: 700, fill: theme.ink }) +
    items.join('')
  );
}
