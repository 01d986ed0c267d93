import { createReceiver, createTestClock } from '@minimart/test-kit';
import { Webhook } from 'standardwebhooks';
import { expect, test, vi } from 'vitest';
import { createEgressGuard, retryDelaysMs, type SettledDelivery } from '../index.ts';
import { dumpOf, openWebhooks, plainKey } from './open-webhooks.fixture.ts';

const headersOf = (request: { headers: object } | undefined) => (request?.headers ?? {}) as Record<string, string>;

test('a committed delivery arrives signed, once, and its sealed request is erased', async () => {
  await using hooks = await openWebhooks();
  await using receiver = await createReceiver(() => ({ status: 202, body: 'thanks' }));
  const dispatcher = hooks.dispatcher({ pollMs: 60_000 });
  dispatcher.start();
  const id = await hooks.enqueue(`${receiver.url}/in`);
  dispatcher.wake();
  const [request] = await receiver.waitFor(1);
  await dispatcher.stop();
  expect(new Webhook(hooks.signingSecret).verify(request?.body ?? '', headersOf(request))).toEqual({ key: plainKey });
  expect(request?.headers).toMatchObject({ 'webhook-id': id, 'user-agent': 'Minimart/1.2.3' });
  expect(await hooks.find(id)).toMatchObject({
    status: 'delivered',
    attempts: 1,
    lastStatusCode: 202,
    lastError: null,
    nextAttemptAt: null,
    inFlight: false,
    attemptLog: [{ number: 1, outcome: 'delivered', statusCode: 202, responseBody: 'thanks', error: null }],
  });
  expect(await hooks.db.em().execute('select delivery_id from webhooks.queue')).toEqual([]);
  expect(receiver.requests).toHaveLength(1);
});

test('every attempt has the same webhook-id and a fresh timestamp and signature', async () => {
  const clock = createTestClock(new Date());
  await using hooks = await openWebhooks(clock);
  await using receiver = await createReceiver(() => ({ status: receiver.requests.length < 3 ? 503 : 200 }));
  const id = await hooks.enqueue(receiver.url);
  const dispatcher = hooks.dispatcher();
  for (const delay of [0, 5000, 300_000]) {
    clock.advance(delay);
    expect(await dispatcher.tick()).toBe(1);
    expect(await dispatcher.tick()).toBe(0);
  }
  const seen = receiver.requests.map(headersOf);
  expect(new Set(seen.map((headers) => headers['webhook-id']))).toEqual(new Set([id]));
  expect(new Set(seen.map((headers) => headers['webhook-timestamp'])).size).toBe(3);
  expect(new Set(seen.map((headers) => headers['webhook-signature'])).size).toBe(3);
  expect(await hooks.find(id)).toMatchObject({ status: 'delivered', attempts: 3 });
});

