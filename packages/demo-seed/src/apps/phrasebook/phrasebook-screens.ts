import type { DemoScreenshot } from '../../demo-content.types.ts';
import { chip, panel, quietButton } from '../../drawing/screen-parts.ts';
import { screen } from '../../drawing/screen.ts';
import { dayTheme } from '../../drawing/screen-theme.ts';
import { rect, circle, stroke } from '../../drawing/shapes.ts';
import { words } from '../../drawing/words.ts';
import { phrasebookMark, phrasebookPalette } from './phrasebook-art.ts';

const theme = dayTheme(phrasebookPalette);

/** The library, open at the apologies. */
export function phrasebookScreens(): DemoScreenshot[] {
  return [
    {
      svg: library(),
      alt: 'The library open at apologies: six cards, each with an answer, its tone and a button to copy it.',
    },
  ];
}

const answers: [string, string, string[]][] = [
  [
    'plain',
    '#475569',
    ['We are late with your order.', 'It leaves us tomorrow, and the', 'delivery costs you nothing.'],
  ],
  [
    'warm',
    '#c2264b',
    ['This is on us, and we are sorry.', 'We have put it right, and there', 'is a small thank you inside.'],
  ],
  ['brief', '#b45309', ['Sorry, our mistake.', 'Fixed now.']],
  ['plain', '#475569', ['You were charged twice. The', 'second amount is on its way back', 'and takes three days.']],
  ['warm', '#c2264b', ['Thank you for telling us. You', 'should not have had to, and we', 'learned from it.']],
  ['brief', '#b45309', ['Sold out, sadly.', 'Shall we write when it is back?']],
];

function library(): string {
  return screen(
    {
      theme,
      palette: phrasebookPalette,
      mark: phrasebookMark,
      name: 'Phrasebook',
      nav: ['Greetings', 'Apologies', 'Delays', 'Refunds', 'Thanks', 'Goodbyes'],
      active: 1,
      title: 'Apologies',
      subtitle: '38 answers in three tones',
    },
    rect({ x: 912, y: 40, width: 320, height: 46 }, 23, { fill: '#ffffff', stroke: theme.line, 'stroke-width': 2 }),
    circle([940, 61], 8, { fill: 'none', stroke: theme.muted, 'stroke-width': 3 }),
    stroke('M946 67L953 74', { stroke: theme.muted, 'stroke-width': 3 }),
    words([966, 69], 'late order', { size: 16, fill: theme.ink }),
    ...answers.map(([tone, color, lines], index) => {
      const x = 284 + (index % 2) * 484;
      const y = 136 + Math.floor(index / 2) * 212;
      return (
        panel(theme, { x, y, width: 464, height: 192 }) +
        chip([x + 26, y + 38], tone, color) +
        lines.map((line, row) => words([x + 26, y + 92 + row * 28], line, { size: 18, fill: theme.ink })).join('') +
        quietButton(theme, { x: x + 344, y: y + 18, width: 96, height: 40 }, 'Copy')
      );
    }),
  );
}
