import { createTestClock } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import { openWebhooks } from './open-webhooks.fixture.ts';
import { failureOf, only, settlementOf } from './settlements.fixture.ts';

const url = 'https://hooks.example.com/in';
const limits = { limit: 10, perEndpoint: 8, leaseMs: 30_000 };
const minute = 60_000;
const day = 24 * 60 * minute;

/** Webhooks on a clock that the test moves, with what a test of an endpoint asks again and again. */
async function open() {
  const clock = createTestClock('2026-03-01T00:00:00Z');
  const hooks = await openWebhooks(clock);
  const store = hooks.store();
  const claim = () => store.claim(limits);
  return {
    ...hooks,
    clock,
    claim,
    count: async () => (await claim()).length,
    settle: store.settle,
    endpoint: async () => (await hooks.outbox().endpoint('app_1'))!,
    /** Fails one delivery so many times in a row, each time as soon as it may be tried. */
    async fail(times: number) {
      for (let time = 0; time < times; time += 1)
        await store.settle([failureOf(only(await claim()), { retryInMs: 0 })]);
    },
  };
}

test('429 and 503 with Retry-After rest that endpoint alone, for as long as it asked and an hour at the most', async () => {
  await using hooks = await open();
  await hooks.outbox().openEndpoint({ id: 'app_2' });
  await hooks.enqueue(url);
  const asked = only(await hooks.claim());
  await hooks.settle([failureOf(asked, { statusCode: 503, pauseMs: 10 * minute, retryInMs: 10 * minute })]);
  await hooks.enqueue(url);
  await hooks.enqueue(url, { endpointId: 'app_2' });
  const other = only(await hooks.claim());
  expect(other.endpointId).toBe('app_2');
  await hooks.settle([settlementOf(other)]);
  expect(await hooks.endpoint()).toMatchObject({ state: 'resting', restingFor: 'receiver', waiting: 2 });
  hooks.clock.advance(10 * minute - 1);
  expect(await hooks.claim()).toEqual([]);
  hooks.clock.advance(1);
  expect(await hooks.count()).toBe(2);
});

test('an endpoint that is told to rest says so of the next attempt of each delivery', async () => {
  await using hooks = await open();
  const id = await hooks.enqueue(url);
  await hooks.settle([
    failureOf(only(await hooks.claim()), { statusCode: 429, pauseMs: 10 * minute, retryInMs: minute }),
  ]);
  expect((await hooks.find(id)).nextAttemptAt).toEqual(new Date('2026-03-01T00:10:00Z'));
});

test('429 counts as a sign of life, not as a failure', async () => {
  await using hooks = await open();
  await hooks.enqueue(url);
  await hooks.settle([failureOf(only(await hooks.claim()), { statusCode: 429 })]);
  expect(await hooks.endpoint()).toMatchObject({ failures: 0, failingSince: null });
});

test('after ten failures in a row nothing is sent but one attempt at a time, at growing pauses, until one is taken', async () => {
  await using hooks = await open();
  await hooks.enqueue(url);
  await hooks.fail(10);
  for (let more = 0; more < 3; more += 1) await hooks.enqueue(url);
  expect(await hooks.claim()).toEqual([]);
  const { restingUntil, ...resting } = await hooks.endpoint();
  expect(resting).toMatchObject({ state: 'resting', restingFor: 'failures', failures: 10 });
  const pauseMs = restingUntil!.getTime() - hooks.clock.now().getTime();
  expect(pauseMs).toBeGreaterThanOrEqual(15_000);
  expect(pauseMs).toBeLessThanOrEqual(30_000);

  hooks.clock.advance(30_000);
  const probe = only(await hooks.claim());
  expect(await hooks.claim()).toEqual([]);
  await hooks.settle([failureOf(probe, { retryInMs: 0 })]);
  expect((await hooks.endpoint()).restingUntil!.getTime() - hooks.clock.now().getTime()).toBeGreaterThanOrEqual(30_000);

  hooks.clock.advance(minute);
  await hooks.settle([settlementOf(only(await hooks.claim()))]);
  expect(await hooks.endpoint()).toMatchObject({
    state: 'healthy',
    failures: 0,
    failingSince: null,
    restingUntil: null,
  });
  expect(await hooks.count()).toBe(3);
});

test('a refusal is an answer: it ends a row of failures', async () => {
  await using hooks = await open();
  await hooks.enqueue(url);
  await hooks.fail(9);
  await hooks.settle([
    settlementOf(only(await hooks.claim()), { status: 'refused', record: { outcome: 'refused', statusCode: 422 } }),
  ]);
  expect(await hooks.endpoint()).toMatchObject({ state: 'healthy', failures: 0 });
});

