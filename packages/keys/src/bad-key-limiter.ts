import { LocalRateLimiter, type LocalRateLimiterOptions } from './local-rate-limiter.ts';
import type { RateLimit } from './rate-limit.ts';
import type { BadKey, KeyVerifier, VerifyResult } from './verify-result.ts';

/** What came of a key that was sent: what it is worth, or that it was not looked up. */
export type CheckedSending = VerifyResult | Throttled;

/** Too many bad keys: nothing is looked up for so long. */
export interface Throttled {
  ok: false;
  reason: 'throttled';
  retryInMs: number;
}

/** A key to look up; `whose` stands for its sender, see `neighbourhoodOf`. */
export interface SentKey {
  verifier: KeyVerifier;
  text: string;
  whose: string;
  rate: RateLimit;
}

interface Queue {
  /** Calls that look at it. */
  members: number;
  underWay: number;
  waiting: (() => void)[];
}

/**
 * Looks keys up for whoever has not sent too many bad ones. Of one sender so many are looked up at once as could be bad without passing the
 * limit; further ones wait for those, so that neither bad keys pass it by coming together nor good ones are refused for that.
 */
export class BadKeyLimiter {
  readonly #counted: LocalRateLimiter;
  readonly #queues = new Map<string, Queue>();

  constructor(options: LocalRateLimiterOptions = {}) {
    this.#counted = new LocalRateLimiter(options);
  }

  /** Rejects as `verify` does; that counts for nothing. */
  async check({ verifier, text, whose, rate }: SentKey): Promise<CheckedSending> {
    const queue = this.#queues.get(whose) ?? { members: 0, underWay: 0, waiting: [] };
    this.#queues.set(whose, queue);
    queue.members += 1;
    try {
      for (;;) {
        const known = verifier.known(text);
        if (known) return known.ok ? known : this.countBad(known, whose, rate);
        const { allowed, remaining, retryInMs } = this.#counted.peek(whose, rate);
        if (!allowed) return { ok: false, reason: 'throttled', retryInMs };
        if (queue.underWay < remaining) return await this.#lookUp(queue, { verifier, text, whose, rate });
        await new Promise<void>((resolve) => queue.waiting.push(resolve));
      }
    } finally {
      // Whoever waits looks anew, and wakes the next one when done.
      queue.waiting.shift()?.();
      queue.members -= 1;
      if (queue.members === 0) this.#queues.delete(whose);
    }
  }

  /** Counts what is known to be no good key; one that is suspended counts for nothing. */
  countBad(bad: BadKey, whose: string, rate: RateLimit): CheckedSending {
    if (bad.reason === 'suspended') return bad;
    const { allowed, retryInMs } = this.#counted.take(whose, rate);
    return allowed ? bad : { ok: false, reason: 'throttled', retryInMs };
  }

  async #lookUp(queue: Queue, { verifier, text, whose, rate }: SentKey): Promise<VerifyResult> {
    queue.underWay += 1;
    try {
      const result = await verifier.verify(text);
      // Whoever has a key that is suspended guesses none.
      if (!result.ok && result.reason !== 'suspended') this.#counted.take(whose, rate);
      return result;
    } finally {
      queue.underWay -= 1;
    }
  }
}
