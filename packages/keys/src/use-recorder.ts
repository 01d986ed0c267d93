import { systemClock, type Clock } from './clock.ts';
import type { KeyRecord } from './key-record.ts';
import type { CountedUse, UseStore } from './use-store.ts';
import { PeriodicWriter, type Which } from './periodic-writer.ts';

/** What a recorder works with. */
export interface UseRecorderOptions {
  store: Pick<UseStore, 'addUses'>;
  clock?: Clock;
  /** Told when a write failed; what was counted is kept and written later. */
  onError?: (error: unknown) => void;
  /** How often a key is written at most; 60 s without it. */
  intervalMs?: number;
  /**
   * Keys that are remembered before there is no room to give each its first write at once: a further one has everything written, once an
   * interval, and the others wait for the next. At ten times as many everything is written and forgotten. 10,000 without it.
   */
  maxKeys?: number;
}

interface Tally {
  /** By scope and day (UTC), since uses are written down by day. */
  uses: Map<string, CountedUse>;
  /** Not written again before then. */
  notBefore: number;
}

const timesMore = 10;

/**
 * Counts the calls of keys by scope in memory and writes them down: a key's first call within a second or two, later ones at
 * most once per interval. Kill the process and at most one interval of counts is lost, never a check.
 */
export class UseRecorder {
  readonly #options: Required<Omit<UseRecorderOptions, 'onError'>> & Pick<UseRecorderOptions, 'onError'>;
  readonly #tallies = new Map<string, Tally>();
  /** Until then too many keys call for each to be written when it first does. */
  #crowdedUntil = 0;
  /** Whether the next write forgets all. */
  #isOverfull = false;
  readonly #writer = new PeriodicWriter((which) => this.#write(which));

  constructor({ clock = systemClock, intervalMs = 60_000, maxKeys = 10_000, ...rest }: UseRecorderOptions) {
    this.#options = { ...rest, clock, intervalMs, maxKeys };
  }

  /** Counts one call; costs no write and no wait. */
  record({ id: keyId, subject }: Pick<KeyRecord, 'id' | 'subject'>, scope: string): void {
    const now = this.#options.clock.now();
    const tally = this.#tallies.get(keyId) ?? this.#open(keyId, now.getTime());
    add(tally, { keyId, subject, scope, uses: 1, lastUsedAt: now });
  }

  /** Begins to write in the background. */
  start(): void {
    this.#writer.start();
  }

  /** Writes what is left and stops. */
  stop(): Promise<void> {
    return this.#writer.stop();
  }

  /** Writes what is due, or all; one write at a time. Does not throw. */
  flush(which: Which): Promise<void> {
    return this.#writer.flush(which);
  }

  #open(keyId: string, now: number): Tally {
    const { maxKeys, intervalMs } = this.#options;
    const isCrowded = now < this.#crowdedUntil;
    const tally = { uses: new Map<string, CountedUse>(), notBefore: isCrowded ? this.#crowdedUntil : 0 };
    this.#tallies.set(keyId, tally);
    const { size } = this.#tallies;
    if (size > maxKeys && !isCrowded) {
      this.#crowdedUntil = now + intervalMs;
      void this.flush('all');
    } else if (size > maxKeys * timesMore && !this.#isOverfull) {
      this.#isOverfull = true;
      void this.flush('all');
    }
    return tally;
  }

  async #write(which: Which): Promise<void> {
    const { store, clock, intervalMs, onError } = this.#options;
    const now = clock.now().getTime();
    const taken: CountedUse[] = [];
    const forgets = this.#isOverfull;
    this.#isOverfull = false;
    for (const [keyId, tally] of this.#tallies) {
      if (which === 'due' && !forgets && tally.notBefore > now) continue;
      // A key that rested for a whole interval needs no memory.
      if (tally.uses.size === 0) this.#tallies.delete(keyId);
      taken.push(...tally.uses.values());
      tally.uses = new Map();
      tally.notBefore = now + intervalMs;
    }
    if (forgets) this.#tallies.clear();
    if (taken.length === 0) return;
    try {
      await store.addUses(taken);
    } catch (error) {
      for (const counted of taken) this.#putBack(counted);
      onError?.(error);
    }
  }

  #putBack(lost: CountedUse): void {
    const tally = this.#tallies.get(lost.keyId) ?? { uses: new Map<string, CountedUse>(), notBefore: 0 };
    this.#tallies.set(lost.keyId, tally);
    add(tally, lost);
  }
}

function add({ uses }: Tally, counted: CountedUse): void {
  const place = `${counted.scope} ${counted.lastUsedAt.toISOString().slice(0, 10)}`;
  const before = uses.get(place);
  if (!before) return void uses.set(place, counted);
  before.uses += counted.uses;
  if (counted.lastUsedAt > before.lastUsedAt) before.lastUsedAt = counted.lastUsedAt;
}
