import { expect, test } from 'vitest';
import { LoadWatch } from './load-watch.ts';

const block = (ms: number) => {
  for (const until = performance.now() + ms; performance.now() < until;);
};

async function watching<Value>(
  options: Partial<ConstructorParameters<typeof LoadWatch>[0]>,
  work: (watch: LoadWatch) => Promise<Value>,
): Promise<Value> {
  const watch = new LoadWatch({ pools: [], everyMs: 20, random: () => 0, ...options });
  watch.start();
  return work(watch).finally(() => watch.stop());
}

test('a process whose event loop comes late to everything turns calls away, and lets them in again when it does not', async () => {
  const told: boolean[] = [];
  const calm = Promise.withResolvers<void>();
  const onChange = (isShedding: boolean) => {
    told.push(isShedding);
    if (!isShedding) calm.resolve();
  };
  const rule = { loopDelayMs: 200, queueMs: 1_000 };
  await watching({ rule, onChange }, async (watch) => {
    expect(watch.sheds(false)).toBe(false);
    for (let turn = 0; turn < 20 && watch.state.share === 0; turn += 1) {
      block(400);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(watch.sheds(false)).toBe(true);
    expect(watch.shed).toEqual({ event_loop: 1, database: 0 });
    await calm.promise;
    expect(watch.sheds(false)).toBe(false);
  });
  expect(told).toEqual([true, false]);
});

test('a queue for connections that does not empty turns calls away; one that empties now and then does not', async () => {
  const pool = { totalCount: 1, idleCount: 0, waitingCount: 3 };
  const rule = { loopDelayMs: 60_000, queueMs: 100 };
  await watching({ pools: [pool], rule }, async (watch) => {
    await expect.poll(() => watch.state.share).toBeGreaterThan(0);
    expect([watch.sheds(false), watch.shed.database]).toEqual([true, 1]);
    pool.waitingCount = 0;
    await expect.poll(() => watch.state.share).toBe(0);
  });
});
