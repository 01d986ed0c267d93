import type { DemoScreenshot } from '../../demo-content.types.ts';
import { avatar } from '../../drawing/pieces.ts';
import { panel } from '../../drawing/screen-parts.ts';
import { meter, stars } from '../../drawing/screen-table.ts';
import { screen } from '../../drawing/screen.ts';
import { dayTheme } from '../../drawing/screen-theme.ts';
import { words } from '../../drawing/words.ts';
import { reviewRippleMark, reviewRipplePalette } from './review-ripple-art.ts';

const theme = { ...dayTheme(reviewRipplePalette), accent: '#f08a1c' };

/** What people said this week. */
export function reviewRippleScreens(): DemoScreenshot[] {
  return [
    {
      svg: reviews(),
      alt: 'The average of 4.7 stars with a bar for each number of stars, and four reviews of this week.',
    },
  ];
}

const said: [string, number, number, string][] = [
  ['Grace Murphy', 3, 5, 'It survived my holiday. So did I.'],
  ['Henrik Solberg', 1, 5, 'Packed like a treasure.'],
  ['Amina Diallo', 2, 4, 'Lovely, but a day late.'],
  ['Lukas Vogel', 4, 5, 'The pot alone is worth it.'],
];

function reviews(): string {
  return screen(
    {
      theme,
      palette: reviewRipplePalette,
      mark: reviewRippleMark,
      name: 'Review Ripple',
      nav: ['Reviews', 'The question', 'Waiting', 'Review page'],
      active: 0,
      title: 'Reviews',
      subtitle: '31 people were asked this week, 14 answered.',
    },
    panel(theme, { x: 284, y: 136, width: 340, height: 620 }, 'Since January'),
    words([454, 290], '4.7', { size: 88, weight: 700, anchor: 'middle', fill: theme.ink }),
    stars(5)([392, 336], theme),
    ...[0.78, 0.15, 0.04, 0.02, 0.01].map((share, index) => {
      const y = 432 + index * 60;
      return (
        words([318, y + 6], `${5 - index}`, { size: 17, weight: 600, fill: theme.ink }) +
        meter(share, 180)([352, y], theme) +
        words([596, y + 6], `${Math.round(share * 100)} %`, { size: 15, anchor: 'end', fill: theme.muted })
      );
    }),
    ...said.map(([name, face, count, review], index) => {
      const y = 136 + index * 159;
      return (
        panel(theme, { x: 648, y, width: 584, height: 143 }) +
        avatar([704, y + 71], 32, face) +
        words([760, y + 50], name, { size: 18, weight: 600, fill: theme.ink }) +
        stars(count)([1080, y + 44], theme) +
        words([760, y + 98], review, { size: 18, fill: theme.muted })
      );
    }),
  );
}
