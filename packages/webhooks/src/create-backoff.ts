/** Pauses between tries of something that is down. */
export interface Backoff {
  /** How many tries failed in a row. */
  failures(): number;
  /** Counts a failure and gives the pause before the next try, in milliseconds. */
  fail(): number;
  /** Begins anew, after a try that went well. */
  reset(): void;
}

/**
 * Pauses that double from `firstMs` up to `longestMs`. Each is cut by up to a half at random (`random` gives 0 to 1), so that the many
 * who lost one database do not all come back to it at once.
 */
export function createBackoff(options: { firstMs: number; longestMs: number; random: () => number }): Backoff {
  const { firstMs, longestMs, random } = options;
  let failures = 0;
  return {
    failures: () => failures,
    fail() {
      const fullMs = Math.min(firstMs * 2 ** failures, longestMs);
      failures += 1;
      return Math.round(fullMs * (1 - random() / 2));
    },
    reset: () => void (failures = 0),
  };
}
