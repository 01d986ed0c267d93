/** How far ahead of its sending a dispatcher may claim, in milliseconds at the pace of its last answers. */
const aheadMs = 50;
const windowMs = 100;

/**
 * The slots of those that are sent at once. What is claimed while all are taken waits its turn here: a claim of many costs hardly more than one
 * of few. Only as many may wait as will have a slot within 50 ms, judging by the answers of the last tenth of a second; when answers come slowly,
 * nothing is claimed ahead, so that other dispatchers find it.
 */
export class SendSlots {
  readonly #size: number;
  readonly #now: () => number;
  readonly #waiting: (() => void)[] = [];
  #taken = 0;
  #window: { from: number; answers: number } = { from: -Infinity, answers: 0 };
  #before = 0;

  constructor(size: number, now: () => number = () => performance.now()) {
    this.#size = size;
    this.#now = now;
  }

  /** Resolves once there is a slot, in the order of asking. */
  async take(): Promise<void> {
    if (this.#taken >= this.#size) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
      return;
    }
    this.#taken += 1;
  }

  /** Gives a slot to whoever waits longest, or back. */
  give(): void {
    this.#turnWindow();
    this.#window.answers += 1;
    const next = this.#waiting.shift();
    if (next === undefined) this.#taken -= 1;
    else next();
  }

  /** How many there are in all, the places for those that wait included. */
  capacity(): number {
    this.#turnWindow();
    return this.#size + Math.min(this.#size, Math.floor((this.#before / windowMs) * aheadMs));
  }

  /** How many more may be claimed: never below zero. */
  free(): number {
    return Math.max(0, this.capacity() - this.#taken - this.#waiting.length);
  }

  #turnWindow(): void {
    const now = this.#now();
    const age = now - this.#window.from;
    if (age < windowMs) return;
    this.#before = age < 2 * windowMs ? this.#window.answers : 0;
    this.#window = { from: now, answers: 0 };
  }
}
