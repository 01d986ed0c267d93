import { createTestClock } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import type { ClaimedDelivery } from '../index.ts';
import { openWebhooks } from './open-webhooks.fixture.ts';
import { failureOf, only, settlementOf } from './settlements.fixture.ts';

const url = 'https://hooks.example.com/in';
const limits = { limit: 10, perEndpoint: 8, leaseMs: 30_000 };
const ids = (claimed: readonly ClaimedDelivery[]) => claimed.map(({ id }) => id);

async function open() {
  const clock = createTestClock();
  const hooks = await openWebhooks(clock);
  const store = hooks.store();
  return {
    ...hooks,
    clock,
    claim: () => store.claim(limits),
    settle: store.settle,
    /** Enqueues one after the other, under these keys; null is none. */
    async enqueueUnder(...keys: (string | null)[]) {
      const made: string[] = [];
      for (const key of keys) made.push(await hooks.enqueue(url, { orderingKey: key ?? undefined }));
      return made;
    },
  };
}

test('of one ordering key the next one goes when the one before is delivered; other keys and those without go on', async () => {
  await using hooks = await open();
  const [a1, a2, free, b1, a3] = await hooks.enqueueUnder('a', 'a', null, 'b', 'a');
  const first = await hooks.claim();
  expect(ids(first)).toEqual([a1, free, b1]);
  expect(await hooks.claim()).toEqual([]);
  await hooks.settle(first.map((one) => settlementOf(one)));
  const second = await hooks.claim();
  expect(ids(second)).toEqual([a2]);
  await hooks.settle([settlementOf(second[0]!)]);
  expect(ids(await hooks.claim())).toEqual([a3]);
});

test('one that is tried again keeps its place before the next', async () => {
  await using hooks = await open();
  const [a1, a2] = await hooks.enqueueUnder('a', 'a');
  await hooks.settle([failureOf(only(await hooks.claim()), { retryInMs: 60_000 })]);
  expect(await hooks.claim()).toEqual([]);
  expect(await hooks.find(a2!)).toMatchObject({ status: 'pending', nextAttemptAt: null });
  hooks.clock.advance(60_000);
  const again = only(await hooks.claim());
  expect(again).toMatchObject({ id: a1, attempt: 2 });
  await hooks.settle([settlementOf(again, { status: 'gave_up' })]);
  expect(ids(await hooks.claim())).toEqual([a2]);
});

test('one that is cancelled while its attempt is under way lets the next go when that is over, or when its lease has run out', async () => {
  await using hooks = await open();
  const [a1, a2, b1, b2] = await hooks.enqueueUnder('a', 'a', 'b', 'b');
  const [underWay] = await hooks.claim();
  await hooks.outbox().cancel(a1!, 'not wanted');
  await hooks.outbox().cancel(b1!, 'not wanted');
  expect(await hooks.claim()).toEqual([]);
  expect(await hooks.settle([settlementOf(underWay!)])).toEqual([]);
  expect(ids(await hooks.claim())).toEqual([a2]);
  hooks.clock.advance(30_000);
  expect(ids(await hooks.claim()).toSorted()).toEqual([a2!, b2!].toSorted());
  expect(await hooks.find(a1!)).toMatchObject({ status: 'cancelled' });
  expect((await hooks.find(b1!)).attemptLog).toEqual([]);
});

test('one that waits and is cancelled, or the one before it while nothing is under way, makes no gap', async () => {
  await using hooks = await open();
  const [a1, a2, a3] = await hooks.enqueueUnder('a', 'a', 'a');
  await hooks.outbox().pauseEndpoint('app_1', 'usr_1');
  await hooks.claim();
  await hooks.outbox().resumeEndpoint('app_1');
  await hooks.outbox().cancel(a2!, 'not wanted');
  const first = only(await hooks.claim());
  expect(first.id).toBe(a1);
  await hooks.settle([failureOf(first, { retryInMs: 60_000 })]);
  await hooks.outbox().cancel(a1!, 'not wanted');
  expect(ids(await hooks.claim())).toEqual([a3]);
});

test('many of one key leave room for the key behind them', async () => {
  await using hooks = await open();
  await hooks.enqueueUnder(...Array.from({ length: 40 }, () => 'a'));
  const [b1] = await hooks.enqueueUnder('b');
  const seen: string[] = [];
  for (let claims = 0; claims < 8; claims += 1) seen.push(...ids(await hooks.claim()));
  expect(seen).toContain(b1);
  expect(seen).toHaveLength(2);
});

test('one that was replayed waits for those that are under way', async () => {
  await using hooks = await open();
  const request = { method: 'POST', url, headers: {}, body: 'x' };
  const openly = { request, display: request, secrets: [], orderingKey: 'a' };
  const a1 = await hooks.enqueue(url, openly);
  await hooks.settle([settlementOf(only(await hooks.claim()), { status: 'refused', record: { outcome: 'refused' } })]);
  const a2 = await hooks.enqueue(url, openly);
  expect(await hooks.outbox().replay(a1)).toEqual({ ok: true });
  const next = only(await hooks.claim());
  expect(next.id).toBe(a2);
  await hooks.settle([settlementOf(next)]);
  expect(ids(await hooks.claim())).toEqual([a1]);
});
