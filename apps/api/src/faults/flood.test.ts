import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createReceiver, type Receiver } from '@minimart/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exampleManifest } from '../testing/example-manifest.ts';
import { call, publishApp } from '../testing/install-client.ts';
import { startSystem, type RunningRole, type TestSystem } from '../testing/start-system.ts';

const settings = { MINIMART_SEARCH_LIMIT: 'off', MINIMART_PROXY_HOPS: '1' };

interface FloodCounts {
  statuses: Map<string, number>;
  withoutRetryAfter: number;
}

/** So many at once for so long, and until some were turned away; each sends one call after the other, and a bounded number of them. */
async function flood(
  send: () => Promise<Response>,
  { atOnce, ms }: { atOnce: number; ms: number },
): Promise<FloodCounts> {
  const counts: FloodCounts = { statuses: new Map(), withoutRetryAfter: 0 };
  const startedAt = performance.now();
  const isOver = () => {
    const forMs = performance.now() - startedAt;
    return forMs > 30_000 || (forMs > ms && counts.statuses.has('503 overloaded'));
  };
  const one = async () => {
    for (let sent = 0; sent < 100 && !isOver(); sent += 1) {
      const answer = await send();
      const { code = '' } = (await answer.json()) as { code?: string };
      const what = `${answer.status} ${answer.ok ? '' : code}`.trim();
      counts.statuses.set(what, (counts.statuses.get(what) ?? 0) + 1);
      if (answer.status === 503 && !answer.headers.has('retry-after')) counts.withoutRetryAfter += 1;
      // Nobody waits for as long as was asked, which is what makes it a flood.
      await sleep(answer.ok ? 0 : 20);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return counts;
}

/** An owner who installs while it floods, an app that calls with its key, and somebody who asks how the process is. */
async function livesOn({ url }: RunningRole, owner: { token: string; workspaceId: string }, key: string) {
  const body = { app: 'calm', scopes: ['flow-tags:view'], authInputs: { crm_token: 'crm-secret' } };
  const path = `/v1/workspaces/${owner.workspaceId}/installations`;
  const install = () =>
    call(url + path, { method: 'POST', token: owner.token, body, headers: { 'idempotency-key': owner.workspaceId } });
  const asked: Record<string, number> = {};
  for (const [what, send] of Object.entries({
    install: async () => (await install()).status,
    'platform call': async () => (await call(`${url}/api/flow/tags`, { token: key })).status,
    live: async () => (await fetch(`${url}/health/live`)).status,
    metrics: async () => (await fetch(`${url}/metrics`)).status,
  })) {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      asked[what] = await send();
      if (asked[what] !== 503) break;
      await sleep(200);
    }
  }
  return asked;
}

let system: TestSystem;
let receiver: Receiver;
let api: RunningRole;
let owners: { email: string; password: string; token: string; workspaceId: string }[];

beforeAll(async () => {
  system = await startSystem(settings);
  api = await system.start('api');
  receiver = await createReceiver();
  await publishApp(api.url, await system.person('developer'), exampleManifest(receiver.url, { slug: 'calm' }));
  const owner = await system.person('owner');
  owners = [];
  for (let count = 0; count < 3; count += 1) owners.push({ ...owner, workspaceId: await system.workspace({ owner }) });
});
afterAll(async () => {
  await system[Symbol.asyncDispose]();
  await receiver[Symbol.asyncDispose]();
});

test('a flood of searches from everywhere is turned away in part, and owners, apps and operators are served all the same', async () => {
  const owner = owners[0]!;
  const flooding = flood(() => fetch(`${api.url}/v1/apps?query=${Math.random()}`), { atOnce: 400, ms: 4_000 });
  await sleep(1_500);
  const live = await livesOn(api, owner, 'no-key');
  expect(live).toEqual({ install: 201, 'platform call': 401, live: 200, metrics: 200 });
  const { statuses, withoutRetryAfter } = await flooding;
  // On a machine with too much else to do, some wait for a connection for as long as they may.
  const right = new Set(['200', '503 overloaded', '503 unavailable']);
  expect([...statuses.keys()].filter((what) => !right.has(what))).toEqual([]);
  expect([...statuses.keys()]).toContain('503 overloaded');
  expect(withoutRetryAfter).toBe(0);
  await expect
    .poll(async () => (await (await fetch(`${api.url}/metrics`)).text()).includes('minimart_shed_share 0\n'), {
      timeout: 30_000,
    })
    .toBe(true);
  expect((await fetch(`${api.url}/v1/apps?query=tea`)).status).toBe(200);
});

test('a flood of sign-ins from everywhere lets sixteen try at a time, and no owner waits for them', async () => {
  const owner = owners[1]!;
  const body = JSON.stringify({ email: owner.email, password: 'a wrong password' });
  const headers = { 'content-type': 'application/json', origin: 'http://store.test' };
  const send = () => fetch(`${api.url}/v1/auth/sign-in/email`, { method: 'POST', headers, body });
  const flooding = flood(send, { atOnce: 100, ms: 4_000 });
  await sleep(500);
  const startedAt = performance.now();
  expect(await livesOn(api, owner, 'no-key')).toMatchObject({ install: 201, live: 200 });
  expect(performance.now() - startedAt).toBeLessThan(20_000);
  const { statuses, withoutRetryAfter } = await flooding;
  const right = new Set(['401 INVALID_EMAIL_OR_PASSWORD', '503 overloaded', '503 unavailable']);
  expect([...statuses.keys()].filter((what) => !right.has(what))).toEqual([]);
  expect([...statuses.keys()]).toContain('503 overloaded');
  expect(withoutRetryAfter).toBe(0);
  const own = JSON.stringify({ email: owner.email, password: owner.password });
  // Some more are turned away until the load is seen to be over.
  const signIn = () => fetch(`${api.url}/v1/auth/sign-in/email`, { method: 'POST', headers, body: own });
  await expect.poll(async () => (await signIn()).status, { timeout: 30_000 }).toBe(200);
});

test('clients that send a byte now and then hold nothing that others need', async () => {
  const owner = owners[2]!;
  const { hostname, port } = new URL(api.url);
  const slow = Array.from({ length: 300 }, (_, at) => {
    const socket = connect({ host: hostname, port: Number(port) });
    socket.on('error', () => {}).resume();
    socket.write(
      at % 2 === 0
        ? 'GET /v1/apps HTTP/1.1\r\nX-'
        : 'POST /v1/auth/sign-in/email HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n',
    );
    return socket;
  });
  const closed = Promise.all(
    slow.filter((_, at) => at % 2 === 0).map((socket) => new Promise((resolve) => socket.once('close', resolve))),
  );
  expect(await livesOn(api, owner, 'no-key')).toMatchObject({ install: 201, live: 200 });
  const text = await (await fetch(`${api.url}/metrics`)).text();
  expect(text).toMatch(/^minimart_database_connections\{state="waited_for"\} 0$/m);
  // A head has ten seconds, and it is looked every five.
  await closed;
  for (const socket of slow) socket.destroy();
});
