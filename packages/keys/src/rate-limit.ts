/** So many calls in so many seconds: all of them at once, or evenly; then one more each `seconds / calls`. */
export interface RateLimit {
  calls: number;
  seconds: number;
}

/** What a limiter says to one call. */
export interface LimitDecision {
  allowed: boolean;
  /** Calls that could follow at once. */
  remaining: number;
  /** Milliseconds until all calls are free again. */
  fullInMs: number;
  /** Milliseconds until one call is free; 0 when this one was allowed. */
  retryInMs: number;
}

/** Counts calls. */
export interface RateLimiter {
  /** Takes one call of what `id` may do; at once when it counts in memory, else a promise that rejects when it could not count. */
  take(id: string, limit: RateLimit): LimitDecision | Promise<LimitDecision>;
}

/**
 * The generic cell rate algorithm (ITU-T I.371) in whole microseconds: `fullAt` is when all calls are free again, each call puts it off by
 * `cost`, and one that would put it beyond `window` from now does not fit.
 */
export function cellsOf({ calls, seconds }: RateLimit): { cost: number; window: number } {
  if (!Number.isInteger(calls) || calls < 1 || !(seconds > 0)) {
    throw new RangeError('A rate limit is a whole number of calls, at least 1, in more than 0 seconds.');
  }
  // Rounded up, and the window made of whole costs, so that exactly `calls` fit.
  const cost = Math.ceil((seconds * 1e6) / calls);
  return { cost, window: cost * calls };
}

/** What it means that all calls are free again at `fullAt`, in microseconds; `allowed` tells whether this call fitted. */
export function decide(allowed: boolean, fullInMicros: number, limit: RateLimit): LimitDecision {
  const { cost, window } = cellsOf(limit);
  return {
    allowed,
    remaining: Math.max(0, Math.floor((window - fullInMicros) / cost)),
    fullInMs: Math.max(0, fullInMicros) / 1000,
    retryInMs: allowed ? 0 : Math.max(0, fullInMicros + cost - window) / 1000,
  };
}