test('keeps to the schedule, gives up after the tenth attempt, and tells its owner each time', async () => {
  const clock = createTestClock();
  await using hooks = await openWebhooks(clock);
  await using receiver = await createReceiver(() => ({ status: 500 }));
  const told: SettledDelivery[] = [];
  const store = hooks.store(async (_, settled) => void told.push(...settled));
  const dispatcher = hooks.dispatcher({ store });
  const id = await hooks.enqueue(receiver.url);
  for (const delay of retryDelaysMs) {
    if (delay > 0) {
      clock.advance(delay - 1);
      expect(await dispatcher.tick()).toBe(0);
      clock.advance(1);
    }
    expect(await dispatcher.tick()).toBe(1);
  }
  expect(receiver.requests).toHaveLength(10);
  expect(told.map(({ status }) => status)).toEqual([...Array.from({ length: 9 }, () => 'pending'), 'gave_up']);
  expect(told.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(told[0]?.nextAttemptAt).toEqual(new Date('2026-01-01T00:00:05Z'));
  expect(told[9]).toMatchObject({
    id,
    subject: 'ins_1',
    tenant: 'ws_1',
    topic: 'subscribe',
    statusCode: 500,
    nextAttemptAt: null,
  });
  expect(await hooks.db.em().execute('select delivery_id from webhooks.queue')).toEqual([]);
});

test('Retry-After postpones the next attempt, and retryNow brings it back', async () => {
  const clock = createTestClock();
  await using hooks = await openWebhooks(clock);
  await using receiver = await createReceiver(() => ({ status: 429, headers: { 'retry-after': '3600' } }));
  const id = await hooks.enqueue(receiver.url);
  const dispatcher = hooks.dispatcher();
  await dispatcher.tick();
  expect((await hooks.find(id)).nextAttemptAt).toEqual(new Date('2026-01-01T01:06:00Z'));
  expect(await hooks.outbox().retryNow(id)).toBe(true);
  expect(await dispatcher.tick()).toBe(1);
  await hooks.outbox().cancel(id, 'enough');
  expect(await hooks.outbox().retryNow(id)).toBe(false);
});

test("a refusal is final and carries the app's words to the owner of the delivery", async () => {
  await using hooks = await openWebhooks();
  await using receiver = await createReceiver(() => ({
    status: 422,
    body: JSON.stringify({ message: 'Unknown <b>token</b>' }),
  }));
  const told: SettledDelivery[] = [];
  const id = await hooks.enqueue(receiver.url);
  await hooks.dispatcher({ store: hooks.store(async (_, settled) => void told.push(...settled)) }).tick();
  expect(told).toMatchObject([{ id, status: 'refused', statusCode: 422, message: 'Unknown token', attempt: 1 }]);
  expect(await hooks.find(id)).toMatchObject({ status: 'refused', message: 'Unknown token' });
});

test('a receiver that echoes the key and the signing secret leaves no trace of them in any table', async () => {
  await using hooks = await openWebhooks();
  const base64 = (text: string, lead = '') => Buffer.from(lead + text).toString('base64');
  const echo = [
    plainKey,
    JSON.stringify({ plainKey }),
    encodeURIComponent(plainKey),
    base64(plainKey),
    base64(plainKey, 'k='),
    hooks.signingSecret,
  ];
  await using receiver = await createReceiver(({ path }) => ({
    status: path === '/refuse' ? 422 : 503,
    headers: { 'x-echo': plainKey, location: `https://x.test/?key=${plainKey}` },
    body: path === '/refuse' ? JSON.stringify({ message: `Not ${plainKey}`, echo }) : echo.join('\n'),
  }));
  const ids = [await hooks.enqueue(`${receiver.url}/refuse`), await hooks.enqueue(`${receiver.url}/fail`)];
  await hooks.dispatcher().tick();
  const dump = await dumpOf(hooks.db.em());
  for (const trace of [...echo.slice(2), plainKey, base64(plainKey, 'k=').slice(4, -4), 'Ab12Cd34']) {
    expect(dump).not.toContain(trace);
  }
  expect((await hooks.find(ids[0] ?? '')).message).toBe('Not ••••');
  expect((await hooks.find(ids[1] ?? '')).attemptLog[0]?.responseHeaders).toMatchObject({ 'x-echo': '••••' });
});

test('two dispatchers share a backlog and send each attempt once', async () => {
  await using hooks = await openWebhooks();
  await using receiver = await createReceiver(() => ({ delayMs: 5 }));
  const ids: string[] = [];
  for (let index = 0; index < 60; index += 1) ids.push(await hooks.enqueue(receiver.url));
  const [one, two] = [hooks.dispatcher(), hooks.dispatcher()];
  for (const dispatcher of [one, two]) dispatcher.start();
  await receiver.waitFor(60);
  await Promise.all([one.stop(), two.stop()]);
  const arrived = receiver.requests.map((request) => headersOf(request)['webhook-id']);
  expect(arrived.toSorted()).toEqual(ids.toSorted());
});

test('a delivery whose dispatcher died in flight is sent again under the same id', async () => {
  const clock = createTestClock(new Date());
  await using hooks = await openWebhooks(clock);
  await using receiver = await createReceiver();
  const id = await hooks.enqueue(receiver.url);
  await hooks.store().claim({ limit: 1, perEndpoint: 8, leaseMs: 30_000 });
  const survivor = hooks.dispatcher();
  expect(await survivor.tick()).toBe(0);
  clock.advance(30_000);
  expect(await survivor.tick()).toBe(1);
  expect(headersOf(receiver.requests[0])['webhook-id']).toBe(id);
  const found = await hooks.find(id);
  expect(found.attemptLog.map(({ number, outcome }) => [number, outcome])).toEqual([
    [1, 'lost'],
    [2, 'delivered'],
  ]);
});

test('what was claimed too long ago to be sent within its lease is given back: nothing is lost, no attempt is used up', async () => {
  await using hooks = await openWebhooks();
  await using receiver = await createReceiver();
  const id = await hooks.enqueue(receiver.url);
  const store = hooks.store();
  const slow: typeof store = {
    ...store,
    async claim(limits) {
      const claimed = await store.claim(limits);
      await new Promise((resolve) => setTimeout(resolve, 1100));
      return claimed;
    },
  };
  expect(await hooks.dispatcher({ store: slow, leaseMs: 2000, timeoutMs: 1000 }).tick()).toBe(1);
  expect(receiver.requests).toHaveLength(0);
  expect(await hooks.find(id)).toMatchObject({ status: 'pending', inFlight: false, attempts: 0, attemptLog: [] });
  expect(await hooks.dispatcher().tick()).toBe(1);
  expect(await hooks.find(id)).toMatchObject({
    status: 'delivered',
    attempts: 1,
    attemptLog: [{ number: 1, outcome: 'delivered' }],
  });
});

test('a delivery lost ten times is given up without another request', async () => {
  const clock = createTestClock();
  await using hooks = await openWebhooks(clock);
  await using receiver = await createReceiver();
  const id = await hooks.enqueue(receiver.url);
  for (let attempt = 1; attempt <= 10; attempt += 1) {
    await hooks.store().claim({ limit: 1, perEndpoint: 8, leaseMs: 1000 });
    clock.advance(1000);
  }
  await hooks.dispatcher().tick();
  expect(receiver.requests).toHaveLength(0);
  const found = await hooks.find(id);
  expect(found).toMatchObject({
    status: 'gave_up',
    attempts: 10,
    lastError: expect.stringContaining('dispatcher stopped'),
  });
  expect(found.attemptLog).toHaveLength(10);
});

test('a forbidden address ends the delivery at once with the reason, and no connection is made', async () => {
  await using hooks = await openWebhooks();
  await using receiver = await createReceiver();
  const id = await hooks.enqueue(receiver.url);
  await hooks.dispatcher({ guard: createEgressGuard({ allow: [] }) }).tick();
  expect(receiver.requests).toHaveLength(0);
  expect(await hooks.find(id)).toMatchObject({
    status: 'gave_up',
    lastError: 'The address 127.0.0.1 is not on the public internet: it belongs to this machine itself.',
    attemptLog: [{ outcome: 'forbidden', statusCode: null }],
  });
});

test('stopping lets what is in flight finish and claims nothing more', async () => {
  await using hooks = await openWebhooks();
  await using receiver = await createReceiver(() => ({ delayMs: 150 }));
  const id = await hooks.enqueue(receiver.url);
  const dispatcher = hooks.dispatcher();
  dispatcher.start();
  await receiver.waitFor(1);
  await dispatcher.stop();
  expect(await hooks.find(id)).toMatchObject({ status: 'delivered' });
  const later = await hooks.enqueue(receiver.url);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await hooks.find(later)).toMatchObject({ status: 'pending', attempts: 0 });
});

