import type { MikroORM } from '@mikro-orm/postgresql';
import { repeat, type Repeated } from '@minimart/repeat';
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

/** Sends what broadcasts have due, of all workspaces, until stopped. As many as wanted may run at once, in as many processes. */
export class BroadcastRunner {
  readonly #options: Required<Pick<BroadcastRunnerOptions, 'orm' | 'now' | 'pollMs'>> & BroadcastRunnerOptions;
  readonly #stopping = new AbortController();
  #running: Repeated | undefined;

  constructor({ now = () => new Date(), pollMs = 1_000, ...rest }: BroadcastRunnerOptions) {
    this.#options = { ...rest, now, pollMs };
  }

  start(): void {
    const { pollMs: everyMs, onError } = this.#options;
    this.#running ??= repeat(() => this.drain(), { everyMs, onError });
  }

  /** Finishes the message at hand and stops. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running?.stop();
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
}
