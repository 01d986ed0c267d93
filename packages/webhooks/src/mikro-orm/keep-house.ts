import type { Pool } from 'pg';
import { onConnection } from './run-sql.ts';

/** How long the log is kept. */
export interface HousekeepingOptions {
  /** Days for which a delivery and its attempts can be read after it was enqueued: 30 without it, at least 7. */
  retentionDays?: number;
}

/** What housekeeping did. */
export interface Housekeeping {
  partitionsMade: string[];
  partitionsDropped: string[];
  deliveriesDeleted: number;
}

const daysAhead = 3;
const batchSize = 1000;
const shortestDays = 7;
const schema = 'webhooks_attempts';

/**
 * Makes the partitions of the coming days and lets go of what is older than the retention: attempts by dropping the partition of their day,
 * deliveries in small batches. What is pending stays, however old. Any number of processes may call it; one of them works at a time.
 */
export async function keepHouse(pool: Pool, { retentionDays = 30 }: HousekeepingOptions = {}): Promise<Housekeeping> {
  if (!(retentionDays >= shortestDays)) {
    throw new RangeError(
      `retentionDays must be ${shortestDays} or more, since a delivery may take four of them to arrive.`,
    );
  }
  const done: Housekeeping = { partitionsMade: [], partitionsDropped: [], deliveriesDeleted: 0 };
  return onConnection(pool, async (client) => {
    const { rows } = await client.query<{ is_free: boolean }>('select pg_try_advisory_lock(7190123003) as is_free');
    if (rows[0]?.is_free !== true) return done;
    // Making and dropping a partition locks the table: for a moment, or not at all this time.
    await client.query(`set lock_timeout = '2s'`);
    done.partitionsMade = await makePartitions(client);
    done.deliveriesDeleted = await deleteDeliveries(client, retentionDays);
    done.partitionsDropped = await dropPartitions(client, retentionDays);
    await client.query(`reset lock_timeout; select pg_advisory_unlock(7190123003)`);
    return done;
  });
}

type Querying = Pick<Pool, 'query'>;

async function makePartitions(client: Querying): Promise<string[]> {
  const { rows } = await client.query<{ name: string; day: string; next: string }>(
    `select 'day_' || to_char(day, 'YYYYMMDD') as name, day::date::text as day, (day + interval '1 day')::date::text as next
     from generate_series((now() at time zone 'UTC')::date, (now() at time zone 'UTC')::date + ${daysAhead}, interval '1 day') as day
     where to_regclass('${schema}.day_' || to_char(day, 'YYYYMMDD')) is null
       and not exists (select from ${schema}.other_days o where o.created_on = day::date)`,
  );
  for (const { name, day, next } of rows) {
    await client.query(
      `create table ${schema}.${name} partition of webhooks.attempts for values from ('${day}') to ('${next}')`,
    );
  }
  return rows.map(({ name }) => name);
}

async function deleteDeliveries(client: Querying, days: number): Promise<number> {
  let deleted = 0;
  for (let count = batchSize; count === batchSize; deleted += count) {
    const { rowCount } = await client.query(
      // Its state is looked at once more when the row is held: it may be replayed at this moment.
      `delete from webhooks.deliveries where status <> 'pending' and id in (
         select id from webhooks.deliveries
         where created_at < (now() at time zone 'UTC')::date - $1::int and status <> 'pending' order by created_at limit ${batchSize})`,
      [days],
    );
    count = rowCount ?? 0;
  }
  return deleted;
}

async function dropPartitions(client: Querying, days: number): Promise<string[]> {
  // A day that still has a pending delivery keeps its attempts until that is settled.
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'webhooks.attempts'::regclass and c.relname ~ '^day_[0-9]{8}$'
       and to_date(substr(c.relname, 5), 'YYYYMMDD') < (now() at time zone 'UTC')::date - $1::int
       and not exists (select from webhooks.queue q where q.created_on = to_date(substr(c.relname, 5), 'YYYYMMDD'))
     order by 1`,
    [days],
  );
  for (const { name } of rows) await client.query(`drop table ${schema}.${name}`);
  await client.query(`delete from ${schema}.other_days where created_on < (now() at time zone 'UTC')::date - $1::int`, [
    days,
  ]);
  return rows.map(({ name }) => name);
}
