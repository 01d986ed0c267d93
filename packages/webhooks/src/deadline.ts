import { EventEmitter } from 'node:events';

/**
 * Ends an exchange: `abort` fires once, when the time is up or somebody calls it. What undici takes as a signal; a lighter one than an
 * AbortSignal, whose listeners cost as much as all else that is done to send a small request.
 */
export class Deadline extends EventEmitter {
  /** Not `aborted`, by which undici would take this for an AbortSignal. */
  isUp = false;
  readonly #timer: NodeJS.Timeout;

  constructor(timeoutMs: number) {
    super();
    this.#timer = setTimeout(() => {
      this.isUp = true;
      this.emit('abort');
    }, timeoutMs);
  }

  /** Made when it is asked for, which hardly ever happens: an error with its stack costs more than signing a request. */
  get reason(): Error {
    return new Error('The time of the exchange was up.');
  }

  /** Says that the exchange is over in time. */
  clear(): void {
    clearTimeout(this.#timer);
  }
}
