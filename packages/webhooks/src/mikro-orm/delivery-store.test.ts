import { createTestClock } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import { openWebhooks } from './open-webhooks.fixture.ts';
import { only, settlementOf } from './settlements.fixture.ts';

const url = 'https://hooks.example.com/in';
const limits = { limit: 10, perEndpoint: 8, leaseMs: 30_000 };

test('a claimed delivery is not claimed again while its lease lasts, and is once it has run out', async () => {
  const clock = createTestClock();
  await using hooks = await openWebhooks(clock);
  const id = await hooks.enqueue(url);
  const first = only(await hooks.store().claim(limits));
  clock.advance(29_999);
  expect(await hooks.store().claim(limits)).toEqual([]);
  clock.advance(1);
  const second = only(await hooks.store().claim(limits));
  expect([first.attempt, second.attempt]).toEqual([1, 2]);
  expect(Number(second.fence)).toBeGreaterThan(Number(first.fence));
  expect((await hooks.find(id)).attemptLog).toMatchObject([{ number: 1, outcome: 'lost', statusCode: null }]);
});

test('a stale fence settles nothing', async () => {
  const clock = createTestClock();
  await using hooks = await openWebhooks(clock);
  const id = await hooks.enqueue(url);
  const stale = only(await hooks.store().claim(limits));
  clock.advance(30_000);
  const current = only(await hooks.store().claim(limits));
  expect(await hooks.store().settle([settlementOf(stale, { status: 'refused' })])).toEqual([]);
  expect(await hooks.find(id)).toMatchObject({ status: 'pending', inFlight: true, attempts: 2 });
  expect(await hooks.store().settle([settlementOf(current)])).toEqual([id]);
  expect(await hooks.store().settle([settlementOf(current, { status: 'refused' })])).toEqual([]);
  const settled = await hooks.find(id);
  expect(settled).toMatchObject({ status: 'delivered', inFlight: false, attempts: 2 });
  expect(settled.attemptLog.map(({ outcome }) => outcome)).toEqual(['lost', 'delivered']);
});

test('text that PostgreSQL has no place for does not stop a settlement', async () => {
  await using hooks = await openWebhooks();
  const id = await hooks.enqueue(url);
  const record = { responseBody: "it's \\ fine \ud800 \0 ?" };
  await hooks.store().settle([settlementOf(only(await hooks.store().claim(limits)), { record })]);
  const [attempt] = (await hooks.find(id)).attemptLog;
  expect(attempt).toMatchObject({
    responseBody: "it's \\ fine \ufffd  ?",
    responseHeaders: { a: '?' },
    durationMs: 12,
  });
});

test('an attempt under way when its delivery is cancelled is logged, and the delivery stays cancelled', async () => {
  await using hooks = await openWebhooks();
  const id = await hooks.enqueue(url);
  const claimed = only(await hooks.store().claim(limits));
  await hooks.outbox().cancel(id, 'not wanted');
  expect(await hooks.store().settle([settlementOf(claimed)])).toEqual([]);
  const found = await hooks.find(id);
  expect(found).toMatchObject({ status: 'cancelled', attemptLog: [{ number: 1, outcome: 'delivered' }] });
});

test('claims at the same time share the work without overlap', async () => {
  await using hooks = await openWebhooks();
  for (let index = 0; index < 40; index += 1) await hooks.enqueue(url);
  const wide = { ...limits, limit: 15, perEndpoint: 40 };
  const claims: string[] = [];
  for (let round = 0; round < 5; round += 1) {
    const batches = await Promise.all([
      hooks.store().claim(wide),
      hooks.store().claim(wide),
      hooks.store().claim(wide),
    ]);
    claims.push(...batches.flat().map(({ id }) => id));
  }
  expect(new Set(claims).size).toBe(claims.length);
  expect(claims).toHaveLength(40);
});

test('a crowded endpoint leaves room for the others', async () => {
  await using hooks = await openWebhooks();
  for (let index = 0; index < 20; index += 1) await hooks.enqueue(url);
  for (const id of ['app_2', 'app_3']) await hooks.outbox().openEndpoint({ id });
  await hooks.enqueue(url, { endpointId: 'app_3' });
  await hooks.enqueue(url, { endpointId: 'app_2' });
  const endpoints = async (limit: number) =>
    (await hooks.store().claim({ ...limits, limit })).map(({ endpointId }) => endpointId).toSorted();
  expect(await endpoints(3)).toEqual(['app_1', 'app_2', 'app_3']);
  expect(await endpoints(50)).toEqual(Array.from({ length: 7 }, () => 'app_1'));
  expect(await endpoints(50)).toEqual([]);
});

