import { expect, test } from 'vitest';
import { openWebhooks } from './open-webhooks.fixture.ts';

const backlog = 50_000;

test('a claim looks at what it takes, and at leases that ran out, however much waits', async () => {
  await using hooks = await openWebhooks();
  const { pool } = hooks;
  await hooks.outbox().openEndpoint({ id: 'app_many' });
  await pool.query(
    `insert into webhooks.queue (delivery_id, endpoint_id, due_at, is_ready, created_on, sealed)
     select 'msg_' || md5(n::text), 'app_many', now(), true, current_date, '' from generate_series(1, $1::int) n`,
    [backlog],
  );
  await pool.query('vacuum analyze webhooks.queue');
  await pool.query(
    `update webhooks.queue set is_ready = false, lease_until = now() - interval '1 second', is_cancelled = delivery_id = 'msg_' || md5('2')
     where delivery_id in ('msg_' || md5('1'), 'msg_' || md5('2'))`,
  );
  const { rows } = await pool.query<{
    'QUERY PLAN': [{ Plan: Record<'Actual Rows' | 'Shared Hit Blocks' | 'Shared Read Blocks', number> }];
  }>('explain (analyze, buffers, format json) select * from webhooks.claim_deliveries(null, 64, 64, 30000, 10)');
  const { Plan: plan } = rows[0]!['QUERY PLAN'][0];
  expect(plan['Actual Rows']).toBe(64);
  const left = await pool.query('select from webhooks.queue where lease_until <= now()');
  expect(left.rowCount).toBe(0);
  expect(plan['Shared Hit Blocks'] + plan['Shared Read Blocks']).toBeLessThan(backlog / 10);
});
