import { createTestClock } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import { RefusalRecorder, type NewKeyAuditEntry } from './index.ts';

const key = { id: 'key_1', subject: 'ins_1', tenant: 'ws_1' };

function setUp({ maxRefusals = 100 } = {}) {
  const clock = createTestClock('2026-11-24T12:00:00Z');
  const written: NewKeyAuditEntry[] = [];
  const state = { isDown: false };
  const recorder = new RefusalRecorder({
    clock,
    maxRefusals,
    store: {
      async addAudit(entries) {
        if (state.isDown) throw new Error('no connection');
        written.push(...structuredClone([...entries]));
      },
    },
  });
  const refuse = (id = 'key_1', reason = 'revoked') => {
    recorder.record({ key: { ...key, id }, reason, address: '203.0.113.7' });
    return recorder.flush('due');
  };
  return { clock, written, state, recorder, refuse };
}

test('a key that goes on being refused fills no history: after the first time it is written a minute, an hour, then a day later, with every use counted', async () => {
  const { clock, written, recorder, refuse } = setUp();
  const hours = 24 * 7;
  for (let minute = 0; minute < hours * 60; minute += 1) {
    await refuse();
    clock.advance(60_000);
  }
  expect(written).toHaveLength(9);
  expect(written.slice(0, 3).map(({ detail }) => detail)).toEqual([
    { reason: 'revoked', times: 1 },
    { reason: 'revoked', times: 1 },
    { reason: 'revoked', times: 60 },
  ]);
  await recorder.stop();
  const times = written.reduce((sum, { detail }) => sum + (detail['times'] as number), 0);
  expect(times).toBe(hours * 60);
});

test('a caller who pauses for a little longer than a minute each time fills it no faster', async () => {
  const { clock, written, recorder, refuse } = setUp();
  for (let call = 0; call < 24 * 55; call += 1) {
    await refuse();
    clock.advance(30_000);
    await recorder.flush('due');
    clock.advance(35_000);
  }
  expect(written.length).toBeLessThanOrEqual(4);
});

test('a refusal after days of rest is written at once again', async () => {
  const { clock, written, recorder, refuse } = setUp();
  await refuse();
  clock.advance(3 * 24 * 3_600_000);
  await recorder.flush('due');
  await refuse();
  clock.advance(60_000);
  await refuse();
  expect(written).toHaveLength(3);
});

test('another key or another reason is another refusal', async () => {
  const { written, refuse } = setUp();
  await refuse('key_1', 'revoked');
  await refuse('key_1', 'network');
  await refuse('key_2', 'revoked');
  expect(written.map(({ keyId, detail }) => [keyId, detail['reason']])).toEqual([
    ['key_1', 'revoked'],
    ['key_1', 'network'],
    ['key_2', 'revoked'],
  ]);
});

test('remembers a bounded number, forgets what is written first, and loses none that is not', async () => {
  const { written, state, refuse, recorder } = setUp({ maxRefusals: 2 });
  for (const id of ['a', 'b', 'c']) await refuse(id);
  expect(written.map(({ keyId }) => keyId)).toEqual(['a', 'b', 'c']);
  state.isDown = true;
  for (const id of ['d', 'e', 'f']) await refuse(id);
  state.isDown = false;
  await recorder.flush('all');
  expect(written.map(({ keyId }) => keyId)).toEqual(['a', 'b', 'c', 'd', 'e']);
});
