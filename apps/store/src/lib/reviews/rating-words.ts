import { getLocale, m } from '@minimart/messages';

const words = {
  5: m.review_star_5,
  4: m.review_star_4,
  3: m.review_star_3,
  2: m.review_star_2,
  1: m.review_star_1,
} as const;

/** What stars mean to whoever gives them: `Good`. */
export function starWord(stars: keyof typeof words): string {
  return words[stars]();
}

/** A number of stars in words: `1 star`, `4 stars`. */
export function countStars(stars: number): string {
  return m.review_stars({ count: stars });
}

/** A number of reviews in words: `1 review`, `1,200 reviews`. */
export function countReviews(count: number): string {
  return m.review_count(countShown(count));
}

/** A number for a message: as it is, by which the words are chosen, and as it is shown. */
export function countShown(count: number): { count: number; shown: string } {
  return { count, shown: count.toLocaleString(getLocale()) };
}
