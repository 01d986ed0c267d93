import { createId } from '@minimart/tokens';
import pg from 'pg';
import type { World } from './open-webhooks.ts';
import { sizes } from './sizes.ts';

const statement = `
with input as (
  select * from unnest($1::text[], $2::text[], $3::text[], $4::jsonb[], $5::bytea[]) as i (id, endpoint_id, subject, display, sealed)),
logged as (
  insert into webhooks.deliveries (id, event_id, endpoint_id, topic, subject, tenant, environment, status, display, holds_secrets, attempts, created_at)
  select id, id, endpoint_id, 'order.paid', subject, 'ws_1', 'live', 'pending', display, false, 0, now() from input)
insert into webhooks.queue (delivery_id, endpoint_id, due_at, is_ready, created_on, sealed)
select id, endpoint_id, now(), true, (now() at time zone 'UTC')::date, sealed from input`;

const batch = 5_000;

/** Writes so many deliveries past the outbox, which would take longer; sealed as the outbox seals them. */
export async function fillMillion(world: World, count: number): Promise<void> {
  const pool = new pg.Pool({ connectionString: world.databaseUrl, max: 2, options: '-c synchronous_commit=off' });
  pool.on('error', () => {});
  try {
    let under: Promise<unknown> = Promise.resolve();
    for (let from = 0; from < count; from += batch) {
      const values = rows(world, from, Math.min(batch, count - from));
      await under;
      under = pool.query({ name: 'bench_fill', text: statement, values });
      under.catch(() => {}); // it is awaited in the next round
    }
    await under;
  } finally {
    await pool.end();
  }
  await world.pool.query('vacuum analyze webhooks.queue, webhooks.deliveries');
  await world.pool.query('checkpoint');
}

function rows(world: World, from: number, length: number): unknown[][] {
  const all = Array.from({ length }, (_, n) => {
    const { endpointId, subject, request, secrets } = world.deliveryTo((from + n) % sizes.endpoints, from + n);
    const id = createId('msg');
    const sealed = world.sealer.seal(JSON.stringify({ request, secrets }), id);
    return [id, endpointId, subject, JSON.stringify(request), sealed] as const;
  });
  return [0, 1, 2, 3, 4].map((column) => all.map((row) => row[column]));
}
