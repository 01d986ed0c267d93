import { expect, test } from 'vitest';
import { openWebhooks } from './open-webhooks.fixture.ts';

const url = 'https://hooks.example.com/in';
const limits = { limit: 10, perEndpoint: 8, leaseMs: 30_000 };

test('whoever holds the row of an endpoint with a rate keeps no other endpoint from being served', async () => {
  await using hooks = await openWebhooks();
  await hooks.outbox().openEndpoint({ id: 'app_2' });
  await hooks.outbox().limitEndpoint('app_1', { maxInFlight: null, perSecond: 5 });
  await hooks.enqueue(url);
  await hooks.enqueue(url, { endpointId: 'app_2' });
  const claimed = await hooks.db.em().transactional(async (em) => {
    await hooks.outbox(em).pauseEndpoint('app_1', 'somebody');
    return Promise.race([hooks.store().claim(limits), new Promise<null>((resolve) => setTimeout(resolve, 1000, null))]);
  });
  expect(claimed?.map(({ endpointId }) => endpointId)).toEqual(['app_2']);
});
