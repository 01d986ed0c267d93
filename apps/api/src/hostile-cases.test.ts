import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createReceiver } from '@minimart/test-kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from './testing/create-test-api.ts';
import { exampleManifest } from './testing/example-manifest.ts';
import { call, publishApp } from './testing/install-client.ts';
import type { TestPerson } from './testing/plant-people.ts';
import { createRawClient, type RawRequest } from './testing/send-raw.ts';

let api: TestApi;
let server: Server;
let url: string;
let client: ReturnType<typeof createRawClient>;
let owner: TestPerson;
let workspaceId: string;
let appId: string;

beforeAll(async () => {
  api = await createTestApi();
  server = await new Promise<Server>((resolve) => {
    const listening = api.app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  client = createRawClient(url);
  owner = await api.person('owner');
  workspaceId = await api.workspace({ owner });
  appId = (await publishApp(url, owner, exampleManifest('http://127.0.0.1:9'))).id;
});
afterAll(async () => {
  client.close();
  server.closeAllConnections();
  server.close();
  await api[Symbol.asyncDispose]();
});

/** Sends it with the owner's token and says the code of the problem, or the status where there is none. */
async function codeOf({ headers, ...request }: RawRequest): Promise<unknown> {
  const authorization = `Bearer ${owner.token}`;
  const { status, text, json } = await client.send({ ...request, headers: { authorization, ...headers } });
  expect(status, text).toBeLessThan(500);
  return (json as { code?: string } | undefined)?.code ?? status;
}

const json = { 'content-type': 'application/json' };
const create = (body: string, headers = {}) =>
  codeOf({ method: 'POST', path: '/v1/developer/apps', body, headers: { ...json, ...headers } });

describe('bodies', () => {
  test.each([
    ['brackets 200,000 deep', `{"manifest":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, 'invalid_request'],
    ['objects 50,000 deep', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`, 'invalid_request'],
    ['NUL in a value', '{"manifest":{"name":"a\\u0000b"}}', 'invalid_request'],
    ['NUL in a name', '{"manifest":{"a\\u0000b":1}}', 'invalid_request'],
    ['half a character in a value', '{"manifest":{"name":"\\ud800"}}', 'invalid_request'],
    ['half a character in a name', '{"manifest":{"\\udfff":1}}', 'invalid_request'],
    ['a name that is a prototype', '{"__proto__":{"manifest":{}},"manifest":{}}', 'invalid_request'],
    ['a manifest whose name is a prototype', '{"manifest":{"__proto__":{"name":"x"}}}', 'invalid_manifest'],
    ['a list', '[]', 'invalid_request'],
    ['a text', '"manifest"', 'invalid_json'],
    ['UTF-16', Buffer.from('{"manifest":{}}', 'utf16le'), 'invalid_json'],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 'invalid_request'],
  ])('%s: refused', async (_, body, code) => {
    expect(await create(body as string)).toBe(code);
  });

  test.each([
    [{ 'content-encoding': 'gzip' }, 'unsupported_media_type'],
    [{ 'content-type': 'application/json; charset=latin1' }, 'unsupported_media_type'],
    [{ 'content-type': 'text/plain' }, 'unsupported_media_type'],
    [{ 'transfer-encoding': 'chunked', 'content-type': 'text/plain' }, 'unsupported_media_type'],
  ])('sent as %o: refused', async (headers, code) => {
    expect(await create('{"manifest":{}}', headers)).toBe(code);
  });
});

describe('cursors that nobody gave', () => {
  const base64url = (text: string) => Buffer.from(text).toString('base64url');
  test.each([
    ['/v1/apps?sort=new', JSON.stringify(['0000-01-01T00:00:00.000000Z', 'app_x'])],
    ['/v1/apps?sort=new', JSON.stringify(['2026-02-30T00:00:00.000000Z', 'app_x'])],
    ['/v1/apps?sort=name', JSON.stringify({ key: 1 })],
    ['/v1/apps?sort=name', 'null'],
    ['/v1/apps?sort=name', '[1]'],
    ['/v1/apps?sort=popular', JSON.stringify(['99999999999', 'app_x'])],
    ['/v1/apps?sort=popular', JSON.stringify(['many', 'app_x'])],
    ['/v1/apps?sort=popular', JSON.stringify(['37', 'app_x'])],
    ['/v1/apps?query=tag', JSON.stringify(['10000000037', 'app_x'])],
    ['/v1/apps?query=tag', JSON.stringify(['-1', 'app_x'])],
    ['/v1/apps?query=tag', JSON.stringify(['9'.repeat(19), 'app_x'])],
    ['installations', '999999999999999 ins_x'],
    ['installations', '-1 ins_x'],
    ['deliveries', '999999999999999.msg_x'],
    ['deliveries', '1.'],
    ['deliveries', ''],
  ])('%s with %s: refused', async (list, cursor) => {
    const paths: Record<string, string> = {
      installations: `/v1/workspaces/${workspaceId}/installations?limit=1`,
      deliveries: `/v1/developer/apps/${appId}/deliveries?limit=1`,
    };
    const path = `${paths[list] ?? list}&cursor=${base64url(cursor)}`;
    expect(['invalid_request', 'invalid_cursor']).toContain(await codeOf({ method: 'GET', path }));
  });
});

describe('sign-in', () => {
  const signUp = (fields: object) => ({
    method: 'POST',
    path: '/v1/auth/sign-up/email',
    headers: { ...json, origin: 'http://store.test' },
    body: JSON.stringify({ name: 'Eve', email: 'eve@example.com', password: 'a good password', ...fields }),
  });
  test.each<[string, RawRequest]>([
    ['an address with NUL', signUp({ email: 'a\0@example.com' })],
    ['a name with half a character', signUp({ name: '\ud800' })],
    ['an address longer than an index entry', signUp({ email: `${noise(6_000)}@example.com` })],
    ['a deep body', { ...signUp({}), body: `{"email":${'['.repeat(7_000)}${']'.repeat(7_000)}}` }],
    ['another method', { method: 'TRACE', path: '/v1/auth/get-session' }],
    ['an unknown call', { method: 'POST', path: '/v1/auth/%ff' }],
  ])('%s: refused', async (_, sent) => {
    const { status, text } = await client.send(sent);
    expect(status, text).toBeGreaterThanOrEqual(400);
    expect(status, text).toBeLessThan(500);
  });

  test.each([{ host: 'a b' }, { host: '' }, { 'x-forwarded-proto': '?' }, { 'x-forwarded-host': 'evil.test/' }])(
    'the headers %o, which name an address, are not heeded',
    async (headers) => {
      const { status, text } = await client.send({ ...signUp({}), headers: { ...json, ...headers } });
      expect([status, text]).toEqual([200, expect.stringContaining('eve@example.com')]);
    },
  );

  test('takes no body longer than 16 KiB from anybody, with or without a length, whatever it says it is', async () => {
    const body = JSON.stringify({ email: 'x'.repeat(17_000) });
    expect(await codeOf({ ...signUp({}), body })).toBe('body_too_large');
    expect(await codeOf({ ...signUp({}), body, headers: { ...json, 'transfer-encoding': 'chunked' } })).toBe(
      'body_too_large',
    );
    const form = { 'content-type': 'application/x-www-form-urlencoded', 'transfer-encoding': 'chunked' };
    expect(await codeOf({ ...signUp({}), body, headers: form })).toBe('unsupported_media_type');
  });
});

test('a move that is not possible now is a problem that keeps its own status, and tells that of the installation', async () => {
  const base = `${url}/v1/workspaces/${workspaceId}/installations`;
  const { token } = owner;
  const body = { app: 'tag-sync', scopes: ['flow-tags:view'], authInputs: { crm_token: 'x' } };
  const { id } = (await call(base, { method: 'POST', token, body })).body;
  expect((await call(`${base}/${id}`, { method: 'DELETE', token })).status).toBe(200);
  const again = await call(`${base}/${id}`, { method: 'DELETE', token });
  expect(again.body).toMatchObject({ status: 409, code: 'wrong_state', installationStatus: 'uninstalled' });
  expect([again.status, again.headers.get('content-type')]).toEqual([409, expect.stringMatching('problem\\+json')]);
});

test('the same Idempotency-Key of two people is two calls', async () => {
  await using receiver = await createReceiver();
  const other = await api.person('other');
  const make = (token: string, slug: string) =>
    call(`${url}/v1/developer/apps`, {
      method: 'POST',
      token,
      headers: { 'idempotency-key': 'the-same' },
      body: { manifest: exampleManifest(receiver.url, { slug }) },
    });
  const [mine, theirs] = await Promise.all([make(owner.token, 'key-mine'), make(other.token, 'key-theirs')]);
  expect([mine.status, theirs.status]).toEqual([201, 201]);
  expect(mine.body.id).not.toBe(theirs.body.id);
  const repeated = await make(owner.token, 'key-mine');
  expect([repeated.status, repeated.body.id]).toEqual([201, mine.body.id]);
  expect(repeated.body['signingSecret']).toBeUndefined();
  expect((await make(other.token, 'key-mine')).body).toMatchObject({ code: 'idempotency_key_reused' });
});

/** Letters that do not compress, so that they stay as long as they are. */
function noise(length: number): string {
  let seed = 1;
  return Array.from({ length }, () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return (seed % 36).toString(36);
  }).join('');
}
