import { createSigningSecret, signDelivery } from '@minimart/webhooks';
import { Pool } from 'undici';
import type { Payload } from './payload.ts';
import { sizes } from './sizes.ts';

const secret = createSigningSecret();

/** Signs (Standard Webhooks) and sends over kept connections; throws unless the answer is 2xx. The same for every contender but ours. */
export function createPost(origin: string) {
  const pool = new Pool(origin, { connections: sizes.concurrency });
  return {
    async post({ id, url, body }: Payload): Promise<void> {
      const headers = {
        'content-type': 'application/json',
        'user-agent': 'bench',
        'accept-encoding': 'identity',
        ...signDelivery({ id, at: new Date(), body }, [secret]),
      };
      const response = await pool.request({ method: 'POST', path: new URL(url).pathname, headers, body });
      await response.body.dump();
      if (response.statusCode >= 300) throw new Error(`The sink answered ${response.statusCode}.`);
    },
    close: () => pool.close(),
  };
}