test('results of one batch count in the order in which they came', async () => {
  await using hooks = await open();
  for (let more = 0; more < 3; more += 1) await hooks.enqueue(url);
  const [first, second, third] = await hooks.claim();
  await hooks.settle([failureOf(first!), settlementOf(second!), failureOf(third!)]);
  expect((await hooks.endpoint()).failures).toBe(1);
});

test('failures that two dispatchers record at once all count', async () => {
  await using hooks = await open();
  for (let more = 0; more < 8; more += 1) await hooks.enqueue(url);
  const claimed = await hooks.claim();
  await Promise.all(claimed.map((one) => hooks.settle([failureOf(one)])));
  expect((await hooks.endpoint()).failures).toBe(8);
});

test('its developer is told after three days of failures and at the fifth, when it is switched off; a success in between begins anew', async () => {
  await using hooks = await open();
  await hooks.enqueue(url);
  const kinds = async () => (await hooks.endpoint()).notices.map(({ kind }) => kind);
  await hooks.fail(1);
  hooks.clock.advance(3 * day - 1);
  await hooks.fail(1);
  expect(await kinds()).toEqual([]);
  hooks.clock.advance(1);
  await hooks.fail(1);
  await hooks.fail(1);
  expect(await kinds()).toEqual(['disabling_soon']);
  hooks.clock.advance(2 * day);
  await hooks.fail(1);
  expect(await kinds()).toEqual(['disabled', 'disabling_soon']);
  expect(await hooks.endpoint()).toMatchObject({ state: 'disabled', failingSince: new Date('2026-03-01T00:00:00Z') });

  await hooks.outbox().resumeEndpoint('app_1');
  await hooks.settle([settlementOf(only(await hooks.claim()))]);
  hooks.clock.advance(10 * day);
  await hooks.enqueue(url);
  await hooks.fail(1);
  expect(await hooks.endpoint()).toMatchObject({ state: 'failing', failures: 1, disabledAt: null });
});

test('what waits for an endpoint that was switched off is ended with the reason and without a request, and what comes later as well', async () => {
  await using hooks = await open();
  await hooks.db.em().execute(`update webhooks.endpoints set disabled_at = now()`);
  const ids = [await hooks.enqueue(url), await hooks.enqueue(url)];
  expect(await hooks.dispatcher().tick()).toBe(2);
  for (const id of ids) {
    expect(await hooks.find(id)).toMatchObject({
      status: 'gave_up',
      attempts: 0,
      lastError: expect.stringContaining('failed for five days'),
      attemptLog: [],
    });
  }
});

test('a paused endpoint gets nothing, what comes meanwhile waits, and goes out when it is resumed', async () => {
  await using hooks = await open();
  await hooks.outbox().pauseEndpoint('app_1', 'usr_1');
  await hooks.outbox().pauseEndpoint('app_1', 'usr_2');
  await hooks.enqueue(url);
  hooks.clock.advance(30 * day);
  expect(await hooks.claim()).toEqual([]);
  expect(await hooks.endpoint()).toMatchObject({ state: 'paused', pausedBy: 'usr_1', waiting: 1 });
  await hooks.outbox().resumeEndpoint('app_1');
  expect(await hooks.count()).toBe(1);
  expect(await hooks.endpoint()).toMatchObject({ state: 'healthy', pausedAt: null, inFlight: 1, waiting: 0 });
});

test('no more than an endpoint may bear are under way at once, over all dispatchers that claim at once', async () => {
  await using hooks = await open();
  await hooks.outbox().limitEndpoint('app_1', { maxInFlight: 2, perSecond: null });
  for (let more = 0; more < 20; more += 1) await hooks.enqueue(url);
  const claims = await Promise.all([1, 2, 3].map(() => hooks.claim()));
  expect(claims.flat()).toHaveLength(2);
  await hooks.settle([settlementOf(claims.flat()[0]!)]);
  expect(await hooks.count()).toBe(1);
});

test('no more are begun in a second than an endpoint may bear', async () => {
  await using hooks = await open();
  await hooks.outbox().limitEndpoint('app_1', { maxInFlight: 100, perSecond: 4 });
  for (let more = 0; more < 20; more += 1) await hooks.enqueue(url);
  expect(await hooks.count()).toBe(4);
  expect(await hooks.count()).toBe(0);
  hooks.clock.advance(500);
  expect(await hooks.count()).toBe(2);
  hooks.clock.advance(60_000);
  expect(await hooks.count()).toBe(4);
  await hooks.outbox().limitEndpoint('app_1', { maxInFlight: 100, perSecond: 0.1 });
  expect(await hooks.count()).toBe(1);
  hooks.clock.advance(9_999);
  expect(await hooks.count()).toBe(0);
  hooks.clock.advance(1);
  expect(await hooks.count()).toBe(1);
});

