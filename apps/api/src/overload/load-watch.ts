import { monitorEventLoopDelay } from 'node:perf_hooks';
import { calm, judgeLoad, shareOf, type Load, type Shedding, type ShedRule } from './judge-load.ts';

/** A pool of connections, as far as it tells how many wait. */
export interface WatchedPool {
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
// The histogram counts the pauses between its own ticks, so one of its ticks is no delay.
const tickMs = 10;

/** For what calls are turned away: the process has too much to do, or too many wait for the database. */
export type ShedReason = 'event_loop' | 'database';

/** Watches whether this process keeps up, and tells which calls it had better turn away. Turns away nothing until it is started. */
export class LoadWatch {
  readonly #options: Required<Omit<LoadWatchOptions, 'onChange'>> & Pick<LoadWatchOptions, 'onChange'>;
  #delays: ReturnType<typeof monitorEventLoopDelay> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #shedding: Shedding = calm;
  #load: Load = { loopDelayMs: 0, queueMs: 0 };
  #queuedSince: number | undefined;
  /** How many calls were turned away since the start of this process. */
  readonly shed: Record<ShedReason, number> = { event_loop: 0, database: 0 };

  constructor(options: LoadWatchOptions) {
    this.#options = { rule: usualRule, everyMs: 250, random: Math.random, ...options };
  }

  start(): void {
    this.#delays = monitorEventLoopDelay({ resolution: tickMs });
    this.#delays.enable();
    this.#timer = setInterval(() => this.#look(), this.#options.everyMs);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#delays?.disable();
    this.#shedding = calm;
  }

  /** The load at the last look, the part of the calls that is turned away, and how many wait for a connection now. */
  get state(): Load & { share: number; waiting: number } {
    return { ...this.#load, share: this.#shedding.share, waiting: this.#waiting() };
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

  #look(): void {
    const delays = this.#delays!;
    const mean = delays.count === 0 ? 0 : delays.mean / 1e6;
    delays.reset();
    const now = performance.now();
    this.#queuedSince = this.#waiting() === 0 ? undefined : (this.#queuedSince ?? now);
    this.#load = {
      loopDelayMs: Math.max(0, mean - tickMs),
      queueMs: this.#queuedSince === undefined ? 0 : now - this.#queuedSince,
    };
    const wasShedding = this.#shedding.share > 0;
    this.#shedding = judgeLoad(this.#shedding, this.#load, this.#options.rule);
    const isShedding = this.#shedding.share > 0;
    if (isShedding !== wasShedding) this.#options.onChange?.(isShedding, this.#load);
  }
}
