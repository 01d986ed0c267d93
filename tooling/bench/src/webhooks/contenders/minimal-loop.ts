import pg from 'pg';
import type { Contender, Surroundings } from '../contender.ts';
import { payloads, type Payload } from '../payload.ts';
import { createPost } from '../post-signed.ts';
import { sizes } from '../sizes.ts';

const tables = `
create schema if not exists minimal;
create table if not exists minimal.jobs (
  seq bigint generated always as identity primary key, id text not null, url text not null, body text not null,
  is_done boolean not null default false, lease_until timestamptz
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
create index if not exists jobs_ready_index on minimal.jobs (seq) where not is_done and lease_until is null;
truncate minimal.jobs`;

const claim = {
  name: 'minimal_claim',
  text: `update minimal.jobs j set lease_until = now() + interval '30 seconds'
         from (select seq from minimal.jobs where not is_done and lease_until is null order by seq limit $1 for update skip locked) c
         where j.seq = c.seq returning j.seq, j.id, j.url, j.body`,
};
const settle = {
  name: 'minimal_settle',
  text: `update minimal.jobs set is_done = true, lease_until = null where seq = any($1::bigint[])`,
};

type Job = Payload & { seq: string };

/** The least that is durable: one table, a claim, a send, a settlement; both in batches and both beside the sending. */
export async function openMinimalLoop({ databaseUrl, origin }: Surroundings): Promise<Contender> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 3, idleTimeoutMillis: 0 });
  pool.on('error', () => {});
  const { post, close } = createPost(origin);
  await pool.query(tables);
  const state = { isRunning: false };
  let sending = 0;
  let done: string[] = [];
  let room = Promise.withResolvers<void>();
  let settling: Promise<void> | undefined;
  let loop: Promise<void> | undefined;

  const flush = async () => {
    while (done.length > 0) {
      const batch = done;
      done = [];
      await pool.query({ ...settle, values: [batch] });
    }
    settling = undefined;
  };
  const send = async (job: Job) => {
    await post(job);
    done.push(job.seq);
    settling ??= flush();
    sending -= 1;
    if (sizes.concurrency - sending >= sizes.concurrency / 4) room.resolve();
  };
  const run = async () => {
    while (state.isRunning) {
      const { rows } = await pool.query<Job>({ ...claim, values: [sizes.concurrency - sending] });
      if (rows.length === 0) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        continue;
      }
      room = Promise.withResolvers();
      sending += rows.length;
      for (const job of rows) void send(job);
      if (sizes.concurrency - sending < sizes.concurrency / 4) await room.promise;
    }
  };
  return {
    name: 'a minimal claim-send-settle loop',
    async fill(count) {
      await pool.query('truncate minimal.jobs');
      const text = `insert into minimal.jobs (id, url, body) select * from jsonb_to_recordset($1) as j (id text, url text, body text)`;
      const all = payloads(count, origin);
      for (let from = 0; from < count; from += 1000) {
        await pool.query(text, [JSON.stringify(all.slice(from, from + 1000))]);
      }
      await pool.query('analyze minimal.jobs');
    },
    async start() {
      state.isRunning = true;
      loop = run();
    },
    async left() {
      const { rows } = await pool.query<{ count: number }>(
        'select count(*)::int as count from minimal.jobs where not is_done',
      );
      return rows[0]!.count;
    },
    async stop() {
      state.isRunning = false;
      await loop;
      await settling;
    },
    async close() {
      await close();
      await pool.end();
    },
  };
}
