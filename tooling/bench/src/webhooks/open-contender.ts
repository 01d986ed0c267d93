import { setTimeout } from 'node:timers/promises';
import { startChild, type Child } from './child.ts';
import type { Surroundings } from './contender.ts';
import type { Sink } from './open-sink.ts';

/** How a backlog was worked off. */
export interface Drained {
  /** Deliveries a second. */
  rate: number;
  /** Processor time of the contender's own process for each, in microseconds. */
  processorMicros: number;
}

/** A contender as it is measured. */
export interface Measured extends AsyncDisposable {
  name: string;
  /** Puts requests into its queue; not measured. */
  fill(count: number): Promise<void>;
  /** Works off that many requests, from the start until the last of them is recorded as done. */
  drain(count: number): Promise<Drained>;
  child: Child;
}

const patienceMs = 5 * 60_000;

/** Starts the process of a contender, one of those in `contend.ts`. */
export async function openContender(
  contender: string,
  { sink, surroundings }: { sink: Sink; surroundings: Surroundings },
): Promise<Measured> {
  const env = { CONTENDER: contender, SURROUNDINGS: JSON.stringify(surroundings) };
  const child = await startChild(new URL('contend.ts', import.meta.url), env);
  return {
    child,
    name: await child.ask<string>('name'),
    fill: (count) => child.ask('fill', count, patienceMs),
    async drain(count) {
      await sink.reset();
      const before = await child.ask<number>('processorMs');
      const begin = performance.now();
      await child.ask('start');
      await sink.reached(count, patienceMs);
      await untilNone(() => child.ask<number>('left'), patienceMs);
      const tookMs = performance.now() - begin;
      await child.ask('stop');
      const { unsigned } = await sink.arrivals();
      if (unsigned > 0) throw new Error(`${contender} sent ${unsigned} requests without a signature.`);
      const processorMs = (await child.ask<number>('processorMs')) - before;
      return { rate: (count / tookMs) * 1000, processorMicros: (processorMs / count) * 1000 };
    },
    [Symbol.asyncDispose]: child[Symbol.asyncDispose],
  };
}

/** Waits until nothing is left, looking every 5 ms; throws after `mostMs`. */
export async function untilNone(left: () => Promise<number>, mostMs: number): Promise<void> {
  const until = Date.now() + mostMs;
  while ((await left()) > 0) {
    if (Date.now() > until) throw new Error(`Something is left after ${mostMs / 1000} s.`);
    await setTimeout(5);
  }
}
