import { createTestClock } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import { openWebhooks } from './open-webhooks.fixture.ts';
import { failureOf, only, settlementOf } from './settlements.fixture.ts';

const limits = { limit: 10, perEndpoint: 8, leaseMs: 30_000 };

const request = { method: 'POST', url: 'https://hooks.example.com/in', headers: {}, body: 'paid' };
const openly = { request, display: request, secrets: [] };

/** A delivery that was claimed, lost, and claimed again, and both claims. */
async function claimedTwice() {
  const clock = createTestClock();
  const hooks = await openWebhooks(clock);
  const id = await hooks.enqueue('https://hooks.example.com/in', openly);
  const late = only(await hooks.store().claim(limits));
  clock.advance(30_000);
  const current = only(await hooks.store().claim(limits));
  return { hooks, clock, id, late, current };
}

test.each(['before', 'after'])(
  'of two results of one delivery in a batch the one of the present claim counts, the late one %s it',
  async (place) => {
    const { hooks, id, late, current } = await claimedTwice();
    await using _ = hooks;
    const results = [failureOf(late), settlementOf(current)];
    expect(await hooks.store().settle(place === 'before' ? results : results.toReversed())).toEqual([id]);
    const found = await hooks.find(id);
    expect(found).toMatchObject({ status: 'delivered', attempts: 2, lastStatusCode: 200, nextAttemptAt: null });
    expect(found.attemptLog.map(({ outcome }) => outcome)).toEqual(['lost', 'delivered']);
  },
);

test.each(['before', 'after'])('a late success %s a present failure ends nothing: it is tried again', async (place) => {
  const { hooks, clock, id, late, current } = await claimedTwice();
  await using _ = hooks;
  const results = [settlementOf(late), failureOf(current)];
  await hooks.store().settle(place === 'before' ? results : results.toReversed());
  expect(await hooks.find(id)).toMatchObject({ status: 'pending', attempts: 2, lastStatusCode: 500 });
  clock.advance(1000);
  await hooks.store().settle([settlementOf(only(await hooks.store().claim(limits)))]);
  expect(await hooks.find(id)).toMatchObject({ status: 'delivered', attempts: 3 });
});

test.each(['before', 'after'])('of two successes the present one is recorded, the late one %s it', async (place) => {
  const { hooks, id, late, current } = await claimedTwice();
  await using _ = hooks;
  const results = [settlementOf(late, { record: { statusCode: 201 } }), settlementOf(current)];
  await hooks.store().settle(place === 'before' ? results : results.toReversed());
  expect(await hooks.find(id)).toMatchObject({ status: 'delivered', attempts: 2, lastStatusCode: 200 });
});

test('a late result from before a replay does not settle the replay', async () => {
  const { hooks, id, late, current } = await claimedTwice();
  await using _ = hooks;
  await hooks.store().settle([settlementOf(current)]);
  expect(await hooks.outbox().replay(id)).toEqual({ ok: true });
  const replayed = only(await hooks.store().claim(limits));
  for (const stale of [late, current]) {
    expect(await hooks.store().settle([settlementOf(stale, { status: 'refused' })])).toEqual([]);
    expect(await hooks.store().settle([settlementOf(stale)])).toEqual([]);
  }
  expect(await hooks.find(id)).toMatchObject({ status: 'pending', inFlight: true, attempts: 3 });
  expect(await hooks.store().settle([settlementOf(replayed)])).toEqual([id]);
  expect(await hooks.find(id)).toMatchObject({ status: 'delivered', attempts: 3 });
});
