import { startChild } from './child.ts';

/** What a sink does beside counting: keep what came when, and never answer at one path. */
export interface Watch {
  keep?: boolean;
  hang?: string;
}

/** What a sink has got: how many requests, how many of them without a signature, and each with its id, path, first byte and answer. */
export interface Arrivals {
  count: number;
  unsigned: number;
  arrivals: [id: string, path: string, firstByte: number, answered: number][];
}

/** An HTTP server that answers 200, in a process of its own. */
export async function openSink() {
  const child = await startChild(new URL('sink.ts', import.meta.url), {});
  const port = await child.ask<number>('port');
  return {
    origin: `http://127.0.0.1:${port}`,
    /** Forgets what came. */
    reset: (watch: Watch = {}) => child.ask<void>('reset', watch),
    /** Waits until so many requests have been answered. */
    reached: (count: number, patienceMs?: number) => child.ask<void>('reached', count, patienceMs),
    arrivals: () => child.ask<Arrivals>('arrivals'),
    [Symbol.asyncDispose]: child[Symbol.asyncDispose],
  };
}

/** The sink of a run. */
export type Sink = Awaited<ReturnType<typeof openSink>>;
