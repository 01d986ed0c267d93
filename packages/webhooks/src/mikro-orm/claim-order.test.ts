import { createTestClock } from '@minimart/test-kit';
import { expect, test, vi } from 'vitest';
import { newDelivery, openWebhooks } from './open-webhooks.fixture.ts';
import { failureOf, settlementOf } from './settlements.fixture.ts';

const url = 'https://hooks.example.com/in';

test('whoever was served least recently comes first: fifty endpoints are all served within five claims of ten', async () => {
  await using hooks = await openWebhooks(createTestClock());
  const endpoints = Array.from({ length: 50 }, (_, index) => `app_${index + 100}`);
  for (const id of endpoints) await hooks.outbox().openEndpoint({ id });
  await hooks
    .outbox()
    .enqueueAll(
      endpoints.flatMap((endpointId) => Array.from({ length: 5 }, () => ({ ...newDelivery(url), endpointId }))),
    );
  const stores = [hooks.store(), hooks.store()];
  for (let round = 0; round < 3; round += 1) {
    const served: string[] = [];
    for (let claim = 0; claim < 5; claim += 1) {
      const claimed = await stores[claim % 2]!.claim({ limit: 10, perEndpoint: 8, leaseMs: 30_000 });
      served.push(...claimed.map(({ endpointId }) => endpointId));
      await stores[0]!.settle(claimed.map((one) => settlementOf(one)));
    }
    expect(served.toSorted()).toEqual(endpoints);
  }
});

test('under a limit that is no multiple of their number, all endpoints get the same share', async () => {
  await using hooks = await openWebhooks(createTestClock());
  for (const id of ['app_2', 'app_3']) await hooks.outbox().openEndpoint({ id });
  const endpoints = ['app_1', 'app_2', 'app_3'];
  await hooks
    .outbox()
    .enqueueAll(
      endpoints.flatMap((endpointId) => Array.from({ length: 20 }, () => ({ ...newDelivery(url), endpointId }))),
    );
  const shares = new Map(endpoints.map((id) => [id, 0]));
  for (let claim = 0; claim < 6; claim += 1) {
    const claimed = await hooks.store().claim({ limit: 4, perEndpoint: 8, leaseMs: 30_000 });
    for (const { endpointId } of claimed) shares.set(endpointId, shares.get(endpointId)! + 1);
    await hooks.store().settle(claimed.map((one) => settlementOf(one)));
  }
  expect([...shares.values()]).toEqual([8, 8, 8]);
});

test('an open endpoint behind a thousand paused ones is served, however little is claimed at once', async () => {
  await using hooks = await openWebhooks(createTestClock());
  const paused = Array.from({ length: 1000 }, (_, index) => `app_${index + 1000}`);
  for (const id of [...paused, 'app_open']) {
    await hooks.db.em().execute(`insert into webhooks.endpoints (id, created_at) values (?, now())`, [id]);
  }
  await hooks.outbox().enqueueAll([...paused, 'app_open'].map((endpointId) => ({ ...newDelivery(url), endpointId })));
  await hooks.db.em().execute(`update webhooks.endpoints set paused_at = now() where id <> 'app_open'`);
  const served: string[] = [];
  for (let claim = 0; claim < 3; claim += 1) {
    const claimed = await hooks.store().claim({ limit: 1, perEndpoint: 8, leaseMs: 30_000 });
    served.push(...claimed.map(({ endpointId }) => endpointId));
  }
  expect(served).toEqual(['app_open']);
});

test('of an ordering key one alone is under way, also when a transaction that began earlier commits later', async () => {
  await using hooks = await openWebhooks(createTestClock());
  const limits = { limit: 10, perEndpoint: 8, leaseMs: 30_000 };
  const ordered = { ...newDelivery(url), orderingKey: 'order_1' };
  const { id: slow, others } = await hooks.db.em().transactional(async (em) => {
    const { id } = await hooks.outbox(em).enqueue(ordered);
    await hooks.outbox().enqueue(ordered);
    return { id, others: await hooks.store().claim(limits) };
  });
  expect(others).toHaveLength(1);
  expect((await hooks.store().claim(limits)).map(({ id }) => id)).toEqual([]);
  await hooks.store().settle([failureOf(others[0]!, { retryInMs: 0 })]);
  const next = await hooks.store().claim(limits);
  expect(next.map(({ id }) => id)).toEqual([slow]);
  await hooks.store().settle(next.map((one) => settlementOf(one)));
  const last = await hooks.store().claim(limits);
  expect(last.map(({ id }) => id)).toEqual([others[0]!.id]);
});

test('the next one of an ordering key goes, although the one before it is cancelled while the first is settled', async () => {
  await using hooks = await openWebhooks(createTestClock());
  const limits = { limit: 10, perEndpoint: 8, leaseMs: 30_000 };
  const ordered = { ...newDelivery(url), orderingKey: 'order_1' };
  const { ids } = await hooks.outbox().enqueueAll([ordered, ordered, ordered]);
  const [first] = await hooks.store().claim(limits);
  expect(first?.id).toBe(ids[0]);
  const settled = await hooks.db.em().transactional(async (em) => {
    await hooks.outbox(em).cancel(ids[1]!, 'not wanted');
    const settling = hooks.store().settle([settlementOf(first!)]);
    await vi.waitFor(async () => expect(await hooks.db.em().execute(blocked)).not.toEqual([]), 10_000);
    return { settling };
  });
  expect(await settled.settling).toEqual([ids[0]]);
  expect((await hooks.store().claim(limits)).map(({ id }) => id)).toEqual([ids[2]]);
});

test('one whose attempt fails at the moment it is cancelled is cancelled, and not tried again', async () => {
  const clock = createTestClock();
  await using hooks = await openWebhooks(clock);
  const limits = { limit: 10, perEndpoint: 8, leaseMs: 30_000 };
  const { ids } = await hooks.outbox().enqueueAll([newDelivery(url)]);
  const [claimed] = await hooks.store().claim(limits);
  const waiting = (count: number) =>
    vi.waitFor(async () => expect(await hooks.db.em().execute(blocked)).toHaveLength(count), 10_000);
  const [settled, cancelled] = await hooks.db.em().transactional(async (em) => {
    // Holds up the settlement between the queue, which it has written, and the log.
    await em.execute('select from webhooks.deliveries where id = ? for update', [ids[0]!]);
    const settling = hooks.store().settle([failureOf(claimed!, { retryInMs: 0 })]);
    await waiting(1);
    const cancelling = hooks.outbox().cancel(ids[0]!, 'not wanted');
    await waiting(2);
    return [settling, cancelling].map((each) => ({ each }));
  });
  expect([await settled!.each, await cancelled!.each]).toEqual([ids, 1]);
  expect(await hooks.find(ids[0]!)).toMatchObject({ status: 'cancelled' });
  expect(await hooks.store().claim(limits)).toEqual([]);
});

const blocked = `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
