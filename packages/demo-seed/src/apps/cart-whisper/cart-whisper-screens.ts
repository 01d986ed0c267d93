import type { DemoScreenshot } from '../../demo-content.types.ts';
import { bars } from '../../drawing/screen-chart.ts';
import { field, figure, panel } from '../../drawing/screen-parts.ts';
import { phone } from '../../drawing/screen-phone.ts';
import { meter, table, text, quiet } from '../../drawing/screen-table.ts';
import { screen } from '../../drawing/screen.ts';
import { dayTheme } from '../../drawing/screen-theme.ts';
import { toggle } from '../../drawing/pieces.ts';
import { words } from '../../drawing/words.ts';
import { cartWhisperMark, cartWhisperPalette } from './cart-whisper-art.ts';

const theme = dayTheme(cartWhisperPalette);
const frame = {
  theme,
  palette: cartWhisperPalette,
  mark: cartWhisperMark,
  name: 'Cart Whisper',
  nav: ['Overview', 'Reminder', 'Products', 'Shop'],
};

/** The numbers of a week, and the reminder itself. */
export function cartWhisperScreens(): DemoScreenshot[] {
  return [
    {
      svg: overview(),
      alt: 'The week in numbers: baskets left, reminded and recovered, bars for each day, and the products left behind most often.',
    },
    { svg: reminder(), alt: 'Settings of the reminder beside a phone that shows it with a button back to the basket.' },
  ];
}

function overview(): string {
  const week: [string, number][] = [
    ['Mon', 31],
    ['Tue', 44],
    ['Wed', 38],
    ['Thu', 52],
    ['Fri', 71],
    ['Sat', 64],
    ['Sun', 40],
  ];
  return screen(
    { ...frame, active: 0, title: 'This week', subtitle: '16 to 22 November', action: 'Send me this by mail' },
    figure(
      theme,
      { x: 284, y: 136, width: 300, height: 112 },
      { counts: 'Left behind', value: '340', change: 'was 362' },
    ),
    figure(theme, { x: 608, y: 136, width: 300, height: 112 }, { counts: 'Reminded', value: '212', change: '+4 %' }),
    figure(theme, { x: 932, y: 136, width: 300, height: 112 }, { counts: 'Came back', value: '74', change: '+19 %' }),
    panel(theme, { x: 284, y: 276, width: 460, height: 480 }, 'Baskets that came back'),
    bars(theme, { x: 312, y: 350, width: 404, height: 372 }, week),
    table(
      theme,
      { x: 768, y: 276, width: 464, height: 480 },
      {
        columns: [
          [28, 'Left behind most often'],
          [290, 'How often'],
        ],
        rows: [
          ['Wool blanket', 0.94],
          ['Pine candle', 0.71],
          ['Tea for two', 0.58],
          ['Linen apron', 0.44],
          ['Oak board', 0.29],
        ].map(([name, share]) => [text(String(name), 600), meter(Number(share), 140)]),
      },
    ),
  );
}

function reminder(): string {
  return screen(
    { ...frame, active: 1, title: 'The reminder', subtitle: 'One message. Never more.', action: 'Save' },
    panel(theme, { x: 284, y: 136, width: 560, height: 620 }),
    field(
      theme,
      { x: 316, y: 166, width: 496, height: 152 },
      { title: 'Message', lines: ['You left something with us.', 'Shall we keep it until tomorrow?'] },
    ),
    field(
      theme,
      { x: 316, y: 344, width: 238, height: 80 },
      { title: 'Send it after', lines: ['45 minutes'], select: true },
    ),
    field(theme, { x: 574, y: 344, width: 238, height: 80 }, { title: 'Baskets from', lines: ['20.00'] }),
    ...['Show what was left', 'Button back to the basket', 'Only between 9 and 20 o’clock'].map(
      (title, index) =>
        words([316, 491 + index * 62], title, { size: 17, fill: theme.ink }) +
        toggle([768, 472 + index * 62], true, theme.accent),
    ),
    quiet('About 30 reminders a day')([316, 700], theme),
    phone(theme, [878, 136], {
      name: 'Parcel & Pine',
      face: 0,
      says: [
        { from: 'us', lines: ['Is the blanket wool?'] },
        { from: 'them', lines: ['Pure wool, from Skye.'] },
        {
          from: 'them',
          lines: ['You left something', 'with us. Shall we keep', 'it until tomorrow?'],
          button: 'To my basket',
        },
        { from: 'us', lines: ['Oh, thank you!'] },
      ],
    }),
  );
}
