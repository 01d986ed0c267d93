const tickMs = 1_000;

/** Which of what was counted to write: what is due, or all. */
export type Which = 'due' | 'all';

/** Writes what was counted in memory: once a second what is due, one write at a time, and the rest when it stops. */
export class PeriodicWriter {
  readonly #write: (which: Which) => Promise<void>;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  /** `write` must not reject. */
  constructor(write: (which: Which) => Promise<void>) {
    this.#write = write;
  }

  /** Begins to write in the background. */
  start(): void {
    this.#timer ??= setInterval(() => void this.flush('due'), tickMs).unref();
  }

  /** Writes what is left and stops. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#timer = undefined;
    await this.flush('all');
  }

  /** Writes after the write under way, if there is one. Does not throw. */
  flush(which: Which): Promise<void> {
    this.#writing = this.#writing.then(() => this.#write(which));
    return this.#writing;
  }
}
