import { inLanes } from '../../measure.ts';
import type { Contender, Surroundings } from '../contender.ts';
import { payloads, type Payload } from '../payload.ts';
import { createPost } from '../post-signed.ts';
import { sizes } from '../sizes.ts';

/** No database at all: what sending alone costs. */
export async function openBareSender({ origin }: Surroundings): Promise<Contender> {
  const { post, close } = createPost(origin);
  let waiting: Payload[] = [];
  let left = 0;
  return {
    name: 'undici alone, nothing recorded',
    async fill(count) {
      waiting = payloads(count, origin);
      left = count;
    },
    async start() {
      let next = 0;
      void inLanes(waiting.length, sizes.concurrency, async () => {
        await post(waiting[next++]!);
        left -= 1;
      });
    },
    left: async () => left,
    stop: async () => {},
    close,
  };
}
