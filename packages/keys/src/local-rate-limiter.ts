import { LRUCache } from 'lru-cache';
import { cellsOf, decide, type LimitDecision, type RateLimit, type RateLimiter } from './rate-limit.ts';

/** How a limiter in memory is made; `now` is a clock in milliseconds that only goes forward. */
export interface LocalRateLimiterOptions {
  /** Ids counted at most; the one that called longest ago is forgotten first. 50,000 without it. */
  maxIds?: number;
  now?: () => number;
}

/** Counts calls in the memory of this process: of several processes, each allows the whole limit. */
export class LocalRateLimiter implements RateLimiter {
  readonly #maxIds: number;
  readonly #now: () => number;
  #kept: LRUCache<string, number> | undefined;

  constructor({ maxIds = 50_000, now = () => performance.now() }: LocalRateLimiterOptions = {}) {
    this.#maxIds = maxIds;
    this.#now = now;
  }

  // Made at the first call: room for so many ids is a megabyte, and half of the limiters of a process are never asked.
  get #fullAt(): LRUCache<string, number> {
    return (this.#kept ??= new LRUCache({ max: this.#maxIds }));
  }

  take(id: string, limit: RateLimit): LimitDecision {
    const { cost, window } = cellsOf(limit);
    const now = Math.floor(this.#now() * 1000);
    const fullAt = Math.max(this.#fullAt.get(id) ?? 0, now);
    const allowed = fullAt + cost - now <= window;
    if (allowed) this.#fullAt.set(id, fullAt + cost);
    return decide(allowed, fullAt + (allowed ? cost : 0) - now, limit);
  }

  /** What `take` would say, without taking. */
  peek(id: string, limit: RateLimit): LimitDecision {
    const { cost, window } = cellsOf(limit);
    const now = Math.floor(this.#now() * 1000);
    const fullInMicros = Math.max(this.#fullAt.get(id) ?? 0, now) - now;
    return decide(fullInMicros + cost <= window, fullInMicros, limit);
  }
}
