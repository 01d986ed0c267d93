import { Queue, Worker } from 'bullmq';
import type { Contender, Surroundings } from '../contender.ts';
import { createWork, type Job } from '../create-work.ts';
import { sizes } from '../sizes.ts';
import { versionOf } from '../version-of.ts';

const name = 'deliver';

/** BullMQ, whose jobs are gone from Redis once they are done. */
export async function openBullmq(given: Surroundings): Promise<Contender> {
  const connection = { host: '127.0.0.1', port: given.redisPort!, maxRetriesPerRequest: null };
  const { jobs, deliver, log, close } = createWork(given);
  const queue = new Queue<Job>(name, { connection, defaultJobOptions: { removeOnComplete: true } });
  let worker: Worker<Job> | undefined;
  return {
    name: versionOf('bullmq'),
    async fill(count) {
      const all = jobs(count);
      for (let from = 0; from < count; from += 1000) {
        await queue.addBulk(all.slice(from, from + 1000).map((data) => ({ name, data })));
      }
    },
    async start() {
      const work = async ({ data }: { data: Job }) => log([await deliver(data)]);
      worker = new Worker<Job>(name, work, { connection, concurrency: sizes.concurrency });
      worker.on('error', (error) => console.error(error.message));
    },
    async left() {
      const counts = await queue.getJobCounts('wait', 'active', 'delayed', 'prioritized');
      return Object.values(counts).reduce((sum, count) => sum + count, 0);
    },
    async stop() {
      await worker?.close();
      worker = undefined;
    },
    async close() {
      await queue.close();
      await close();
    },
  };
}
