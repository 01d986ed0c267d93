import { expect, test } from 'vitest';
import { newDelivery, openWebhooks } from './open-webhooks.fixture.ts';
import { settlementOf } from './settlements.fixture.ts';

test('deliveries that are replayed while they are settled stand in nobody’s way', async () => {
  await using hooks = await openWebhooks();
  const many = Array.from({ length: 30 }, () => newDelivery('https://hooks.example.com/in'));
  await hooks.outbox().enqueueAll(many);
  const claimed = await hooks.store().claim({ limit: 30, perEndpoint: 30, leaseMs: 30_000 });
  expect(claimed).toHaveLength(30);
  // Locked in different orders, two of them would now and then wait for each other, and PostgreSQL would end one (40P01).
  const results = await Promise.all(
    claimed.flatMap((one) => [
      hooks.db.em().transactional((em) => hooks.outbox(em).replay(one.id)),
      hooks.store().settle([settlementOf(one)]),
    ]),
  );
  expect(results).toHaveLength(60);
  for (const { id } of claimed) expect(await hooks.find(id)).toMatchObject({ status: 'delivered' });
});
