import { schemaDifferences } from '@minimart/database';
import { createTestClock } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import { dumpOf, newDelivery, openWebhooks, plainKey } from './open-webhooks.fixture.ts';

const url = 'https://hooks.example.com/in';

test('the migrations make exactly the tables of the entities', async () => {
  await using hooks = await openWebhooks();
  expect(await schemaDifferences(hooks.db.orm)).toBe('');
});

test('a transaction that is rolled back leaves nothing to send', async () => {
  await using hooks = await openWebhooks();
  const failing = hooks.db.em().transactional(async (em) => {
    await hooks.outbox(em).enqueue(newDelivery(url));
    throw new Error('changed my mind');
  });
  await expect(failing).rejects.toThrow('changed my mind');
  expect((await hooks.outbox().deliveriesOf({})).items).toEqual([]);
  expect(await hooks.store().claim({ limit: 10, perEndpoint: 8, leaseMs: 1000 })).toEqual([]);
});

test('what is enqueued in a transaction cannot be claimed before it commits', async () => {
  await using hooks = await openWebhooks();
  const limits = { limit: 10, perEndpoint: 8, leaseMs: 1000 };
  await hooks.db.em().transactional(async (em) => {
    await hooks.outbox(em).enqueue(newDelivery(url));
    expect(await hooks.store().claim(limits)).toEqual([]);
  });
  expect(await hooks.store().claim(limits)).toHaveLength(1);
});

test('a pending delivery holds the key sealed only, and a masked copy even where the caller forgot to mask', async () => {
  await using hooks = await openWebhooks();
  const careless = { ...newDelivery(url), display: newDelivery(url).request };
  const { id } = await hooks.outbox().enqueue(careless);
  expect(id).toMatch(/^msg_\w{20}$/);
  const dump = await dumpOf(hooks.db.em());
  expect(dump).not.toContain(plainKey);
  expect(dump).not.toContain(hooks.signingSecret);
  expect(dump).not.toContain(hooks.signingSecret.slice('whsec_'.length));
  expect((await hooks.find(id)).request.body).toBe('{"key":"••••"}');
});

test('refuses an endpoint opened twice, and deliveries to one never opened', async () => {
  await using hooks = await openWebhooks();
  await expect(hooks.outbox().openEndpoint({ id: 'app_1' })).rejects.toMatchObject({ code: 'endpoint_exists' });
  const astray = { ...newDelivery(url), endpointId: 'app_2' };
  await expect(hooks.outbox().enqueue(astray)).rejects.toMatchObject({ code: 'unknown_endpoint' });
  await expect(hooks.outbox().rotateSigningSecret('app_2', 0)).rejects.toMatchObject({ code: 'unknown_endpoint' });
});

test('cancelling by subject and topic ends those deliveries alone and erases their requests', async () => {
  await using hooks = await openWebhooks();
  const [first, second] = [await hooks.enqueue(url), await hooks.enqueue(url)];
  const others = [await hooks.enqueue(url, { topic: 'unsubscribe' }), await hooks.enqueue(url, { subject: 'ins_2' })];
  expect(await hooks.outbox().cancel({ subject: 'ins_1', topic: 'subscribe' }, 'uninstalled')).toBe(2);
  for (const id of [first, second]) {
    expect(await hooks.find(id)).toMatchObject({
      status: 'cancelled',
      cancelReason: 'uninstalled',
      nextAttemptAt: null,
    });
  }
  for (const id of others) expect(await hooks.find(id)).toMatchObject({ status: 'pending' });
  const left = await hooks.db
    .em()
    .execute(`select delivery_id as id from webhooks.queue where sealed is not null order by 1`);
  expect(left).toEqual(others.toSorted().map((id) => ({ id })));
  expect(await hooks.outbox().cancel(first, 'again')).toBe(0);
});

test('the log is paged newest first without gaps or repeats', async () => {
  const clock = createTestClock();
  await using hooks = await openWebhooks(clock);
  const ids: string[] = [];
  for (let index = 0; index < 7; index += 1) {
    // Some share a moment, so the order must not rest on time alone.
    if (index % 3 === 0) clock.advance(1000);
    ids.push(await hooks.enqueue(url));
  }
  await hooks.enqueue(url, { subject: 'ins_2' });
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await hooks.outbox().deliveriesOf({ endpointId: 'app_1', subject: 'ins_1', limit: 3, cursor });
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen.toSorted()).toEqual(ids.toSorted());
  expect(seen[0]).toBe(ids[6]);
  expect((await hooks.outbox().deliveriesOf({ endpointId: 'app_9' })).items).toEqual([]);
  await expect(hooks.outbox().deliveriesOf({ cursor: 'nonsense' })).rejects.toMatchObject({ code: 'invalid_cursor' });
});
