import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../testing/create-test-api.ts';

let api: TestApi;
let server: Server;
let url: string;

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

test('a person signs in and signs out, and no answer may be kept', async () => {
  const account = await api.person('eve');
  const { email, password } = account;
  const signedIn = await post('sign-in/email', { email, password });
  const cookie = signedIn.headers.getSetCookie()[0]!.split(';')[0]!;
  const session = await fetch(`${url}/get-session`, { headers: { cookie } });
  expect(await session.json()).toMatchObject({ user: { email: account.email } });
  expect([signedIn, session].map(({ headers }) => headers.get('cache-control'))).toEqual(['no-store', 'no-store']);
  expect((await post('sign-out', {}, cookie)).status).toBe(200);
  expect(await (await fetch(`${url}/get-session`, { headers: { cookie } })).json()).toBeNull();
});

test('a name that turns the reading direction is refused, not a defect', async () => {
  const answer = await post('sign-up/email', {
    email: 'mallory@example.com',
    password: 'a good password',
    name: 'M\u202Eyrollam',
  });
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
  ['POST', 'revoke-session'],
  ['POST', 'revoke-sessions'],
  ['GET', 'list-sessions'],
  ['POST', 'two-factor/get-totp-uri'],
  ['POST', 'two-factor/send-otp'],
  ['GET', 'passkey/list-user-passkeys'],
  ['GET', 'reset-password/x?callbackURL=https://evil.example'],
  ['GET', 'callback/google'],
  ['GET', 'error'],
])('%s %s, which nothing of ours needs, is not there', async (method, call) => {
  const answer = method === 'GET' ? await fetch(`${url}/${call}`, { redirect: 'manual' }) : await post(call, {});
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    404,
    expect.stringContaining('application/problem+json'),
  ]);
});

test('a link confirms nothing by being opened: it takes a button', async () => {
  const answer = await fetch(`${url}/verify-email?token=x`, { redirect: 'manual' });
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
});

test.each([
  ['sign-in/email', { email: 'a@example.com', password: 'x', callbackURL: 'https://evil.example' }],
  ['change-password', { currentPassword: 'a', newPassword: 'b', revokeOtherSessions: false }],
  ['request-password-reset', { email: 'a@example.com', redirectTo: 'https://evil.example' }],
])('%s takes no field that is not its own', async (call, body) => {
  const answer = await post(call, body);
  expect([answer.status, await answer.json()]).toMatchObject([422, { code: 'invalid_request' }]);
});
