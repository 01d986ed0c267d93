import { hashTokenHex } from '@minimart/tokens';
import { LRUCache } from 'lru-cache';
import { askStore, findMistyped } from './create-key-verifier.ts';
import { keyLength } from './key-record.ts';
import { judgeKey } from './judge-key.ts';
import type { KeyReader } from './key-store.ts';
import { plainScopes, type ScopeUniverse } from './scope-set.ts';
import { KeyCheckFailed, type KeyVerifier, type VerifyResult } from './verify-result.ts';

/** How a verifier with a memory is made. */
export interface CachedKeyVerifierOptions {
  /** Must read where keys are written: from a replica that lags, an ended key would be remembered as a good one. */
  reader: KeyReader;
  scopes?: ScopeUniverse;
  /** Keys remembered at most; 50,000 without it. */
  maxKeys?: number;
  /** Unknown keys remembered at most; 10,000 without it. */
  maxUnknown?: number;
  /** Look-ups under way at most; a further one is refused at once with `KeyCheckFailed`. 1,000 without it. */
  maxReads?: number;
  /** How long a key is trusted without proof that changes are heard of: 5,000 ms without it, and never more. */
  staleMs?: number;
  /** A clock that only goes forward, in milliseconds; `performance.now` without it. */
  now?: () => number;
}

interface Read {
  askedAt: number;
  result: Promise<VerifyResult>;
}

interface Entry {
  result: VerifyResult;
  readAt: number;
  endsAt: number;
}

/** The longest that a key may be trusted without proof that changes are heard of. */
export const longestStaleMs = 5_000;

/**
 * Verifies keys out of memory. What changes a key tells `forget`; what hears of changes tells `proveCurrent` that it still does, and
 * `forgetAll` when it may have missed some. Without that proof a key is looked up anew every 5 s, so that is how long an ended
 * key can live on at the worst. An answer that is too old is never given while a newer one is fetched.
 */
export class CachedKeyVerifier implements KeyVerifier {
  readonly #options: Required<Omit<CachedKeyVerifierOptions, 'maxKeys' | 'maxUnknown'>>;
  readonly #keys: LRUCache<string, Entry>;
  readonly #unknown: LRUCache<string, Entry>;
  /** One for each key that is being looked up. Only the one that is on record when it ends is remembered. */
  readonly #reads = new Map<string, Read>();
  /** Forgotten ones too: they still keep the reader busy. */
  #readsUnderWay = 0;
  #provenAt = -Infinity;

  constructor({ maxKeys = 50_000, maxUnknown = 10_000, ...options }: CachedKeyVerifierOptions) {
    const { staleMs = longestStaleMs } = options;
    if (!(staleMs >= 0 && staleMs <= longestStaleMs)) {
      throw new RangeError(`staleMs must be from 0 to ${longestStaleMs}; ${staleMs} is not.`);
    }
    this.#options = { scopes: plainScopes, maxReads: 1_000, now: () => performance.now(), ...options, staleMs };
    this.#keys = new LRUCache({ max: maxKeys });
    this.#unknown = new LRUCache({ max: maxUnknown });
  }

  /** How many keys are remembered, unknown ones apart. */
  get size(): { keys: number; unknown: number } {
    return { keys: this.#keys.size, unknown: this.#unknown.size };
  }

  known(text: string): VerifyResult | undefined {
    // What is remembered was well formed, so a key that is good again needs no second look at its form.
    return (text.length === keyLength ? this.#remembered(hashTokenHex(text)) : undefined) ?? findMistyped(text);
  }

  async verify(text: string): Promise<VerifyResult> {
    const mistyped = findMistyped(text);
    if (mistyped) return mistyped;
    const hash = hashTokenHex(text);
    return this.#remembered(hash) ?? this.#joined(hash) ?? this.#read(hash);
  }

  /** The key with this SHA-256 (hex) changed: it is looked up anew, and a look-up that began before is not remembered. */
  forget(hash: string): void {
    this.#keys.delete(hash);
    this.#unknown.delete(hash);
    this.#reads.delete(hash);
  }

  /** Keys of this subject changed; whoever changes them need not wait for the news to come round. */
  forgetSubject(subject: string): void {
    for (const [hash, { result }] of this.#keys.entries()) {
      if ('key' in result && result.key?.subject === subject) this.#keys.delete(hash);
    }
    this.#reads.clear();
  }

  /** Changes may have been missed: everything is looked up anew. */
  forgetAll(): void {
    this.#keys.clear();
    this.#unknown.clear();
    this.#reads.clear();
  }

  /** Every change that was committed before this time (of the clock `now`) has been told to `forget`. */
  proveCurrent(at: number): void {
    this.#provenAt = Math.max(this.#provenAt, at);
  }

  #remembered(hash: string): VerifyResult | undefined {
    const entry = this.#keys.get(hash) ?? this.#unknown.get(hash);
    if (entry === undefined) return undefined;
    const now = this.#options.now();
    const trustedUntil = Math.max(entry.readAt, this.#provenAt) + this.#options.staleMs;
    return now < trustedUntil && now < entry.endsAt ? entry.result : undefined;
  }

  /** A look-up under way that is no older than what would be trusted if it were remembered. */
  #joined(hash: string): Promise<VerifyResult> | undefined {
    const { now, staleMs } = this.#options;
    const read = this.#reads.get(hash);
    return read && now() < read.askedAt + staleMs ? read.result : undefined;
  }

  #read(hash: string): Promise<VerifyResult> {
    const { maxReads, now } = this.#options;
    if (this.#readsUnderWay >= maxReads) {
      return Promise.reject(new KeyCheckFailed(`More than ${maxReads} keys are being looked up.`));
    }
    this.#readsUnderWay += 1;
    const read: Read = { askedAt: now(), result: this.#settle(hash, () => read) };
    this.#reads.set(hash, read);
    return read.result;
  }

  async #settle(hash: string, self: () => Read): Promise<VerifyResult> {
    try {
      const entry = await this.#ask(hash);
      if (this.#reads.get(hash) === self()) this.#remember(hash, entry);
      const { result, endsAt } = entry;
      // The answer was on its way for longer than the key had.
      return result.ok && this.#options.now() >= endsAt ? { ok: false, reason: 'expired', key: result.key } : result;
    } finally {
      this.#readsUnderWay -= 1;
      if (this.#reads.get(hash) === self()) this.#reads.delete(hash);
    }
  }

  async #ask(hash: string): Promise<Entry> {
    const { reader, scopes, now, staleMs } = this.#options;
    // Before the question is sent, so that by this clock nothing ends later than by the store's.
    const readAt = now();
    const found = await askStore(reader, Buffer.from(hash, 'hex'));
    const result = judgeKey(found, scopes);
    // Nobody is told of a key that comes to be, so an unknown one is asked for again before long.
    const unknownUntil = found === undefined ? readAt + staleMs : Infinity;
    const endsAt = result.ok && found?.endsInMs != null ? readAt + found.endsInMs : unknownUntil;
    return { result, readAt, endsAt };
  }

  #remember(hash: string, entry: Entry): void {
    const isUnknown = !entry.result.ok && entry.result.reason === 'unknown';
    (isUnknown ? this.#keys : this.#unknown).delete(hash);
    (isUnknown ? this.#unknown : this.#keys).set(hash, entry);
  }
}