test('one result that cannot be recorded holds up no other, and is recorded when it can be', async () => {
  await using hooks = await openWebhooks();
  await using receiver = await createReceiver();
  const [bad, good] = [await hooks.enqueue(receiver.url), await hooks.enqueue(receiver.url)];
  let isBroken = true;
  const store = hooks.store(async (_, settled) => {
    if (isBroken && settled.some(({ id }) => id === bad)) throw new Error('not now');
  });
  hooks.dispatcher({ store }).start();
  await vi.waitFor(async () => expect(await hooks.find(good)).toMatchObject({ status: 'delivered' }), 10_000);
  expect(await hooks.find(bad)).toMatchObject({ status: 'pending' });
  isBroken = false;
  await vi.waitFor(
    async () => expect(await hooks.find(bad)).toMatchObject({ status: 'delivered', attempts: 1 }),
    10_000,
  );
  expect(receiver.requests).toHaveLength(2);
});

test('while the database fails it asks less and less often, with a line each time and one when it is back', async () => {
  await using hooks = await openWebhooks();
  await using receiver = await createReceiver();
  await hooks.enqueue(receiver.url);
  const lines: { level: string; facts: object; message: string }[] = [];
  const write = (level: string) => (facts: object, message: string) => void lines.push({ level, facts, message });
  const about = (message: string) => lines.filter((line) => line.message === message);
  await hooks.db.em().execute('alter table webhooks.queue rename to hidden');
  hooks.dispatcher({ logger: { info: write('info'), warn: write('warn'), error: write('error') } }).start();
  await vi.waitUntil(() => about('could not claim deliveries').length >= 4, 10_000);
  await hooks.db.em().execute('alter table webhooks.hidden rename to queue');
  await receiver.waitFor(1);
  const failed = about('could not claim deliveries');
  // A quarter less than 20 ms doubled each time: the fixture's chance is always a half.
  expect(failed.slice(0, 4)).toMatchObject(
    [15, 30, 60, 120].map((pauseMs, at) => ({ level: 'error', facts: { failures: at + 1, pauseMs } })),
  );
  expect(about('the database answers again')).toMatchObject([{ level: 'info', facts: { failures: failed.length } }]);
});

test('a result that cannot be recorded is logged when that begins and when it is given up, not at every try', async () => {
  await using hooks = await openWebhooks();
  await using receiver = await createReceiver();
  await hooks.enqueue(receiver.url);
  const lines: string[] = [];
  const write = (_facts: object, message: string) => void lines.push(message);
  let tries = 0;
  const store = hooks.store(async () => {
    tries += 1;
    if (tries < 5) throw new Error('not now');
  });
  await hooks.dispatcher({ store, logger: { info: write, warn: write, error: write } }).tick();
  expect(tries).toBe(5);
  expect(lines).toEqual(['delivery attempted', 'could not record attempts']);
});

test('says nothing of a request or an answer in the log', async () => {
  await using hooks = await openWebhooks();
  await using receiver = await createReceiver(() => ({ status: 422, body: `{"message":"${plainKey}"}` }));
  const lines: unknown[] = [];
  const write = (facts: object, message: string) => void lines.push([facts, message]);
  await hooks.enqueue(receiver.url);
  await hooks.dispatcher({ logger: { info: write, warn: write, error: write } }).tick();
  expect(lines).toHaveLength(1);
  expect(JSON.stringify(lines)).not.toMatch(/mm_live|127\.0\.0\.1|message":"[^d]/);
});

test('a lease shorter than the deadline does not start', async () => {
  await using hooks = await openWebhooks();
  expect(() => hooks.dispatcher({ leaseMs: 5000, timeoutMs: 5000 })).toThrow('leaseMs');
});
