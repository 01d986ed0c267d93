import { createReceiver, createTestClock } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import { retryDelaysMs } from '../index.ts';
import { openWebhooks, plainKey } from './open-webhooks.fixture.ts';

const hour = 3_600_000;

/** A delivery that may be shown as it is. */
function openly(url: string) {
  const request = { method: 'POST', url, headers: { 'content-type': 'text/plain' }, body: 'paid' };
  return { request, display: request, secrets: [] };
}

test('a delivery without secrets is sent again under its id, its attempts go on counting, its plan begins anew', async () => {
  const clock = createTestClock();
  await using hooks = await openWebhooks(clock);
  await using receiver = await createReceiver(() => ({ status: receiver.requests.length <= 10 ? 500 : 200 }));
  const id = await hooks.enqueue(receiver.url, openly(receiver.url));
  const dispatcher = hooks.dispatcher();
  for (const delay of retryDelaysMs) {
    clock.advance(delay + 11 * 60_000);
    await dispatcher.tick();
  }
  expect(await hooks.find(id)).toMatchObject({ status: 'gave_up', attempts: 10 });

  expect(await hooks.outbox().replay(id)).toEqual({ ok: true });
  expect(await hooks.find(id)).toMatchObject({ status: 'pending', settledAt: null, attempts: 10 });
  clock.advance(11 * 60_000);
  expect(await dispatcher.tick()).toBe(1);
  const found = await hooks.find(id);
  expect(found).toMatchObject({ status: 'delivered', attempts: 11 });
  expect(found.attemptLog.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  expect(new Set(receiver.requests.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([id]));
  expect(new Set(receiver.requests.map(({ body }) => body))).toEqual(new Set(['paid']));
});

test('two replays at once are one', async () => {
  await using hooks = await openWebhooks();
  await using receiver = await createReceiver();
  const id = await hooks.enqueue(receiver.url, openly(receiver.url));
  const dispatcher = hooks.dispatcher();
  await dispatcher.tick();
  const replay = () => hooks.db.em().transactional((em) => hooks.outbox(em).replay(id));
  expect(await Promise.all([replay(), replay(), replay()])).toEqual([{ ok: true }, { ok: true }, { ok: true }]);
  expect(await dispatcher.tick()).toBe(1);
  expect(await dispatcher.tick()).toBe(0);
  expect(receiver.requests).toHaveLength(2);
});

test('one with secrets cannot be sent again, since they are erased; nor one that was cancelled; nor one that is not there', async () => {
  await using hooks = await openWebhooks();
  await using receiver = await createReceiver();
  const secret = await hooks.enqueue(receiver.url, { secrets: [plainKey] });
  const masked = await hooks.enqueue(receiver.url, { secrets: [] });
  const without = await hooks.enqueue(receiver.url, { ...openly(receiver.url), secrets: [plainKey] });
  const cancelled = await hooks.enqueue(receiver.url, openly(receiver.url));
  await hooks.outbox().cancel(cancelled, 'enough');
  await hooks.dispatcher().tick();
  expect(await hooks.outbox().replay(secret)).toEqual({ ok: false, reason: 'secrets_erased' });
  expect(await hooks.outbox().replay(masked)).toEqual({ ok: false, reason: 'secrets_erased' });
  expect(await hooks.outbox().replay(cancelled)).toEqual({ ok: false, reason: 'cancelled' });
  expect(await hooks.outbox().replay('msg_none')).toEqual({ ok: false, reason: 'unknown' });
  expect(receiver.requests).toHaveLength(3);
  // Its secrets were none of the request.
  expect(await hooks.outbox().replay(without)).toEqual({ ok: true });
});

test('everything that failed since a moment is sent again, but what was delivered, failed before, is somebody else’s, or has secrets', async () => {
  const clock = createTestClock();
  await using hooks = await openWebhooks(clock);
  await hooks.outbox().openEndpoint({ id: 'app_2' });
  let status = 422;
  await using receiver = await createReceiver(() => ({ status }));
  const dispatcher = hooks.dispatcher();
  const send = async (changes: Parameters<typeof hooks.enqueue>[1], answer = 422) => {
    status = answer;
    const id = await hooks.enqueue(receiver.url, changes);
    await dispatcher.tick();
    return id;
  };
  await send(openly(receiver.url));
  clock.advance(hour);
  const since = clock.now();
  const refused = await send(openly(receiver.url));
  const gone = await send(openly(receiver.url), 410);
  const secret = await send({ secrets: [plainKey] });
  await send(openly(receiver.url), 200);
  await send({ ...openly(receiver.url), endpointId: 'app_2' });

  expect(await hooks.outbox().recoverSince('app_1', since)).toEqual({ replayed: 2, withSecrets: [secret], apart: [] });
  status = 200;
  expect(await dispatcher.tick()).toBe(2);
  for (const id of [refused, gone]) expect(await hooks.find(id)).toMatchObject({ status: 'delivered', attempts: 2 });
  expect(await hooks.outbox().recoverSince('app_1', since)).toMatchObject({ replayed: 0 });
});

test('the log is filtered by state, topic, time and words, and words are taken as they are', async () => {
  const clock = createTestClock();
  await using hooks = await openWebhooks(clock);
  await using receiver = await createReceiver(({ path }) => ({
    status: path === '/no' ? 422 : 200,
    body: '{"message":"100% of _them_ are wrong"}',
  }));
  const no = await hooks.enqueue(`${receiver.url}/no`);
  await hooks.dispatcher().tick();
  clock.advance(hour);
  const later = clock.now();
  const yes = await hooks.enqueue(receiver.url, { topic: 'order.paid', subject: 'o_7', tenant: 'ws_7' });
  await hooks.dispatcher().tick();
  const ids = async (filter: Parameters<ReturnType<typeof hooks.outbox>['deliveriesOf']>[0]) =>
    (await hooks.outbox().deliveriesOf(filter)).items.map(({ id }) => id);
  expect(await ids({ statuses: ['refused', 'gone'] })).toEqual([no]);
  expect(await ids({ topic: 'order.paid' })).toEqual([yes]);
  expect(await ids({ since: later })).toEqual([yes]);
  expect(await ids({ until: later })).toEqual([no]);
  for (const search of ['100% of _them_', no, 'ins_1', 'ws_1']) expect(await ids({ search }), search).toEqual([no]);
  for (const search of ['100%%', '100_', '%', 'o_8', "'"]) {
    expect(await ids({ search }), search).toEqual(search === '%' ? [no] : []);
  }
  expect(await ids({ search: ' o_7 ' })).toEqual([yes]);
});
