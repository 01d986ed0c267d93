import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openFaultyWay, type FaultyWay } from '@minimart/postgres-server';
import { createReceiver, type Receiver } from '@minimart/test-kit';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { createTestApi, type TestApi } from '../testing/create-test-api.ts';
import { exampleManifest } from '../testing/example-manifest.ts';
import { call, publishApp, type Answer } from '../testing/install-client.ts';
import type { TestPerson } from '../testing/plant-people.ts';

// Longer than a busy machine stands still of itself, and short enough to be waited for.
const limits = { connectMs: 2_500, statementMs: 3_000, lockMs: 2_500, idleMs: 4_500, silenceMs: 3_500 };

let way: FaultyWay;
let api: TestApi;
let receiver: Receiver;
let server: Server;
let url: string;
let owner: TestPerson;
let cookie: string;
let key: string;

beforeAll(async () => {
  way = await openFaultyWay(Number(new URL(inject('postgresAdminUrl')).port));
  api = await createTestApi({ databasePort: way.port, limits, signInLimit: { calls: 1_000, seconds: 60 } });
  receiver = await createReceiver();
  server = api.app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  owner = await api.person('owner');
  await publishApp(url, await api.person('developer'), exampleManifest(receiver.url, { slug: 'tea' }));
  cookie = (await signIn()).headers.getSetCookie()[0]!.split(';')[0]!;
  const workspaceId = await api.workspace({ owner });
  await api.bot(workspaceId);
  const { services } = api;
  const minted = await services.keysOf(services.em()).mint({
    subject: 'ins_faults',
    tenant: workspaceId,
    scopes: ['flow-tags:view'],
  });
  key = minted.plain;
});
afterEach(() => void (way.fault = 'none'));
afterAll(async () => {
  way.fault = 'none';
  server.closeAllConnections();
  server.close();
  await receiver[Symbol.asyncDispose]();
  await api[Symbol.asyncDispose]();
  await way[Symbol.asyncDispose]();
});

