import type { DemoScreenshot } from '../../demo-content.types.ts';
import { toggle } from '../../drawing/pieces.ts';
import { field, panel } from '../../drawing/screen-parts.ts';
import { phone } from '../../drawing/screen-phone.ts';
import { screen } from '../../drawing/screen.ts';
import { dayTheme } from '../../drawing/screen-theme.ts';
import { words } from '../../drawing/words.ts';
import { welcomeMatMark, welcomeMatPalette } from './welcome-mat-art.ts';

const theme = dayTheme(welcomeMatPalette);

/** The editor of the greeting, beside a phone that shows it. */
export function welcomeMatScreens(): DemoScreenshot[] {
  return [
    {
      svg: editor(),
      alt: 'The editor of the greeting on the left; on the right a phone shows how a new subscriber will see it.',
    },
  ];
}

function editor(): string {
  return screen(
    {
      theme,
      palette: welcomeMatPalette,
      mark: welcomeMatMark,
      name: 'Welcome Mat',
      nav: ['Greeting', 'Tour', 'Quiet hours', 'Results'],
      active: 0,
      title: 'Your greeting',
      subtitle: 'Each new subscriber gets it once.',
      action: 'Save',
    },
    panel(theme, { x: 284, y: 136, width: 560, height: 620 }),
    field(
      theme,
      { x: 316, y: 166, width: 496, height: 206 },
      {
        title: 'What you say',
        lines: [
          'Hello, and welcome to Fern & Fable!',
          'Ask us anything about plants.',
          'We are here until six.',
          '',
          'Ada and Noor',
        ],
      },
    ),
    field(theme, { x: 316, y: 398, width: 238, height: 80 }, { title: 'Minutes before the tour', lines: ['5'] }),
    field(
      theme,
      { x: 574, y: 398, width: 238, height: 80 },
      { title: 'The tour', lines: ['Welcome tour'], select: true },
    ),
    ...[
      ['Stay quiet on weekends', true],
      ['Never after nine in the evening', true],
      ['Greet people who come back', false],
    ].map(
      ([title, on], index) =>
        words([316, 541 + index * 62], String(title), { size: 17, fill: theme.ink }) +
        toggle([768, 522 + index * 62], on === true, theme.accent),
    ),
    phone(theme, [878, 136], {
      name: 'Fern',
      face: 3,
      says: [
        { from: 'them', lines: ['Hello, and welcome', 'to Fern & Fable!', 'Ask us anything', 'about plants.'] },
        { from: 'us', lines: ['Hi! Do you deliver?'] },
        { from: 'them', lines: ['We do! Want to look', 'around first?'], button: 'Start the tour' },
      ],
    }),
  );
}
