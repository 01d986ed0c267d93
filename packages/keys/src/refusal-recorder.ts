import { systemClock, type Clock } from './clock.ts';
import type { NewKeyAuditEntry } from './key-audit.ts';
import type { KeyRecord } from './key-record.ts';
import type { KeyStore } from './key-store.ts';
import { PeriodicWriter, type Which } from './periodic-writer.ts';

/** A use of a key that was refused, and from where; `leaked` when the key was where it must not be. */
export interface RefusedUse {
  event?: 'refused' | 'leaked';
  key: Pick<KeyRecord, 'id' | 'subject' | 'tenant'>;
  reason: string;
  address: string | null;
}

/** What a recorder works with. */
export interface RefusalRecorderOptions {
  store: Pick<KeyStore, 'addAudit'>;
  clock?: Clock;
  /** Told when a write failed; what was counted is kept and written later. */
  onError?: (error: unknown) => void;
  /**
   * How long the same refusal of a key is not written again: after the first time, the second, and each further one. A minute, an hour and a day
   * without it, so that a key that goes on being refused leaves room for what else happens.
   */
  intervalsMs?: readonly number[];
  /** Refusals that are remembered at most; further ones are not written. 10,000 without it. */
  maxRefusals?: number;
}

interface Tally {
  use: RefusedUse;
  times: number;
  written: number;
  notBefore: number;
}

const looks = 100;
const [minute, hour, day] = [60_000, 3_600_000, 24 * 3_600_000];

/**
 * Writes refused uses of known keys into the history: the first of a key and reason within two seconds, further ones counted, after a minute, then an
 * hour, then once a day. A key that is left alone for as long as the last interval begins anew.
 */
export class RefusalRecorder {
  readonly #options: Required<RefusalRecorderOptions>;
  readonly #tallies = new Map<string, Tally>();
  readonly #writer = new PeriodicWriter((which) => this.#write(which));

  constructor(options: RefusalRecorderOptions) {
    this.#options = {
      clock: systemClock,
      onError: () => {},
      intervalsMs: [minute, hour, day],
      maxRefusals: 10_000,
      ...options,
    };
  }

  /** Counts one refusal; costs no write and no wait. */
  record(use: RefusedUse): void {
    const id = `${use.key.id} ${use.event} ${use.reason}`;
    const tally = this.#tallies.get(id);
    if (tally) Object.assign(tally, { use, times: tally.times + 1 });
    else if (this.#hasRoom()) this.#tallies.set(id, { use, times: 1, written: 0, notBefore: 0 });
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

  /** Makes room by forgetting the oldest that is written down, of a look at a few. */
  #hasRoom(): boolean {
    if (this.#tallies.size < this.#options.maxRefusals) return true;
    for (const [id, { times }] of this.#tallies.entries().take(looks)) if (times === 0) return this.#tallies.delete(id);
    return false;
  }

  async #write(which: Which): Promise<void> {
    const { store, clock, intervalsMs, onError } = this.#options;
    const now = clock.now().getTime();
    const due: { tally: Tally; times: number }[] = [];
    for (const [id, tally] of this.#tallies) {
      if (tally.times === 0) {
        if (now >= tally.notBefore + intervalsMs.at(-1)!) this.#tallies.delete(id);
        continue;
      }
      if (which === 'due' && tally.notBefore > now) continue;
      due.push({ tally, times: tally.times });
      tally.times = 0;
      tally.notBefore = now + (intervalsMs[tally.written] ?? intervalsMs.at(-1)!);
      tally.written += 1;
    }
    if (due.length === 0) return;
    try {
      await store.addAudit(due.map(({ tally, times }) => toEntry(tally.use, times)));
    } catch (error) {
      for (const { tally, times } of due) {
        tally.times += times;
        tally.written -= 1;
        tally.notBefore = now + intervalsMs[0]!;
      }
      onError(error);
    }
  }
}

const toEntry = ({ event = 'refused', key, reason, address }: RefusedUse, times: number): NewKeyAuditEntry => ({
  event,
  keyId: key.id,
  subject: key.subject,
  tenant: key.tenant,
  actor: 'caller',
  address,
  detail: { reason, times },
});
