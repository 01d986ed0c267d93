import { createTestClock } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import { UseRecorder, type CountedUse } from './index.ts';

const key = { id: 'key_1', subject: 'ins_1' };

function setUp({ maxKeys = 100 } = {}) {
  const clock = createTestClock('2026-11-24T12:00:00Z');
  const writes: CountedUse[][] = [];
  const errors: unknown[] = [];
  const state = { isDown: false };
  const recorder = new UseRecorder({
    clock,
    maxKeys,
    onError: (error) => errors.push(error),
    store: {
      async addUses(counted) {
        if (state.isDown) throw new Error('no connection');
        writes.push(structuredClone([...counted]));
      },
    },
  });
  return { clock, writes, errors, state, recorder };
}

test('writes a key at most once a minute, however often it calls, and loses no call', async () => {
  const { clock, writes, recorder } = setUp();
  for (let second = 0; second < 150; second += 1) {
    recorder.record(key, 'flow-tags:view');
    recorder.record(key, 'flow-tags:view');
    await recorder.flush('due');
    clock.advance(1_000);
  }
  expect(writes.map(([use]) => use?.uses)).toEqual([2, 120, 120]);
  await recorder.stop();
  expect(writes.flat().reduce((sum, { uses }) => sum + uses, 0)).toBe(300);
});

test('counts each scope of each key for itself, with the time of its last call', async () => {
  const { clock, writes, recorder } = setUp();
  recorder.record(key, 'flow-tags:view');
  clock.advance(5_000);
  recorder.record(key, 'messages:send');
  recorder.record({ id: 'key_2', subject: 'ins_2' }, 'messages:send');
  await recorder.flush('all');
  expect(writes).toEqual([
    [
      {
        keyId: 'key_1',
        subject: 'ins_1',
        scope: 'flow-tags:view',
        uses: 1,
        lastUsedAt: new Date('2026-11-24T12:00:00Z'),
      },
      {
        keyId: 'key_1',
        subject: 'ins_1',
        scope: 'messages:send',
        uses: 1,
        lastUsedAt: new Date('2026-11-24T12:00:05Z'),
      },
      {
        keyId: 'key_2',
        subject: 'ins_2',
        scope: 'messages:send',
        uses: 1,
        lastUsedAt: new Date('2026-11-24T12:00:05Z'),
      },
    ],
  ]);
});

test('keeps what it could not write, and writes it when the database is back', async () => {
  const { writes, errors, state, recorder } = setUp();
  state.isDown = true;
  recorder.record(key, 'flow-tags:view');
  await recorder.flush('all');
  recorder.record(key, 'flow-tags:view');
  state.isDown = false;
  await recorder.flush('all');
  expect(errors).toHaveLength(1);
  expect(writes.flat()).toMatchObject([{ scope: 'flow-tags:view', uses: 2 }]);
});

test('holds no more keys in memory than it may', async () => {
  const { writes, recorder } = setUp({ maxKeys: 3 });
  for (const id of ['a', 'b', 'c', 'd']) recorder.record({ id, subject: id }, 'flow-tags:view');
  await recorder.flush('due');
  expect(writes.flat().map(({ keyId }) => keyId)).toEqual(['a', 'b', 'c', 'd']);
});

test('writes each key once or twice a minute, also when more keys call than it is made for', async () => {
  const { clock, writes, recorder } = setUp({ maxKeys: 100 });
  const times = new Map<string, number>();
  for (let second = 0; second < 180; second += 1) {
    for (let id = 0; id < 150; id += 1) recorder.record({ id: `key_${id}`, subject: 'ins_1' }, 'flow-tags:view');
    await recorder.flush('due');
    clock.advance(1_000);
  }
  for (const { keyId } of writes.flat()) times.set(keyId, (times.get(keyId) ?? 0) + 1);
  expect(Math.max(...times.values())).toBeLessThanOrEqual(6);
  await recorder.stop();
  expect(writes.flat().reduce((sum, { uses }) => sum + uses, 0)).toBe(180 * 150);
});

test('of far too many keys it writes everything and forgets, in few writes, and loses no call', async () => {
  const { writes, recorder } = setUp({ maxKeys: 10 });
  for (let id = 0; id < 1_000; id += 1) {
    recorder.record({ id: `key_${id}`, subject: 'ins_1' }, 'flow-tags:view');
    await Promise.resolve().then(() => Promise.resolve());
  }
  await recorder.stop();
  expect(writes.flat()).toHaveLength(1_000);
  expect(writes.length).toBeLessThan(15);
});

test('counts a call for the day (UTC) on which it was made, also when it is written down after midnight or late', async () => {
  const { clock, writes, state, recorder } = setUp();
  const toMidnight = Date.parse('2026-11-24T23:59:59Z') - clock.now().getTime();
  clock.advance(toMidnight);
  state.isDown = true;
  recorder.record(key, 'flow-tags:view');
  recorder.record(key, 'flow-tags:view');
  clock.advance(2_000);
  recorder.record(key, 'flow-tags:view');
  await recorder.flush('all');
  recorder.record(key, 'flow-tags:view');
  state.isDown = false;
  await recorder.flush('all');
  const byDay = writes.flat().map(({ uses, lastUsedAt }) => [lastUsedAt.toISOString().slice(0, 10), uses]);
  expect(byDay.toSorted()).toEqual([
    ['2026-11-24', 2],
    ['2026-11-25', 2],
  ]);
});
