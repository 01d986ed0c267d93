import type { LimitDecision, RateLimit, RateLimiter } from './rate-limit.ts';

/** A limiter that counts for all processes, and what counts when it cannot. */
export interface FallbackRateLimiterOptions {
  shared: RateLimiter;
  local: RateLimiter;
  /** After a failure the shared one is left alone for so long; 1,000 ms without it. */
  pauseMs?: number;
  /** Told once for each pause. */
  onError?: (error: unknown) => void;
  now?: () => number;
}

/** Counts with the shared limiter; while that fails, with the local one: a limit of each process, never none. */
export class FallbackRateLimiter implements RateLimiter {
  readonly #options: Required<FallbackRateLimiterOptions>;
  #pausedUntil = -Infinity;

  constructor(options: FallbackRateLimiterOptions) {
    this.#options = { pauseMs: 1_000, onError: () => {}, now: () => performance.now(), ...options };
  }

  async take(id: string, limit: RateLimit): Promise<LimitDecision> {
    const { shared, local, pauseMs, onError, now } = this.#options;
    if (now() >= this.#pausedUntil) {
      try {
        return await shared.take(id, limit);
      } catch (error) {
        if (now() >= this.#pausedUntil) onError(error);
        this.#pausedUntil = now() + pauseMs;
      }
    }
    return local.take(id, limit);
  }
}
