/** What a review gives, the best first. */
export const allStars = [5, 4, 3, 2, 1] as const;

/** One of `allStars`. */
export type Stars = (typeof allStars)[number];

/** How many reviews gave so many stars. */
export type StarCounts = Readonly<Record<Stars, number>>;

/** All reviews of an app in one figure; every one of them counts the same. */
export interface Rating {
  count: number;
  /** The mean, to two decimals; null without a review. */
  average: number | null;
  /** By stars, the best first, zeros included. */
  histogram: { stars: Stars; count: number }[];
}

/** The rating that these counts amount to. */
export function toRating(counts: Partial<StarCounts>): Rating {
  const histogram = allStars.map((stars) => ({ stars, count: counts[stars] ?? 0 }));
  const count = histogram.reduce((sum, each) => sum + each.count, 0);
  const sum = histogram.reduce((total, each) => total + each.stars * each.count, 0);
  return { count, average: count === 0 ? null : Math.round((sum / count) * 100) / 100, histogram };
}
