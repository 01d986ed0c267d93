import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createApp } from '../app.ts';
import { createTestApi, type TestApi } from '../testing/create-test-api.ts';
import { compose } from '../compose.ts';

let open: { server: Server; api: TestApi }[] = [];
afterEach(async () => {
  for (const { server, api } of open) {
    server.closeAllConnections();
    server.close();
    await api[Symbol.asyncDispose]();
  }
  open = [];
});

async function start(changes: Parameters<typeof createTestApi>[0]) {
  const api = await createTestApi(changes);
  return { api, ask: await listen(api, api.app) };
}

async function listen(api: TestApi, app: TestApi['app']) {
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({ server, api });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return async (path: string, from: string, body?: object) => {
    const headers = {
      'x-forwarded-for': from,
      ...(body && { 'content-type': 'application/json', origin: 'http://store.test' }),
    };
    const answer = await fetch(url + path, { headers, ...(body && { method: 'POST', body: JSON.stringify(body) }) });
    const problem = (await answer.json()) as { code?: string };
    return { status: answer.status, code: problem.code, headers: answer.headers };
  };
}

const somebody = { email: 'nobody@example.com', password: 'not the password' };

test.each([
  ['search', '/v1/apps?query=tag', { searchLimit: { calls: 3, seconds: 60 } }],
  ['suggest', '/v1/apps/suggest?query=tag', { suggestLimit: { calls: 3, seconds: 60 } }],
] as const)(
  '%s: an address that asks too often is told when to come back, and others are answered',
  async (name, path, limits) => {
    const { ask } = await start(limits);
    for (let left = 2; left >= 0; left -= 1) {
      const { status, headers } = await ask(path, '203.0.113.1');
      expect([status, headers.get('ratelimit-policy')]).toEqual([200, `"${name}";q=3;w=60`]);
      expect(headers.get('ratelimit')).toMatch(new RegExp(`^"${name}";r=${left};t=\\d+$`));
    }
    const refused = await ask(path, '203.0.113.1');
    expect([refused.status, refused.code]).toEqual([429, 'too_many_requests']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(20);
    expect((await ask(path, '203.0.113.2')).status).toBe(200);
    expect((await ask('/v1/apps/no-such-app', '203.0.113.1')).status).toBe(404);
  },
);

test('an IPv6 network of 64 bits is one address, and the next is another', async () => {
  const { ask } = await start({ searchLimit: { calls: 2, seconds: 60 } });
  const from = (address: string) => ask('/v1/apps', address).then(({ status }) => status);
  expect([await from('2001:db8::1'), await from('2001:db8::2'), await from('2001:db8:0:0:ffff::3')]).toEqual([
    200, 200, 429,
  ]);
  expect(await from('2001:db8:0:1::1')).toBe(200);
});

test('without a limit nobody is counted', async () => {
  const { ask } = await start({});
  const { status, headers } = await ask('/v1/apps', '203.0.113.1');
  expect([status, headers.has('ratelimit')]).toEqual([200, false]);
});

test('attempts to sign in are counted over all processes, by the address behind the proxies that are believed', async () => {
  const limits = { signInLimit: { calls: 3, seconds: 60 }, proxyHops: 1 };
  const { api, ask } = await start(limits);
  const second = await compose(api.services.config, api.services.logger);
  const askSecond = await listen(api, createApp(second));
  const path = '/v1/auth/sign-in/email';
  const statuses: number[] = [];
  for (const each of [ask, askSecond, ask, askSecond, ask])
    statuses.push((await each(path, '198.51.100.9, 203.0.113.1', somebody)).status);
  expect(statuses).toEqual([401, 401, 401, 429, 429]);
  const refused = await askSecond(path, '198.51.100.77, 203.0.113.1', somebody);
  expect([refused.status, refused.code]).toEqual([429, 'too_many_requests']);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(refused.headers.get('ratelimit-policy')).toBe('"sign-in";q=3;w=60');
  expect((await ask(path, '203.0.113.2', somebody)).status).toBe(401);
  open = open.slice(0, 1);
  await second.close();
});