test.each([
  [{ maxInFlight: 0, perSecond: null }, 'maxInFlight'],
  [{ maxInFlight: 101, perSecond: null }, 'maxInFlight'],
  [{ maxInFlight: 1.5, perSecond: null }, 'maxInFlight'],
  [{ maxInFlight: null, perSecond: 0 }, 'perSecond'],
  [{ maxInFlight: null, perSecond: 1001 }, 'perSecond'],
  [{ maxInFlight: null, perSecond: Number.NaN }, 'perSecond'],
])('refuses the limit %j and names %s', async (wrong, path) => {
  await using hooks = await open();
  await expect(hooks.outbox().limitEndpoint('app_1', wrong)).rejects.toMatchObject({
    code: 'invalid_limit',
    errors: [{ path }],
  });
});

test('refuses to change an endpoint that was never opened', async () => {
  await using hooks = await open();
  const none = { maxInFlight: null, perSecond: null };
  for (const change of [
    () => hooks.outbox().pauseEndpoint('app_9', 'usr_1'),
    () => hooks.outbox().resumeEndpoint('app_9'),
    () => hooks.outbox().limitEndpoint('app_9', none),
  ]) {
    await expect(change()).rejects.toMatchObject({ code: 'unknown_endpoint' });
  }
  expect(await hooks.outbox().endpoint('app_9')).toBeUndefined();
});

test('retryNow sends at once what an endpoint that rests would keep back', async () => {
  await using hooks = await open();
  const id = await hooks.enqueue(url);
  await hooks.settle([failureOf(only(await hooks.claim()), { statusCode: 503, pauseMs: minute, retryInMs: minute })]);
  expect(await hooks.claim()).toEqual([]);
  expect(await hooks.outbox().retryNow(id)).toBe(true);
  expect(only(await hooks.claim()).id).toBe(id);
});

test('every endpoint is served before any one is served again, however many there are', async () => {
  await using hooks = await open();
  const names = Array.from({ length: 40 }, (_, place) => `app_${100 + place}`);
  for (const id of names) await hooks.outbox().openEndpoint({ id });
  for (let round = 0; round < 2; round += 1) {
    await hooks.outbox().enqueueAll(names.map((endpointId) => ({ ...newDeliveryTo(endpointId) })));
  }
  const served: string[] = [];
  for (let claims = 0; claims < 8; claims += 1)
    served.push(...(await hooks.claim()).map(({ endpointId }) => endpointId));
  expect(served.slice(0, 40).toSorted()).toEqual(names);
  expect(served.slice(40).toSorted()).toEqual(names);
});

function newDeliveryTo(endpointId: string) {
  const request = { method: 'POST', url, headers: {}, body: 'x' };
  return { endpointId, topic: 'order.paid', subject: 'o_1', tenant: 't_1', request, display: request, secrets: [] };
}

test('what came of a test neither rests an endpoint, nor marks it gone, nor makes it well again', async () => {
  await using hooks = await open();
  const testing = { environment: 'test' } as const;
  await hooks.enqueue(url, testing);
  await hooks.fail(12);
  await hooks.settle([failureOf(only(await hooks.claim()), { statusCode: 503, pauseMs: 10 * minute, retryInMs: day })]);
  await hooks.enqueue(url, testing);
  const gone = { outcome: 'gone', statusCode: 410, error: 'The server answered 410.' } as const;
  await hooks.settle([settlementOf(only(await hooks.claim()), { status: 'gone', record: gone })]);
  const healthy = { state: 'healthy', failures: 0, failingSince: null };
  expect(await hooks.endpoint()).toMatchObject(healthy);

  await hooks.enqueue(url);
  await hooks.settle([failureOf(only(await hooks.claim()), { retryInMs: minute })]);
  await hooks.enqueue(url, testing);
  await hooks.settle([settlementOf(only(await hooks.claim()))]);
  expect(await hooks.endpoint()).toMatchObject({ failures: 1 });
  hooks.clock.advance(minute);
  await hooks.settle([settlementOf(only(await hooks.claim()))]);
  expect(await hooks.endpoint()).toMatchObject(healthy);
});
