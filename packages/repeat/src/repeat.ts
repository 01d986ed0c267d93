import { setTimeout as rest } from 'node:timers/promises';

/** How work is repeated. */
export interface RepeatOptions {
  /** How long to rest between two times, in milliseconds. After failures in a row twice as long each time, up to 30 s, or to this where it is longer. */
  everyMs: number;
  /** Told of each failure. */
  onError?: ((error: unknown) => void) | undefined;
}

/** What goes on until it is stopped. */
export interface Repeated {
  /** Resolves when what is under way has ended. */
  stop(): Promise<void>;
}

const longestPauseMs = 30_000;

/** Does work now, and again after each rest, until stopped; the signal tells work of many steps to end. */
export function repeat(work: (signal: AbortSignal) => Promise<unknown>, { everyMs, onError }: RepeatOptions): Repeated {
  const stopping = new AbortController();
  const { signal } = stopping;
  const run = async () => {
    for (let failures = 0; !signal.aborted;) {
      try {
        await work(signal);
        failures = 0;
      } catch (error) {
        failures += 1;
        onError?.(error);
      }
      const pauseMs = Math.max(everyMs, Math.min(longestPauseMs, everyMs * 2 ** failures));
      // Rejects when it is stopped meanwhile, which the loop sees for itself.
      await rest(pauseMs, undefined, { signal }).catch(() => {});
    }
  };
  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
