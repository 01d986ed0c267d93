const day = 24 * 3_600_000;

/** For how long a token may be made: 366 days, so that a date a year from today is one. */
const longestTokenLifeMs = 366 * day;

/** What is wrong with the moment at which a new token is to expire, for a person to read; undefined where nothing is. */
export function expiryProblem(expiresAt: Date, now: Date): string | undefined {
  const lifeMs = expiresAt.getTime() - now.getTime();
  if (lifeMs <= 0) return 'Give a moment that is yet to come.';
  if (lifeMs > longestTokenLifeMs) return 'A token lasts a year at most. Give an earlier moment.';
  return undefined;
}
