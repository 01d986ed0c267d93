import { expect, test, vi } from 'vitest';
import { openWebhooks } from './open-webhooks.fixture.ts';
import { failureOf, only, settlementOf } from './settlements.fixture.ts';

const url = 'https://hooks.example.com/in';
const ordered = { orderingKey: 'ins_1' };
const limits = { limit: 10, perEndpoint: 8, leaseMs: 30_000 };

test('whoever holds the row of an endpoint with a rate keeps no other endpoint from being served', async () => {
  await using hooks = await openWebhooks();
  await hooks.outbox().openEndpoint({ id: 'app_2' });
  await hooks.outbox().limitEndpoint('app_1', { maxInFlight: null, perSecond: 5 });
  await hooks.enqueue(url);
  await hooks.enqueue(url, { endpointId: 'app_2' });
  const claimed = await hooks.db.em().transactional(async (em) => {
    await hooks.outbox(em).pauseEndpoint('app_1', 'somebody');
    const tooLate = new Promise<null>((resolve) => setTimeout(resolve, 10_000, null));
    return Promise.race([hooks.store().claim(limits), tooLate]);
  });
  expect(claimed?.map(({ endpointId }) => endpointId)).toEqual(['app_2']);
});

test('cancelling all of an ordering key while its first one is settled: neither waits for the other', async () => {
  await using hooks = await openWebhooks();
  const ids: string[] = [];
  // The one behind is the first by its id.
  while (!(ids[1]! < ids[0]!)) {
    await hooks.outbox().cancel({ subject: 'ins_1', topic: 'subscribe' }, 'another try');
    ids.splice(0, 2, await hooks.enqueue(url, ordered), await hooks.enqueue(url, ordered));
  }
  const first = only(await hooks.store().claim(limits));
  expect(first.id).toBe(ids[0]);
  // Sets the one behind aside.
  expect(await hooks.store().claim(limits)).toEqual([]);
  const work = await hooks.db.em().transactional(async (em) => {
    await em.execute('select id from webhooks.deliveries where id = ? for update', [first.id]);
    const settling = hooks.store().settle([settlementOf(first)]);
    await untilWaiting(hooks, 1);
    const cancelling = hooks.outbox().cancel({ subject: 'ins_1', topic: 'subscribe' }, 'enough');
    await untilWaiting(hooks, 2);
    return { settling, cancelling };
  });
  expect(await Promise.all([work.settling, work.cancelling])).toEqual([[first.id], 1]);
  expect(await hooks.store().claim(limits)).toEqual([]);
});

test('a failure that comes while its delivery is cancelled lets the next of its ordering key go', async () => {
  await using hooks = await openWebhooks();
  const [first, second] = [await hooks.enqueue(url, ordered), await hooks.enqueue(url, ordered)];
  const underWay = only(await hooks.store().claim(limits));
  const settling = await hooks.db.em().transactional(async (em) => {
    await hooks.outbox(em).cancel(first, 'not wanted');
    const result = hooks.store().settle([failureOf(underWay, { retryInMs: 60_000 })]);
    await untilWaiting(hooks, 1);
    return { result };
  });
  expect(await settling.result).toEqual([]);
  expect((await hooks.store().claim(limits)).map(({ id }) => id)).toEqual([second]);
});

async function untilWaiting(hooks: Awaited<ReturnType<typeof openWebhooks>>, count: number): Promise<void> {
  await vi.waitUntil(async () => {
    const [row] = await hooks.db
      .em()
      .execute<{ count: number }[]>(
        `select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
    return row?.count === count;
  }, 10_000);
}
