import { Queue, Worker } from 'bullmq';
import type { Contender, Surroundings } from '../contender.ts';
import { payloads, type Payload } from '../payload.ts';
import { createPost } from '../post-signed.ts';
import { sizes } from '../sizes.ts';
import { versionOf } from '../version-of.ts';

const name = 'deliver';

/** BullMQ, whose jobs are gone from Redis once they are done. */
export async function openBullmq({ redisPort, origin }: Surroundings): Promise<Contender> {
  const connection = { host: '127.0.0.1', port: redisPort!, maxRetriesPerRequest: null };
  const { post, close } = createPost(origin);
  const queue = new Queue<Payload>(name, { connection, defaultJobOptions: { removeOnComplete: true } });
  let worker: Worker<Payload> | undefined;
  return {
    name: versionOf('bullmq'),
    async fill(count) {
      const all = payloads(count, origin);
      for (let from = 0; from < count; from += 1000) {
        await queue.addBulk(all.slice(from, from + 1000).map((data) => ({ name, data })));
      }
    },
    async start() {
      worker = new Worker<Payload>(name, ({ data }) => post(data), { connection, concurrency: sizes.concurrency });
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
