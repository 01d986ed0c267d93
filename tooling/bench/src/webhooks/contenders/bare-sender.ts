import { inLanes } from '../../measure.ts';
import type { Contender, Surroundings } from '../contender.ts';
import { createWork, type Job } from '../create-work.ts';
import { sizes } from '../sizes.ts';

/** No database at all: what sending alone costs. */
export async function openBareSender(given: Surroundings): Promise<Contender> {
  const { jobs, deliver, close } = createWork(given);
  let waiting: Job[] = [];
  let left = 0;
  return {
    name: 'undici alone, nothing recorded',
    async fill(count) {
      waiting = jobs(count);
      left = count;
    },
    async start() {
      let next = 0;
      void inLanes(waiting.length, sizes.concurrency, async () => {
        await deliver(waiting[next++]!);
        left -= 1;
      });
    },
    left: async () => left,
    stop: async () => {},
    close,
  };
}
