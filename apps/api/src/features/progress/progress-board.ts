import type { InstallationProgress } from '@minimart/installs';
import { Refusal } from '@minimart/problem';
import type { Progress } from './progress-schema.ts';

/** What a board looks at, and its bounds. */
export interface ProgressBoardOptions {
  /** Reads where all of these installations stand, in one statement. */
  look(ids: readonly string[]): Promise<InstallationProgress[]>;
  /** Puts one that has changed into words, once for all who watch it. */
  tell(seen: InstallationProgress): Promise<Progress>;
  /** Told when looking failed, which is done again at longer intervals, or putting some into words, which is with the next look. */
  onError?: (error: unknown) => void;
  /** How often it looks while anybody watches: every 500 ms without it. */
  everyMs?: number;
  /** How many may watch at once through this process, and how many one person: 2,000 and 20 without it. */
  most?: number;
  mostOfOne?: number;
}

/** What a viewer waits for: anything but the state that they know, for so long. */
export interface WantedState {
  after: string | undefined;
  withinMs: number;
  signal: AbortSignal;
}

/** One viewer of one installation, until disposed of. */
export interface ProgressWatch extends Disposable {
  /** The latest state, as seen since the watch began, once it is another than `after`; null when there is no such installation any more, undefined when nothing came. */
  next(wanted: WantedState): Promise<Progress | null | undefined>;
  /** Whether the board was closed: nothing more will come. */
  isOver(): boolean;
}

interface Watched {
  viewers: number;
  seen: string | undefined;
  told: Progress | null | undefined;
  /** The number of the look that `told` is as of. */
  look: number;
  waiting: Set<() => void>;
}

const longestPauseMs = 10_000;

/**
 * Where those who watch installations come together: one statement at a time looks at everything that is watched, however many watch it, and none
 * is sent while nobody does. A viewer holds no database connection and no timer but that of their own wait.
 */
export class ProgressBoard {
  readonly #options: Required<ProgressBoardOptions>;
  readonly #watched = new Map<string, Watched>();
  readonly #viewersBy = new Map<string, number>();
  #viewers = 0;
  #timer: NodeJS.Timeout | undefined;
  #looks = 0;
  #looking: Promise<void> | undefined;
  #pauseMs: number;
  #isClosed = false;

  constructor(options: ProgressBoardOptions) {
    this.#options = { onError: () => {}, everyMs: 500, most: 2_000, mostOfOne: 20, ...options };
    this.#pauseMs = this.#options.everyMs;
  }

  /** How many watch now. */
  get viewers(): number {
    return this.#viewers;
  }

  /** Begins to watch for a person. Refuses `too_many_streams`, and `busy` when this process has no room for anybody. */
  watch(installationId: string, person: string): ProgressWatch {
    this.#assertRoom(person);
    const watched = this.#watched.get(installationId) ?? newlyWatched();
    this.#watched.set(installationId, watched);
    watched.viewers += 1;
    this.#viewers += 1;
    this.#viewersBy.set(person, (this.#viewersBy.get(person) ?? 0) + 1);
    this.#lookLater();
    // What a look that has begun by now sees may be older than what the viewer knows.
    const since = this.#looks;
    let hasLeft = false;
    return {
      next: (wanted) => this.#next(watched, { ...wanted, since }),
      isOver: () => this.#isClosed,
      [Symbol.dispose]: () => {
        if (hasLeft) return;
        hasLeft = true;
        this.#leave(installationId, person);
      },
    };
  }

  /** Lets everybody go and looks no more; settled once no look is under way. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    for (const watched of this.#watched.values()) wake(watched);
    await this.#looking;
  }

  #assertRoom(person: string): void {
    const { most, mostOfOne } = this.#options;
    if ((this.#viewersBy.get(person) ?? 0) >= mostOfOne) {
      const detail = `You watch ${mostOfOne} installations at once already. Close one, or ask without \`Accept: text/event-stream\`.`;
      throw new Refusal({ code: 'too_many_streams', detail, extra: { retryAfterSeconds: 10 } });
    }
    if (this.#viewers < most && !this.#isClosed) return;
    throw new Refusal({
      code: 'busy',
      detail:
        'Too many watch through this process just now. Ask again in a moment, or without `Accept: text/event-stream`.',
      extra: { retryAfterSeconds: 5 },
    });
  }

  #leave(installationId: string, person: string): void {
    this.#viewers -= 1;
    const own = (this.#viewersBy.get(person) ?? 1) - 1;
    if (own === 0) this.#viewersBy.delete(person);
    else this.#viewersBy.set(person, own);
    const watched = this.#watched.get(installationId);
    if (watched === undefined) return;
    watched.viewers -= 1;
    if (watched.viewers === 0) this.#watched.delete(installationId);
    if (this.#watched.size > 0) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #next(watched: Watched, wanted: WantedState & { since: number }): Promise<Progress | null | undefined> {
    const { after, since, signal } = wanted;
    const fresh = () => {
      if (watched.look <= since) return undefined;
      return watched.told === null || watched.told?.revision !== after ? watched.told : undefined;
    };
    const isOver = () => signal.aborted || this.#isClosed || fresh() !== undefined;
    if (!isOver()) await waitFor(watched, { ...wanted, isOver });
    return signal.aborted || this.#isClosed ? undefined : fresh();
  }

  #lookLater(): void {
    if (this.#isClosed || this.#looking !== undefined || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#looking = this.#look().finally(() => {
        this.#looking = undefined;
        if (this.#watched.size > 0) this.#lookLater();
      });
    }, this.#pauseMs);
  }

  /** Never rejects: whoever watches waits on, and is told later. */
  async #look(): Promise<void> {
    const { look, onError, everyMs } = this.#options;
    const looked = [...this.#watched];
    const number = (this.#looks += 1);
    const faults: unknown[] = [];
    try {
      const found = new Map((await look(looked.map(([id]) => id))).map((seen) => [seen.id, seen]));
      for (const [id, watched] of looked) {
        await this.#tell(watched, found.get(id), number).catch((error: unknown) => faults.push(error));
      }
      this.#pauseMs = everyMs;
    } catch (error) {
      this.#pauseMs = Math.min(longestPauseMs, this.#pauseMs * 2);
      faults.push(error);
    }
    if (faults.length > 0 && !this.#isClosed) onError(faults[0]);
  }

  async #tell(watched: Watched, seen: InstallationProgress | undefined, look: number): Promise<void> {
    const text = seen === undefined ? '' : JSON.stringify(seen);
    if (watched.seen !== text) watched.told = seen === undefined ? null : await this.#options.tell(seen);
    watched.seen = text;
    watched.look = look;
    wake(watched);
  }
}

const newlyWatched = (): Watched => ({ viewers: 0, seen: undefined, told: undefined, look: 0, waiting: new Set() });

function wake({ waiting }: Watched): void {
  for (const stopWhenOver of waiting) stopWhenOver();
}

type Wait = Pick<WantedState, 'withinMs' | 'signal'> & { isOver(): boolean };

/** Until the wait is over when it is looked into, the time is, or the signal says so. */
async function waitFor({ waiting }: Watched, { withinMs, signal, isOver }: Wait): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, withinMs);
  const stop = () => {
    if (isOver()) resolve();
  };
  waiting.add(stop);
  signal.addEventListener('abort', stop, { once: true });
  await promise;
  clearTimeout(timer);
  waiting.delete(stop);
  signal.removeEventListener('abort', stop);
}
