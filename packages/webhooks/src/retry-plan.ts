const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** Milliseconds before each attempt: at once, then 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h. */
export const retryDelaysMs: readonly number[] = [
  0,
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];

/** A receiver may ask for at most this pause with `Retry-After`. */
export const retryAfterCapMs = 24 * hour;

const jitter = 0.2;

/** What is known when an attempt has failed: its number from 1, the pause asked for, and a random number in [0, 1). */
export interface FailedAttempt {
  attempt: number;
  retryAfterMs?: number | null;
  random: () => number;
}

/**
 * Milliseconds until the next attempt, or null when that was the last. The planned delay varies by 20 % either way so that
 * deliveries which failed together do not return together; `Retry-After`, capped at 24 h, is a floor under it and varies by 20 % upwards,
 * for the same reason.
 */
export function planRetry({ attempt, retryAfterMs, random }: FailedAttempt): number | null {
  const planned = retryDelaysMs[attempt];
  if (planned === undefined) return null;
  const chance = random();
  const jittered = planned * (1 - jitter + 2 * jitter * chance);
  const floor = Math.min(Math.max(retryAfterMs ?? 0, 0), retryAfterCapMs) * (1 + jitter * chance);
  return Math.round(Math.max(jittered, floor));
}
