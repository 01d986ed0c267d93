import pg from 'pg';
import type { Contender, Surroundings } from '../contender.ts';
import { createWork, logAttempts, type Attempt, type Job } from '../create-work.ts';
import { sizes } from '../sizes.ts';

const tables = `
create schema if not exists minimal;
create table if not exists minimal.jobs (
  seq bigint generated always as identity primary key, id text not null, job jsonb not null,
  is_done boolean not null default false, lease_until timestamptz
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
create index if not exists jobs_ready_index on minimal.jobs (seq) where not is_done and lease_until is null;
truncate minimal.jobs`;

const claim = {
  name: 'minimal_claim',
  text: `update minimal.jobs j set lease_until = now() + interval '30 seconds'
         from (select seq from minimal.jobs where not is_done and lease_until is null order by seq limit $1 for update skip locked) c
         where j.seq = c.seq returning j.seq, j.job`,
};
const settle = {
  name: 'minimal_settle',
  text: `update minimal.jobs set is_done = true, lease_until = null where seq = any($1::bigint[])`,
};

const settleAndLog = {
  name: 'minimal_settle_and_log',
  text: `with logged as (${logAttempts}) update minimal.jobs set is_done = true, lease_until = null where seq = any($2::bigint[])`,
};

interface Row {
  seq: string;
  job: Job;
}

/** The least that is durable: one table, a claim, a send, a settlement; both in batches and both beside the sending. */
export async function openMinimalLoop(given: Surroundings): Promise<Contender> {
  const pool = new pg.Pool({ connectionString: given.databaseUrl, max: 3, idleTimeoutMillis: 0 });
  pool.on('error', () => {});
  const { jobs, deliver, close } = createWork(given);
  await pool.query(tables);
  const state = { isRunning: false };
  let sending = 0;
  let done: { seq: string; attempt: Attempt }[] = [];
  let room = Promise.withResolvers<void>();
  let settling: Promise<void> | undefined;
  let loop: Promise<void> | undefined;

  const flush = async () => {
    while (done.length > 0) {
      const batch = done;
      done = [];
      const seqs = batch.map(({ seq }) => seq);
      const attempts = batch.map(({ attempt }) => attempt);
      if (given.isAlike) await pool.query({ ...settleAndLog, values: [JSON.stringify(attempts), seqs] });
      else await pool.query({ ...settle, values: [seqs] });
    }
    settling = undefined;
  };
  const send = async ({ seq, job }: Row) => {
    const attempt = await deliver(job);
    done.push({ seq, attempt });
    settling ??= flush();
    sending -= 1;
    if (sizes.concurrency - sending >= sizes.concurrency / 4) room.resolve();
  };
  const run = async () => {
    while (state.isRunning) {
      const { rows } = await pool.query<Row>({ ...claim, values: [sizes.concurrency - sending] });
      if (rows.length === 0) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        continue;
      }
      room = Promise.withResolvers();
      sending += rows.length;
      for (const row of rows) void send(row);
      if (sizes.concurrency - sending < sizes.concurrency / 4) await room.promise;
    }
  };
  return {
    name: 'a minimal claim-send-settle loop',
    async fill(count) {
      await pool.query('truncate minimal.jobs');
      const text = `insert into minimal.jobs (id, job) select j ->> 'id', j from jsonb_array_elements($1) as j`;
      const all = jobs(count);
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
