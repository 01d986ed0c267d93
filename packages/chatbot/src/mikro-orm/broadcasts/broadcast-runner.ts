import { setTimeout } from 'node:timers/promises';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { Channel } from '../../port/channel.ts';
import { advanceBroadcasts, sendNext } from './send-next.ts';

// A queue that is never empty must not keep what has begun or ended from being told.
const sentBetweenAdvances = 100;

/** What a runner works with. */
export interface BroadcastRunnerOptions {
  orm: Pick<MikroORM, 'em'>;
  channel?: Channel;
  now?: () => Date;
  /** Told when sending to somebody failed, who is tried again, and when the database did not answer: the runner goes on, more slowly. */
  onError?: (error: unknown) => void;
  /** How often to look for somebody who is due; 1 s without it. */
  pollMs?: number;
}

const longestPauseMs = 30_000;

/** Sends what broadcasts have due, of all workspaces, until stopped. As many as wanted may run at once, in as many processes. */
export class BroadcastRunner {
  readonly #options: Required<Pick<BroadcastRunnerOptions, 'orm' | 'now' | 'pollMs'>> & BroadcastRunnerOptions;
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;

  constructor({ now = () => new Date(), pollMs = 1_000, ...rest }: BroadcastRunnerOptions) {
    this.#options = { ...rest, now, pollMs };
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Finishes the message at hand and stops. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  /** Sends until no broadcast has a turn left, one message after the other; how many turns that were. */
  async drain(): Promise<number> {
    const { orm, now, channel, onError } = this.#options;
    let sent = 0;
    while (!this.#stopping.signal.aborted && (await sendNext(orm.em.fork(), { now, channel, onError }))) {
      sent += 1;
      if (sent % sentBetweenAdvances === 0) await advanceBroadcasts(orm.em.fork(), now());
    }
    await advanceBroadcasts(orm.em.fork(), now());
    return sent;
  }

  async #run(): Promise<void> {
    const { pollMs, onError } = this.#options;
    let failures = 0;
    while (!this.#stopping.signal.aborted) {
      try {
        await this.drain();
        failures = 0;
      } catch (error) {
        failures += 1;
        onError?.(error);
      }
      const pauseMs = Math.min(pollMs * 2 ** failures, longestPauseMs);
      // Rejects when it is stopped meanwhile, which the loop sees for itself.
      await setTimeout(pauseMs, undefined, { signal: this.#stopping.signal }).catch(() => {});
    }
  }
}
