import type { DemoScreenshot } from '../../demo-content.types.ts';
import { avatar } from '../../drawing/pieces.ts';
import { chip, panel } from '../../drawing/screen-parts.ts';
import { talk } from '../../drawing/screen-phone.ts';
import { screen } from '../../drawing/screen.ts';
import { nightTheme } from '../../drawing/screen-theme.ts';
import { rect } from '../../drawing/shapes.ts';
import { words } from '../../drawing/words.ts';
import { nightDeskMark, nightDeskPalette } from './night-desk-art.ts';

const theme = nightTheme(nightDeskPalette);

/** What happened in the night. */
export function nightDeskScreens(): DemoScreenshot[] {
  return [
    {
      svg: lastNight(),
      alt: 'Last night’s conversations on the left with the time and what became of each; on the right the one with Priya, answered at 02:14.',
    },
  ];
}

function lastNight(): string {
  const nights: [string, number, string, string, string][] = [
    ['Priya Raman', 2, '02:14', 'settled', '#5fd3a6'],
    ['Oskar Nyman', 1, '01:40', 'for the morning', '#ffd98a'],
    ['Chiara Bianchi', 0, '00:52', 'settled', '#5fd3a6'],
    ['Yusuf Kaya', 4, '23:31', 'settled', '#5fd3a6'],
    ['Emily Zhang', 5, '22:06', 'settled', '#5fd3a6'],
  ];
  return screen(
    {
      theme,
      palette: nightDeskPalette,
      mark: nightDeskMark,
      name: 'Night Desk',
      nav: ['Last night', 'For the morning', 'The team', 'Help pages'],
      active: 0,
      title: 'Last night',
      subtitle: 'Five people wrote. Four are settled, one waits for you.',
    },
    panel(theme, { x: 284, y: 136, width: 400, height: 620 }),
    ...nights.map(([name, face, time, state, color], index) => {
      const y = 148 + index * 120;
      return (
        (index === 0 ? rect({ x: 296, y, width: 376, height: 112 }, 14, { fill: theme.soft }) : '') +
        avatar([342, y + 56], 28, face) +
        words([386, y + 46], name, { size: 18, weight: 600, fill: theme.ink }) +
        words([656, y + 46], time, { size: 15, anchor: 'end', fill: theme.muted }) +
        chip([386, y + 76], state, color)
      );
    }),
    panel(theme, { x: 708, y: 136, width: 524, height: 620 }, 'Priya Raman'),
    words([736, 206], 'Answered by Ruth in Auckland after 2 minutes', { size: 15, fill: theme.muted }),
    talk(theme, { x: 736, y: 236, width: 468, height: 0 }, [
      { from: 'them', lines: ['My parcel says delivered, but it is', 'not here. I am a bit worried.'] },
      { from: 'us', lines: ['Hello Priya, Ruth here. Let me look.'] },
      { from: 'us', lines: ['It is at the bakery next door, they', 'took it in at five. They open at seven.'] },
      { from: 'them', lines: ['At two in the morning! Thank you!'] },
      { from: 'us', lines: ['That is what we are here for. Sleep well.'] },
    ]),
  );
}