const signIn = () =>
  fetch(`${url}/v1/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'http://store.test' },
    body: JSON.stringify({ email: owner.email, password: owner.password }),
  });

/** An install into a workspace of its own, as a caller repeats it: with one Idempotency-Key. */
function installInto(workspaceId: string, repeat: string): Promise<Answer> {
  return call(`${url}/v1/workspaces/${workspaceId}/installations`, {
    method: 'POST',
    token: owner.token,
    body: { app: 'tea', scopes: ['flow-tags:view'], authInputs: { crm_token: 'crm-secret' } },
    headers: { 'idempotency-key': repeat },
  });
}

const calls: [what: string, send: () => Promise<{ status: number; headers: Headers }>][] = [
  ['a search', () => fetch(`${url}/v1/apps?query=tea`)],
  ['a listing', () => fetch(`${url}/v1/apps/tea`)],
  ['who asks, by token', () => call(`${url}/v1/me`, { token: owner.token })],
  ['who asks, by session', () => fetch(`${url}/v1/me`, { headers: { cookie } })],
  ['a session, of better-auth', () => fetch(`${url}/v1/auth/get-session`, { headers: { cookie } })],
  ['a sign-in', signIn],
  ['a platform call', () => call(`${url}/api/flow/tags`, { token: key })],
  [
    'an upload',
    () =>
      fetch(`${url}/v1/developer/assets?use=logo`, {
        method: 'POST',
        headers: { authorization: `Bearer ${owner.token}`, 'content-type': 'image/png' },
        body: new Uint8Array(64),
      }),
  ],
];

/** Connections that are lent or waited for. */
const inUse = () => {
  const { lent, waiting } = api.services.load.state;
  return lent + waiting;
};

test.each(['reset', 'stall'] as const)(
  'while the database is away (%s) every call is 503 with Retry-After in a bounded time, and none is once it is back',
  async (fault) => {
    way.fault = fault;
    const startedAt = performance.now();
    const answers = await Promise.all(calls.map(async ([what, send]) => ({ what, answer: await send() })));
    expect(performance.now() - startedAt).toBeLessThan(30_000);
    for (const { what, answer } of answers) {
      expect([what, answer.status]).toEqual([what, 503]);
      expect(Number(answer.headers.get('retry-after')), what).toBeGreaterThanOrEqual(1);
      expect(answer.headers.get('content-type'), what).toContain('application/problem+json');
    }
    const health = async (path: string) => (await fetch(url + path)).status;
    expect(await Promise.all(['/health/live', '/health/ready', '/metrics'].map(health))).toEqual([200, 503, 200]);
    way.fault = 'none';
    for (const [what, send] of calls.slice(0, -1)) {
      await expect.poll(async () => [what, (await send()).status], { timeout: 20_000 }).toEqual([what, 200]);
    }
    await expect.poll(() => health('/health/ready'), { timeout: 20_000 }).toBe(200);
    await expect.poll(inUse, { timeout: 20_000 }).toBe(0);
  },
);

test('a key that is remembered is judged without the database for as long as it may be: what it may not do is 403, and not 503', async () => {
  await call(`${url}/api/flow/tags`, { token: key });
  way.fault = 'reset';
  const refused = await call(`${url}/api/flow/create-tag`, { method: 'POST', token: key, body: { name: 'x' } });
  expect([refused.status, refused.body['code']]).toEqual([403, 'scope_missing']);
  const needsData = await call(`${url}/api/flow/tags`, { token: key });
  expect([needsData.status, needsData.body['code']]).toEqual([503, 'unavailable']);
});

test.each(['reset', 'stall'] as const)(
  'installs that the database breaks off amid (%s) are there whole or not at all, and repeated with their Idempotency-Key each is there once',
  async (fault) => {
    const workspaces = await Promise.all(Array.from({ length: 12 }, () => api.workspace({ owner })));
    const asked = workspaces.map((workspaceId) => ({ workspaceId, repeat: randomUUID() }));
    const first = asked.map(({ workspaceId, repeat }) => installInto(workspaceId, repeat));
    // Some are done, some under way, some wait for a connection.
    await Promise.any(first);
    way.fault = fault;
    const statuses = (await Promise.all(first)).map(({ status }) => status);
    expect(statuses.filter((status) => status !== 201 && status !== 503)).toEqual([]);
    way.fault = 'none';
    const done = new Map<string, string>();
    for (const { workspaceId, repeat } of asked) {
      await expect
        .poll(
          async () => {
            const { status, body } = await installInto(workspaceId, repeat);
            if (status === 201) done.set(workspaceId, body.id);
            return status;
          },
          { timeout: 20_000 },
        )
        .toBe(201);
    }
    const acknowledged = (await Promise.all(first)).filter(({ status }) => status === 201).map(({ body }) => body.id);
    expect(acknowledged.filter((id) => ![...done.values()].includes(id))).toEqual([]);
    const counts = await api.services.em().execute(
      `select count(*)::int as installations,
        (select count(*)::int from installs.consents where installation_id = any(array_agg(i.id))) as consents,
        (select count(*)::int from keys.api_keys where subject = any(array_agg(i.id))) as keys,
        (select count(*)::int from webhooks.deliveries where subject = any(array_agg(i.id))) as deliveries
       from installs.installations i where i.workspace_id in (${workspaces.map(() => '?').join()})`,
      workspaces,
    );
    expect(counts).toEqual([{ installations: 12, consents: 12, keys: 12, deliveries: 12 }]);
    await expect.poll(inUse, { timeout: 20_000 }).toBe(0);
    const locks = `select count(*)::int as n from pg_locks l join pg_stat_activity a using (pid)
      where a.datname = current_database() and a.pid <> pg_backend_pid() and l.locktype in ('transactionid', 'tuple')`;
    await expect.poll(() => api.services.em().execute(locks), { timeout: 20_000 }).toEqual([{ n: 0 }]);
  },
);

test('a database that answers late makes calls late, and nothing worse', async () => {
  way.fault = { lateMs: 15 };
  for (const [what, send] of calls.slice(0, -1)) expect([what, (await send()).status]).toEqual([what, 200]);
});
