import pg from 'pg';
import { PgBoss, type Job as BossJob } from 'pg-boss';
import type { Contender, Surroundings } from '../contender.ts';
import { createWork, type Job } from '../create-work.ts';
import { sizes } from '../sizes.ts';
import { versionOf } from '../version-of.ts';

const queue = 'deliver';
const workers = 4;

/** pg-boss with workers that each fetch, send and complete a batch. */
export async function openPgBoss(given: Surroundings): Promise<Contender> {
  const { databaseUrl } = given;
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  pool.on('error', () => {});
  const { jobs, deliver, log, close } = createWork(given);
  const boss = new PgBoss({ connectionString: databaseUrl, max: 10, schedule: false });
  boss.on('error', (error: Error) => console.error(error.message));
  await boss.start();
  await boss.createQueue(queue);
  const handle = async (batch: BossJob<Job>[]) => {
    await log(await Promise.all(batch.map(({ data }) => deliver(data))));
  };
  const options = {
    batchSize: sizes.concurrency / workers,
    localConcurrency: workers,
    burstWhenBatchFull: true,
    pollingIntervalSeconds: 0.5,
  };
  return {
    name: versionOf('pg-boss'),
    async fill(count) {
      await boss.deleteAllJobs(queue);
      const all = jobs(count);
      for (let from = 0; from < count; from += 1000) {
        await boss.insert(
          queue,
          all.slice(from, from + 1000).map((data) => ({ data })),
        );
      }
      await pool.query('analyze pgboss.job');
    },
    async start() {
      await boss.work<Job>(queue, options, handle);
    },
    async left() {
      const text = `select count(*)::int as count from pgboss.job where name = $1 and state < 'completed'`;
      const { rows } = await pool.query<{ count: number }>(text, [queue]);
      return rows[0]!.count;
    },
    stop: () => boss.offWork(queue, { wait: true }),
    async close() {
      await boss.stop({ graceful: false });
      await close();
      await pool.end();
    },
  };
}
