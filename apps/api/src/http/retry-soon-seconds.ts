/** What Retry-After says while nobody knows how long it takes: 2 to 6 s, at random, so that those who were refused together do not come back together. */
export const retrySoonSeconds = (random: () => number = Math.random): number => 2 + Math.floor(random() * 5);
