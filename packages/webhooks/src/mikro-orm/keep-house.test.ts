import { createOrm, migrate } from '@minimart/database';
import { createReceiver, createTestDatabase } from '@minimart/test-kit';
import { expect, test, vi } from 'vitest';
import { keepHouse, webhooksTables } from './index.ts';
import { openWebhooks } from './open-webhooks.fixture.ts';

type Hooks = Awaited<ReturnType<typeof openWebhooks>>;

const partitions = async (hooks: Hooks) => {
  const rows = await hooks.db.em().execute<{ name: string }[]>(
    `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'webhooks.attempts'::regclass order by 1`,
  );
  return rows.map(({ name }) => name);
};

/** As if everything of this delivery had happened so many days ago. */
async function backdate(hooks: Hooks, id: string, days: number): Promise<void> {
  const em = hooks.db.em();
  const past = `now() - interval '${days} days'`;
  await em.execute(`update webhooks.deliveries set created_at = created_at - interval '${days} days' where id = ?`, [
    id,
  ]);
  await em.execute(`update webhooks.queue set created_on = (${past})::date where delivery_id = ?`, [id]);
  const day = `day_${new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '')}`;
  const [from, to] = [days, days - 1].map((ago) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10));
  await em.execute(
    `create table if not exists webhooks_attempts.${day} partition of webhooks.attempts for values from ('${from}') to ('${to}')`,
  );
  await em.execute(`update webhooks.attempts set created_on = (${past})::date where delivery_id = ?`, [id]);
}

test('makes a partition for today and the three days to come, once, and attempts go there', async () => {
  await using hooks = await openWebhooks();
  await using receiver = await createReceiver();
  const made = (await keepHouse(hooks.pool)).partitionsMade;
  expect(made).toHaveLength(4);
  expect(await partitions(hooks)).toEqual([...made, 'other_days']);
  expect(await keepHouse(hooks.pool)).toEqual({ partitionsMade: [], partitionsDropped: [], deliveriesDeleted: 0 });
  await hooks.enqueue(receiver.url);
  await hooks.dispatcher().tick();
  const rows = await hooks.db.em().execute('select tableoid::regclass::text as place from webhooks.attempts');
  expect(rows).toEqual([{ place: `webhooks_attempts.${made[0]}` }]);
});

test('an attempt of a day without a partition is kept all the same, and found', async () => {
  await using hooks = await openWebhooks();
  await using receiver = await createReceiver();
  const id = await hooks.enqueue(receiver.url);
  await hooks.dispatcher().tick();
  expect((await hooks.find(id)).attemptLog).toHaveLength(1);
  // A day that has rows already gets no partition, which would not take them; the next days do.
  expect((await keepHouse(hooks.pool)).partitionsMade).toHaveLength(3);
});

test('drops the days before the retention with their deliveries, and keeps those within it and those that are still pending', async () => {
  await using hooks = await openWebhooks();
  await using receiver = await createReceiver();
  await keepHouse(hooks.pool);
  const old = await hooks.enqueue(receiver.url);
  const young = await hooks.enqueue(receiver.url);
  await hooks.dispatcher().tick();
  const waiting = await hooks.enqueue(receiver.url);
  await backdate(hooks, old, 31);
  await backdate(hooks, young, 29);
  await backdate(hooks, waiting, 40);
  const done = await keepHouse(hooks.pool, { retentionDays: 30 });
  expect(done).toMatchObject({ deliveriesDeleted: 1, partitionsDropped: [expect.stringMatching(/^day_\d{8}$/)] });
  await expect(hooks.find(old)).rejects.toThrow('No delivery');
  expect((await hooks.find(young)).attemptLog).toHaveLength(1);
  await hooks.dispatcher().tick();
  expect(await hooks.find(waiting)).toMatchObject({ status: 'delivered', attemptLog: [{ number: 1 }] });
});

test('two that keep house at once do not get in each other’s way', async () => {
  await using hooks = await openWebhooks();
  const done = await Promise.all([keepHouse(hooks.pool), keepHouse(hooks.pool), keepHouse(hooks.pool)]);
  expect(done.flatMap(({ partitionsMade }) => partitionsMade)).toHaveLength(4);
});

test('refuses a retention shorter than a delivery may take', async () => {
  await using hooks = await openWebhooks();
  for (const retentionDays of [6, 0, -1, Number.NaN]) {
    await expect(keepHouse(hooks.pool, { retentionDays })).rejects.toThrow('retentionDays must be 7 or more');
  }
});

test('what was pending, logged and settled before the queue was parted from the log is there afterwards', async () => {
  const [first, second] = webhooksTables.migrations;
  await using db = await createTestDatabase({ schema: 'webhooks', entities: [], migrations: [first!] });
  await db.em().execute(`
    insert into webhooks.endpoints (id, created_at) values ('app_1', now());
    insert into webhooks.signing_secrets (id, endpoint_id, sealed, created_at) values ('whs_1', 'app_1', '\\x01', now());
    insert into webhooks.deliveries (id, endpoint_id, topic, subject, tenant, environment, status, display, sealed, attempts, fence,
      next_attempt_at, lease_until, created_at, settled_at)
    values
      ('msg_1', 'app_1', 'subscribe', 'ins_1', 'ws_1', 'live', 'pending', '{}', '\\x0102', 1, 4, now() - interval '1 s', now() + interval '1 h', now(), null),
      ('msg_2', 'app_1', 'subscribe', 'ins_2', 'ws_1', 'live', 'gave_up', '{}', null, 10, 9, null, null, now() - interval '3 days', now());
    insert into webhooks.attempts (delivery_id, number, started_at, duration_ms, outcome, response_truncated)
    values ('msg_2', 1, now(), 5, 'failed', false), ('msg_2', 2, now(), 5, 'failed', false)`);
  const orm = await createOrm({ url: db.url, tables: [{ ...webhooksTables, migrations: [first!, second!] }] });
  expect(await migrate(orm)).toEqual([second!.name]);
  const em = orm.em.fork();
  const [claimed] = await em.execute('select * from webhooks.claim_deliveries(null, 10, 8, 1000, 10)');
  expect(claimed).toMatchObject({
    id: 'msg_1',
    fence: '5',
    attempts: 2,
    is_disabled: false,
    secret_ids: 'whs_1',
  });
  expect(await em.execute(`select number from webhooks.attempts where delivery_id = 'msg_2' order by 1`)).toHaveLength(
    2,
  );
  expect(await em.execute(`select id from webhooks.deliveries where failed_at is not null`)).toEqual([{ id: 'msg_2' }]);
  await orm.close(true);
});

test('a delivery that is replayed while its day is cleared away stays', async () => {
  await using hooks = await openWebhooks();
  await using receiver = await createReceiver();
  const request = { method: 'POST', url: receiver.url, headers: {}, body: 'paid' };
  const id = await hooks.enqueue(receiver.url, { request, display: request, secrets: [] });
  await hooks.dispatcher().tick();
  await backdate(hooks, id, 40);
  const clearing = await hooks.db.em().transactional(async (em) => {
    await hooks.outbox(em).replay(id);
    const keeping = keepHouse(hooks.pool);
    await vi.waitUntil(async () => {
      const [row] = await hooks.db.em().execute<{ count: number }[]>(
        `select count(*)::int as count from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock' and query like '%delete from webhooks.deliveries%'`,
      );
      return row?.count === 1;
    }, 10_000);
    return { keeping };
  });
  expect((await clearing.keeping).deliveriesDeleted).toBe(0);
  await hooks.dispatcher().tick();
  expect(await hooks.find(id)).toMatchObject({ status: 'delivered', attempts: 2 });
});
