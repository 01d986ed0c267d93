import { Logger, makeWorkerUtils, run, type Runner } from 'graphile-worker';
import pg from 'pg';
import type { Contender, Surroundings } from '../contender.ts';
import { createWork, type Job } from '../create-work.ts';
import { sizes } from '../sizes.ts';
import { versionOf } from '../version-of.ts';

/** graphile-worker with its local queue and with jobs completed in batches. */
export async function openGraphileWorker(given: Surroundings): Promise<Contender> {
  const connectionString = given.databaseUrl;
  const pgPool = new pg.Pool({ connectionString, max: 1 });
  pgPool.on('error', () => {});
  const { jobs, deliver, log, close } = createWork(given);
  const logger = new Logger(() => () => {});
  const utils = await makeWorkerUtils({ connectionString, logger });
  await utils.migrate();
  let runner: Runner | undefined;
  const localQueue = { size: 4 * sizes.concurrency };
  const batches = { localQueue, completeJobBatchDelay: 5, failJobBatchDelay: 5 };
  const preset = { worker: { connectionString, maxPoolSize: 10, concurrentJobs: sizes.concurrency, ...batches } };
  return {
    name: versionOf('graphile-worker'),
    async fill(count) {
      const all = jobs(count);
      for (let from = 0; from < count; from += 1000) {
        await utils.addJobs(all.slice(from, from + 1000).map((payload) => ({ identifier: 'deliver', payload })));
      }
      await pgPool.query('analyze graphile_worker._private_jobs');
    },
    async start() {
      const taskList = { deliver: async (payload: unknown) => log([await deliver(payload as Job)]) };
      runner = await run({ logger, preset, taskList, noHandleSignals: true, parsedCronItems: [] });
    },
    async left() {
      const { rows } = await pgPool.query<{ count: number }>(
        'select count(*)::int as count from graphile_worker._private_jobs',
      );
      return rows[0]!.count;
    },
    async stop() {
      await runner?.stop();
      runner = undefined;
    },
    async close() {
      await utils.release();
      await close();
      await pgPool.end();
    },
  };
}