test('a rolled back reaction to a settlement takes the settlement back with it', async () => {
  await using hooks = await openWebhooks();
  const id = await hooks.enqueue(url);
  const claimed = only(await hooks.store().claim(limits));
  const failing = hooks.store(() => Promise.reject(new Error('no')));
  await expect(failing.settle([settlementOf(claimed)])).rejects.toThrow('no');
  expect(await hooks.find(id)).toMatchObject({ status: 'pending', attemptLog: [] });
});

test('an endpoint is gone from a 410 until something is delivered again', async () => {
  await using hooks = await openWebhooks();
  const goneAt = () => hooks.db.em().execute(`select gone_at is not null as gone from webhooks.endpoints`);
  await hooks.enqueue(url);
  await hooks.store().settle([
    settlementOf(only(await hooks.store().claim(limits)), {
      status: 'gone',
      record: { outcome: 'gone', statusCode: 410 },
    }),
  ]);
  expect(await goneAt()).toEqual([{ gone: true }]);
  await hooks.enqueue(url);
  await hooks.store().settle([settlementOf(only(await hooks.store().claim(limits)))]);
  expect(await goneAt()).toEqual([{ gone: false }]);
});

test('a former signing secret signs along until its overlap is over', async () => {
  const clock = createTestClock();
  await using hooks = await openWebhooks(clock);
  clock.advance(1000);
  const { signingSecret } = await hooks.outbox().rotateSigningSecret('app_1', 60_000);
  const live = async () => {
    await hooks.enqueue(url);
    const [claimed] = await hooks.store().claim(limits);
    return claimed?.signingSecrets.map(({ id, sealed }) => hooks.sealer.open(sealed, id).toString());
  };
  expect(await live()).toEqual([signingSecret, hooks.signingSecret]);
  clock.advance(60_000);
  expect(await live()).toEqual([signingSecret]);
});

test('after a second rotation two secrets sign, not three; a rotation without overlap leaves one', async () => {
  const clock = createTestClock();
  await using hooks = await openWebhooks(clock);
  const rotate = async (overlapMs: number) => {
    clock.advance(1000);
    return (await hooks.outbox().rotateSigningSecret('app_1', overlapMs)).signingSecret;
  };
  const live = async () => {
    await hooks.enqueue(url);
    const [claimed] = await hooks.store().claim(limits);
    return claimed?.signingSecrets.map(({ id, sealed }) => hooks.sealer.open(sealed, id).toString());
  };
  const second = await rotate(60_000);
  const third = await rotate(60_000);
  expect(await live()).toEqual([third, second]);
  const fourth = await rotate(0);
  expect(await live()).toEqual([fourth]);
});

test('signing secrets that have run out do not gather', async () => {
  const clock = createTestClock();
  await using hooks = await openWebhooks(clock);
  for (const overlapMs of [0, 0, 0, 60_000]) {
    clock.advance(120_000);
    await hooks.outbox().rotateSigningSecret('app_1', overlapMs);
  }
  const kept = async () => (await hooks.db.em().execute<object[]>('select id from webhooks.signing_secrets')).length;
  expect(await kept()).toBe(2);
  clock.advance(180_000);
  await hooks.outbox().rotateSigningSecret('app_1', 60_000, 'v1a');
  expect(await kept()).toBe(2);
});

test('a key pair signs beside the shared secret, and shows its public half alone', async () => {
  await using hooks = await openWebhooks();
  const { publicKey, signingSecret } = await hooks.outbox().rotateSigningSecret('app_1', 0, 'v1a');
  await hooks.enqueue(url);
  const claimed = only(await hooks.store().claim(limits));
  expect(claimed.signingSecrets.map(({ scheme }) => scheme)).toEqual(['v1a', 'v1']);
  const shown = (await hooks.outbox().endpoint('app_1'))!.signingSecrets;
  expect(shown.map((secret) => secret.publicKey)).toEqual([publicKey, null]);
  expect(JSON.stringify(shown)).not.toContain(signingSecret);
});
