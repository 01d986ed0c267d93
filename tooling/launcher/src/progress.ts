import { styleText } from 'node:util';

type Format = Parameters<typeof styleText>[0];

/** Where progress is written; a terminal gets a live line. */
export interface Output {
  write(text: string): unknown;
  isTTY?: boolean;
}

/** Tells what is being done and how long it took, one line a step. */
export class Progress {
  readonly #output: Output;
  readonly #running = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #liveLine = false;

  constructor(output: Output) {
    this.#output = output;
  }

  /** Runs one step; `doing` is shown while it runs, `done` with the time it took. */
  async step<T>([doing, done]: readonly [string, string], run: () => Promise<T>): Promise<T> {
    const startedAt = Date.now();
    this.#running.set(doing, startedAt);
    this.#timer ??= setInterval(() => this.#tick(), 1_000).unref();
    this.#showRunning();
    try {
      const result = await run();
      if (this.#running.delete(doing)) this.say(`${this.#paint('green', '✓')} ${done} ${this.#since(startedAt)}`);
      return result;
    } catch (error) {
      if (!this.#running.delete(doing)) throw error;
      this.say(`${this.#paint('red', '✗')} ${doing} ${this.#since(startedAt)}`);
      throw error;
    } finally {
      if (this.#running.size === 0) this.#stopTimer();
    }
  }

  /** Forgets the steps that are running: they are being given up, and how they end is no news. */
  abandon(): void {
    this.#clear();
    this.#running.clear();
    this.#stopTimer();
  }

  /** Writes whole lines, indented, above the live line. */
  say(lines: string): void {
    this.#clear();
    this.#output.write(`${lines.replaceAll(/^(?=.)/gm, '  ')}\n`);
    this.#showRunning();
  }

  /** Text in a colour where the output has colours. */
  #paint(format: Format, text: string): string {
    return this.#output.isTTY ? styleText(format, text, { validateStream: false }) : text;
  }

  bold(text: string): string {
    return this.#paint('bold', text);
  }

  dim(text: string): string {
    return this.#paint('dim', text);
  }

  #since(startedAt: number): string {
    return this.dim(`${((Date.now() - startedAt) / 1_000).toFixed(1)} s`);
  }

  #tick(): void {
    if (this.#output.isTTY) return this.#showRunning();
    // A log that somebody reads along: say every ten seconds that a long step is alive.
    for (const [doing, startedAt] of this.#running) {
      const elapsed = Math.round((Date.now() - startedAt) / 1_000);
      if (elapsed > 0 && elapsed % 10 === 0) this.#output.write(`  … ${doing} ${elapsed} s\n`);
    }
  }

  #showRunning(): void {
    if (!this.#output.isTTY || this.#running.size === 0) return;
    const steps = [...this.#running].map(
      ([doing, startedAt]) => `${doing} ${Math.round((Date.now() - startedAt) / 1_000)} s`,
    );
    this.#clear();
    this.#output.write(`  … ${steps.join(' · ')}`);
    this.#liveLine = true;
  }

  #clear(): void {
    if (this.#liveLine) this.#output.write('\r\u001B[2K');
    this.#liveLine = false;
  }

  #stopTimer(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
