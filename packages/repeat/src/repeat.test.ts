import { beforeEach, expect, test, vi } from 'vitest';
import { repeat } from './repeat.ts';

// How long it would have rested; it is woken at once instead, unless it is stopped.
const pauses: number[] = [];
let wake = true;
beforeEach(() => {
  pauses.length = 0;
  wake = true;
});

vi.mock('node:timers/promises', () => ({
  setTimeout: (ms: number, _value: undefined, { signal }: { signal: AbortSignal }) =>
    new Promise<void>((resolve, reject) => {
      pauses.push(ms);
      if (wake) setImmediate(resolve);
      signal.addEventListener('abort', () => reject(signal.reason));
    }),
}));

/** Repeats work that fails at these times, until it was done as often as told; the failures that were told of. */
async function runTimes(times: number, everyMs: number, failing: (time: number) => boolean): Promise<unknown[]> {
  const told: unknown[] = [];
  let [done, underWay] = [0, 0];
  const repeated = repeat(
    async () => {
      underWay += 1;
      expect(underWay).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
      done += 1;
      if (done >= times) wake = false;
      if (failing(done)) throw new Error(`time ${done}`);
    },
    { everyMs, onError: (error) => told.push(String(error)) },
  );
  await vi.waitFor(() => expect(pauses).toHaveLength(times));
  await repeated.stop();
  expect(done).toBe(times);
  return told;
}

test('work is done now and again, one time after the other, with a rest in between', async () => {
  expect(await runTimes(4, 1_000, () => false)).toEqual([]);
  expect(pauses).toEqual([1_000, 1_000, 1_000, 1_000]);
});

test('failures are told, and pauses grow to half a minute until it works again', async () => {
  expect(await runTimes(8, 1_000, (time) => time <= 6)).toEqual(
    [1, 2, 3, 4, 5, 6].map((time) => `Error: time ${time}`),
  );
  expect(pauses).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 1_000, 1_000]);
});

test('what rests longer than that anyway rests no longer, and no shorter, after a failure', async () => {
  await runTimes(3, 60_000, () => true);
  expect(pauses).toEqual([60_000, 60_000, 60_000]);
});

test('who stops it waits for what is under way, which is told by the signal, and not for a rest', async () => {
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  let [signal, isStopped] = [new AbortController().signal, false];
  const repeated = repeat(
    (given) => {
      signal = given;
      return ended;
    },
    { everyMs: 1 },
  );
  expect(signal.aborted).toBe(false);
  const stopping = repeated.stop().then(() => (isStopped = true));
  await new Promise((resolve) => setImmediate(resolve));
  expect([signal.aborted, isStopped]).toEqual([true, false]);
  end();
  await stopping;
  expect(pauses).toHaveLength(1);
});
