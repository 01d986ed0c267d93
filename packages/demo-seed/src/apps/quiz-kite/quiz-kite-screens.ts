import type { DemoScreenshot } from '../../demo-content.types.ts';
import { chip, panel, figure } from '../../drawing/screen-parts.ts';
import { phone } from '../../drawing/screen-phone.ts';
import { screen } from '../../drawing/screen.ts';
import { dayTheme } from '../../drawing/screen-theme.ts';
import { circle, dots, rect, stroke } from '../../drawing/shapes.ts';
import { words } from '../../drawing/words.ts';
import { quizKiteMark, quizKitePalette } from './quiz-kite-art.ts';

const theme = dayTheme(quizKitePalette);
const frame = {
  theme,
  palette: quizKitePalette,
  mark: quizKiteMark,
  name: 'Quiz Kite',
  nav: ['Quizzes', 'Results', 'Tags', 'Look'],
};

/** A quiz being made, and what came of it. */
export function quizKiteScreens(): DemoScreenshot[] {
  return [
    {
      svg: canvas(),
      alt: 'A quiz as a diagram: a question leads by three answers to three results, each of which gives a tag.',
    },
    {
      svg: results(),
      alt: 'How many people started, finished and were tagged, a bar for each result, and the quiz on a phone.',
    },
  ];
}

function canvas(): string {
  const rows: [string, string, string, string][] = [
    ['On a sunny sill', 'A desert friend', 'likes succulents', '#d97706'],
    ['In the bathroom', 'A jungle guest', 'likes ferns', '#0f8a63'],
    ['Anywhere, I travel', 'A quiet one', 'just looking', '#6d4bd8'],
  ];
  return screen(
    { ...frame, active: 0, title: 'Which one is for me?', subtitle: 'Question 1 of 3', action: 'Try it' },
    dots({ x: 270, y: 142, width: 990, height: 650 }, 34, { stroke: '#b9cdea', 'stroke-width': 3.2 }),
    ...rows.map((_, index) =>
      stroke(`M524 440C570 440 560 ${226 + index * 214} 604 ${226 + index * 214}M848 ${226 + index * 214}H900`, {
        stroke: '#93b4e8',
        'stroke-width': 4,
      }),
    ),
    panel(theme, { x: 292, y: 340, width: 232, height: 200 }),
    rect({ x: 292, y: 340, width: 232, height: 10 }, 5, { fill: theme.accent }),
    words([316, 392], 'Where will your', { size: 19, weight: 600, fill: theme.ink }),
    words([316, 420], 'plant live?', { size: 19, weight: 600, fill: theme.ink }),
    words([316, 472], 'One tap to answer', { size: 15, fill: theme.muted }),
    words([316, 502], '412 people saw it', { size: 15, fill: theme.muted }),
    ...rows.map(([answer, result, tag, color], index) => {
      const y = 226 + index * 214;
      return (
        panel(theme, { x: 604, y: y - 42, width: 244, height: 84 }) +
        circle([634, y], 10, { fill: 'none', stroke: color, 'stroke-width': 4 }) +
        words([656, y + 6], answer, { size: 15.5, weight: 600, fill: theme.ink }) +
        panel(theme, { x: 900, y: y - 66, width: 332, height: 132 }) +
        words([928, y - 14], result, { size: 20, weight: 600, fill: theme.ink }) +
        chip([928, y + 28], tag, color)
      );
    }),
  );
}

function results(): string {
  const bars: [string, number, string][] = [
    ['A desert friend', 0.46, '190'],
    ['A jungle guest', 0.33, '136'],
    ['A quiet one', 0.21, '86'],
  ];
  return screen(
    { ...frame, active: 1, title: 'Results', subtitle: 'Which one is for me? · the last thirty days' },
    figure(theme, { x: 284, y: 136, width: 270, height: 112 }, { counts: 'Started', value: '458', change: '+22 %' }),
    figure(theme, { x: 574, y: 136, width: 270, height: 112 }, { counts: 'Finished', value: '412', change: '90 %' }),
    panel(theme, { x: 284, y: 276, width: 560, height: 480 }, 'What people are'),
    ...bars.map(([name, share, people], index) => {
      const y = 370 + index * 128;
      return (
        words([316, y], name, { size: 18, weight: 600, fill: theme.ink }) +
        words([812, y], people, { size: 17, anchor: 'end', fill: theme.muted }) +
        rect({ x: 316, y: y + 20, width: 496, height: 30 }, 15, { fill: theme.ground }) +
        rect({ x: 316, y: y + 20, width: 496 * share * 2, height: 30 }, 15, {
          fill: ['#e79a2b', '#25a87a', '#7c5ce6'][index],
        })
      );
    }),
    phone(theme, [878, 136], {
      name: 'Fern',
      face: 3,
      says: [
        { from: 'them', lines: ['Where will your', 'plant live?'] },
        { from: 'us', lines: ['On a sunny sill'] },
        { from: 'them', lines: ['And how often do', 'you water?'] },
        { from: 'us', lines: ['When I remember'] },
        { from: 'them', lines: ['A desert friend!'], button: 'Show me three' },
      ],
    }),
  );
}
