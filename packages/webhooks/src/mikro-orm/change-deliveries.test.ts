import { expect, test, vi } from 'vitest';
import { newDelivery, openWebhooks } from './open-webhooks.fixture.ts';
import { settlementOf } from './settlements.fixture.ts';

const blocked = `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;

test('a delivery that is replayed while it is settled stands in nobody’s way', async () => {
  await using hooks = await openWebhooks();
  const { id } = await hooks.outbox().enqueue(newDelivery('https://hooks.example.com/in'));
  const [claimed] = await hooks.store().claim({ limit: 1, perEndpoint: 8, leaseMs: 30_000 });
  const work = await hooks.db.em().transactional(async (em) => {
    await em.execute('select id from webhooks.deliveries for update');
    const waiting = (count: number) =>
      vi.waitFor(async () => expect((await hooks.db.em().execute<object[]>(blocked)).length).toBe(count));
    const replay = hooks.db.em().transactional((other) => hooks.outbox(other).replay(id));
    await Promise.race([waiting(1), replay]);
    const settle = hooks.store().settle([settlementOf(claimed!)]);
    await Promise.race([waiting(2), replay.then(() => waiting(1))]);
    return { replay, settle };
  });
  expect(await Promise.all([work.replay, work.settle])).toEqual([{ ok: true }, [id]]);
});
