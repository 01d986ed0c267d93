import { createCrowdLimit, type CrowdLimit } from './create-crowd-limit.ts';
import { toDay, type Day } from './day.ts';
import { hashVisitor, type Visitor } from './hash-visitor.ts';
import type { ViewStep } from './steps.ts';
import type { HashedView, ViewStore } from './view-store.ts';

/** What a recorder works with. */
export interface ViewRecorderOptions {
  store: ViewStore;
  clock: { now(): Date };
  /** Told when a write failed, and when views were left out because too many waited; what could not be written is kept for later. */
  onError?: (error: unknown) => void;
  /** How often it writes; 5 s without it. */
  intervalMs?: number;
  /** How many views may wait; 10,000 without it. Further ones are left out. */
  mostWaiting?: number;
  /** How many visitors are counted from one network, per app, step and day; 30 without it. */
  mostFromNetwork?: number;
}

interface Waiting extends Visitor {
  day: Day;
  appId: string;
  step: ViewStep;
}

const mostOfAgent = 300;

/**
 * Counts views in memory and writes them down in the background, a statement each time. What waits is written when it stops; a process that is
 * killed loses the views of the last seconds.
 */
export class ViewRecorder {
  readonly #options: Required<Omit<ViewRecorderOptions, 'onError' | 'mostFromNetwork'>> &
    Pick<ViewRecorderOptions, 'onError'>;
  readonly #limit: CrowdLimit;
  readonly #salts = new Map<Day, Buffer>();
  #waiting: Waiting[] = [];
  #leftOut = 0;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor({ intervalMs = 5_000, mostWaiting = 10_000, mostFromNetwork = 30, ...rest }: ViewRecorderOptions) {
    this.#options = { ...rest, intervalMs, mostWaiting };
    this.#limit = createCrowdLimit({ most: mostFromNetwork });
  }

  /** Counts that somebody looks; costs no write and no wait, and does not throw. */
  record({ appId, step, network, userAgent }: Visitor & { appId: string; step: ViewStep }): void {
    const day = toDay(this.#options.clock.now());
    const visitor = { network, userAgent: userAgent.slice(0, mostOfAgent) };
    if (this.#waiting.length >= this.#options.mostWaiting) this.#leftOut += 1;
    else if (this.#limit.admits({ day, appId, step }, visitor)) this.#waiting.push({ day, appId, step, ...visitor });
  }

  /** Begins to write in the background. */
  start(): void {
    this.#timer ??= setInterval(() => void this.flush(), this.#options.intervalMs).unref();
  }

  /** Writes what is left and stops. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#timer = undefined;
    await this.flush();
  }

  /** Writes what waits, after the write under way, if there is one. Does not throw. */
  flush(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    const { store, onError } = this.#options;
    const taken = this.#waiting;
    this.#waiting = [];
    if (this.#leftOut > 0) onError?.(new Error(`${this.#leftOut} views were left out, because too many waited.`));
    this.#leftOut = 0;
    if (taken.length === 0) return;
    try {
      await store.addViews(await this.#hash(taken));
    } catch (error) {
      // A write that did arrive after all does no harm: a visitor is counted once.
      this.#waiting = [...taken, ...this.#waiting];
      onError?.(error);
    }
  }

  async #hash(taken: readonly Waiting[]): Promise<HashedView[]> {
    const days = [...new Set(taken.map(({ day }) => day))];
    for (const day of this.#salts.keys()) if (!days.includes(day)) this.#salts.delete(day);
    for (const day of days) this.#salts.set(day, this.#salts.get(day) ?? (await this.#options.store.saltOf(day)));
    return taken.map(({ day, appId, step, ...visitor }) => {
      return { day, appId, step, visitor: hashVisitor(this.#salts.get(day)!, appId, visitor) };
    });
  }
}
