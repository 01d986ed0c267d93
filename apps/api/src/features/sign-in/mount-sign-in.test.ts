import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../testing/create-test-api.ts';

let api: TestApi;
let server: Server;
let url: string;
const account = { email: 'eve@example.com', password: 'a good password' };

beforeAll(async () => {
  api = await createTestApi();
  server = await new Promise<Server>((resolve) => {
    const listening = api.app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/auth`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await api[Symbol.asyncDispose]();
});

const post = (call: string, body: object, cookie = '') =>
  fetch(`${url}/${call}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'http://store.test', cookie },
    body: JSON.stringify(body),
    redirect: 'manual',
  });

test('a person signs up, signs in and signs out, and no answer may be kept', async () => {
  expect((await post('sign-up/email', { ...account, name: 'Eve' })).status).toBe(200);
  const signedIn = await post('sign-in/email', account);
  const cookie = signedIn.headers.getSetCookie()[0]!.split(';')[0]!;
  const session = await fetch(`${url}/get-session`, { headers: { cookie } });
  expect(await session.json()).toMatchObject({ user: { email: account.email } });
  expect([signedIn, session].map(({ headers }) => headers.get('cache-control'))).toEqual(['no-store', 'no-store']);
  expect((await post('sign-out', {}, cookie)).status).toBe(200);
  expect(await (await fetch(`${url}/get-session`, { headers: { cookie } })).json()).toBeNull();
});

test('a name that turns the reading direction is refused, not a defect', async () => {
  const answer = await post('sign-up/email', { ...account, email: 'mallory@example.com', name: 'M\u202Eyrollam' });
  expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'INVALID_NAME' }]);
});

test.each([
  ['POST', 'update-user'],
  ['POST', 'change-email'],
  ['POST', 'delete-user'],
  ['POST', 'verify-password'],
  ['POST', 'sign-in/social'],
  ['POST', 'link-social'],
  ['POST', 'unlink-account'],
  ['POST', 'request-password-reset'],
  ['POST', 'reset-password'],
  ['GET', 'callback/google'],
  ['GET', 'error'],
  ['GET', 'verify-email'],
])('%s %s, which nothing of ours needs, is not there', async (method, call) => {
  const answer = method === 'GET' ? await fetch(`${url}/${call}`, { redirect: 'manual' }) : await post(call, {});
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    404,
    expect.stringContaining('application/problem+json'),
  ]);
});
