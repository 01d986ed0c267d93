import { calm, judgeLoad, shareOf, type Load, type Shedding, type ShedRule } from './judge-load.ts';

/** A pool of connections, as far as it tells how many it has, and how many wait for one. */
export interface WatchedPool {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

/** What is watched, and how often. */
export interface LoadWatchOptions {
  pools: readonly WatchedPool[];
  rule?: ShedRule;
  everyMs?: number;
  random?: () => number;
  /** Told when calls begin to be turned away, and when none are any more. */
  onChange?: (isShedding: boolean, load: Load) => void;
}

const usualRule: ShedRule = { loopDelayMs: 300, queueMs: 1_000 };
// How late its own ticks come is how late everything comes. Node.js's histogram of that (`monitorEventLoopDelay`) leaves out the first delay after each reset,
// which is the very one that counts here.
const tickMs = 20;

/** For what calls are turned away: the process has too much to do, or too many wait for the database. */
export type ShedReason = 'event_loop' | 'database';

/** Watches whether this process keeps up, and tells which calls it had better turn away. Turns away nothing until it is started. */
export class LoadWatch {
  readonly #options: Required<Omit<LoadWatchOptions, 'onChange'>> & Pick<LoadWatchOptions, 'onChange'>;
  #timer: NodeJS.Timeout | undefined;
  #shedding: Shedding = calm;
  #load: Load = { loopDelayMs: 0, queueMs: 0 };
  #queuedSince: number | undefined;
  #lookedAt = 0;
  #ticks = 0;
  /** How many calls were turned away since the start of this process. */
  readonly shed: Record<ShedReason, number> = { event_loop: 0, database: 0 };

  constructor(options: LoadWatchOptions) {
    this.#options = { rule: usualRule, everyMs: 250, random: Math.random, ...options };
  }

  start(): void {
    this.#lookedAt = performance.now();
    this.#timer = setInterval(() => this.#tick(), tickMs);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#shedding = calm;
  }

  /** The load at the last look, the part of the calls that is turned away, and how many connections are lent and waited for now. */
  get state(): Load & { share: number; lent: number; waiting: number } {
    const lent = this.#options.pools.reduce((sum, { totalCount, idleCount }) => sum + totalCount - idleCount, 0);
    return { ...this.#load, share: this.#shedding.share, lent, waiting: this.#waiting() };
  }

  /** Whether to turn a call away; counts those that are. `isSigned`: it comes with a session, a token or a key. */
  sheds(isSigned: boolean): boolean {
    const { share } = this.#shedding;
    if (share === 0 || this.#options.random() >= shareOf(share, isSigned)) return false;
    this.shed[this.#load.queueMs > this.#options.rule.queueMs ? 'database' : 'event_loop'] += 1;
    return true;
  }

  #waiting(): number {
    return this.#options.pools.reduce((sum, pool) => sum + pool.waitingCount, 0);
  }

  #tick(): void {
    const now = performance.now();
    this.#ticks += 1;
    if (now - this.#lookedAt >= this.#options.everyMs) this.#look(now);
  }

  #look(now: number): void {
    this.#queuedSince = this.#waiting() === 0 ? undefined : (this.#queuedSince ?? now);
    this.#load = {
      loopDelayMs: Math.max(0, (now - this.#lookedAt) / this.#ticks - tickMs),
      queueMs: this.#queuedSince === undefined ? 0 : now - this.#queuedSince,
    };
    [this.#lookedAt, this.#ticks] = [now, 0];
    const wasShedding = this.#shedding.share > 0;
    this.#shedding = judgeLoad(this.#shedding, this.#load, this.#options.rule);
    const isShedding = this.#shedding.share > 0;
    if (isShedding !== wasShedding) this.#options.onChange?.(isShedding, this.#load);
  }
}
