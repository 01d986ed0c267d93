import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { authCalls } from '../features/sign-in/auth-calls.ts';
import { createTestApi, type TestApi } from '../testing/create-test-api.ts';

const own = 'http://store.test';
let account: { email: string; password: string };
let api: TestApi;
let server: Server;
let url: string;
let cookie: string;
let token: string;

beforeAll(async () => {
  api = await createTestApi();
  server = await new Promise<Server>((resolve) => {
    const listening = api.app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { email, password } = await api.person('ada');
  account = { email, password };
  const body = JSON.stringify(account);
  const signedIn = await send('/v1/auth/sign-in/email', { origin: own }, body);
  cookie = signedIn.headers.getSetCookie()[0]!.split(';')[0]!;
  ({ token } = await api.person('scripted'));
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await api[Symbol.asyncDispose]();
});

/** A change, as a browser or a program sends it. */
const send = (path: string, headers: Record<string, string>, body: string = JSON.stringify(account)) =>
  fetch(url + path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });

const codeOf = async (answer: Response) => [answer.status, ((await answer.json()) as { code?: string }).code];

/** What a browser says of a request that another page makes it send. */
const foreign: [what: string, headers: Record<string, string>][] = [
  ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
  ['another site, to a server that hears no Sec-Fetch-Site', { origin: 'https://evil.example' }],
  ['a host beside ours', { origin: 'http://other.store.test', 'sec-fetch-site': 'same-site' }],
  ['our name at another port', { origin: 'http://store.test:8080' }],
  ['our name by another scheme', { origin: 'https://store.test' }],
  ['a name that begins with ours', { origin: 'http://store.test.evil.example' }],
  ['a sandboxed frame or a file', { origin: 'null' }],
  ['a sandboxed frame of another site', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
  ['a page that hides where it is', { 'sec-fetch-site': 'cross-site' }],
  ['a page that hides where it is, beside ours', { 'sec-fetch-site': 'same-site' }],
  ['an origin that is ours and a site that is not', { origin: own, 'sec-fetch-site': 'cross-site' }],
];

describe.each(foreign)('what %s makes a browser send', (_what, headers) => {
  test.each([
    ['as JSON', 'application/json', '{}'],
    ['as text, which needs no preflight', 'text/plain', '{}'],
    ['as a form', 'application/x-www-form-urlencoded', 'a=b'],
  ])('is refused with a session %s', async (_how, type, body) => {
    const answer = await send('/v1/developer/apps', { ...headers, cookie, 'content-type': type }, body);
    expect(await codeOf(answer)).toEqual([403, 'cross_site_request']);
  });

  test('is refused with a session as a form with files', async () => {
    const form = new FormData();
    form.set('file', new Blob(['x']), 'x.png');
    const answer = await fetch(`${url}/v1/developer/assets?use=logo`, {
      method: 'POST',
      headers: { ...headers, cookie },
      body: form,
    });
    expect(await codeOf(answer)).toEqual([403, 'cross_site_request']);
  });

  test('signs nobody in, up or out, with a cookie or without one', async () => {
    for (const { call } of authCalls.filter(({ method }) => method === 'post')) {
      for (const session of [{}, { cookie }]) {
        const answer = await send(`/v1/auth/${call}`, { ...headers, ...session });
        expect([call, ...(await codeOf(answer))]).toEqual([call, 403, 'cross_site_request']);
        expect(answer.headers.getSetCookie()).toEqual([]);
      }
    }
  });
});

test('a session without any word of where it is from changes nothing', async () => {
  expect(await codeOf(await send('/v1/developer/apps', { cookie }))).toEqual([403, 'cross_site_request']);
  expect(await codeOf(await send('/v1/auth/sign-out', { cookie }))).toEqual([403, 'cross_site_request']);
});

test.each([
  ['by its origin', { origin: own }],
  ['by what the browser says of the site', { 'sec-fetch-site': 'same-origin' }],
  ['by both', { origin: own, 'sec-fetch-site': 'same-origin' }],
])('a change of our own pages, known %s, reaches the call', async (_how, headers) => {
  const [status, code] = await codeOf(await send('/v1/developer/apps', { ...headers, cookie }, '{}'));
  expect([status, code]).toEqual([422, 'invalid_request']);
});

test('a program is not asked where it is from: neither with a token, nor to sign in', async () => {
  const authorization = `Bearer ${token}`;
  expect(await codeOf(await send('/v1/developer/apps', { authorization }, '{}'))).toEqual([422, 'invalid_request']);
  await request(api.app).post('/v1/auth/sign-in/email').send(account).expect(200);
});

test('a page of another site reads nothing with a session: reading is not forbidden, the answer is not theirs', async () => {
  const answer = await fetch(`${url}/v1/me`, { headers: { cookie, origin: 'https://evil.example' } });
  expect(answer.status).toBe(200);
  expect(answer.headers.has('access-control-allow-origin')).toBe(false);
  expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin');
});
