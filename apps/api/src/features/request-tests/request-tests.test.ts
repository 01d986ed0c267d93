import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createReceiver, type ReceivedRequest } from '@minimart/test-kit';
import { Webhook } from 'standardwebhooks';
import request from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../testing/create-test-api.ts';
import { dumpTables } from '../../testing/dump-tables.ts';
import { exampleManifest } from '../../testing/example-manifest.ts';
import type { TestPerson } from '../../testing/plant-people.ts';

type Answer = { status?: number; body?: string; headers?: Record<string, string> };

let api: TestApi;

beforeAll(async () => {
  api = await createTestApi({ deliveryTimeoutMs: 3_000 });
});
afterAll(() => api[Symbol.asyncDispose]());

/** A developer with a draft, whose server answers as the test says; each test has its own, for tests are limited by developer. */
async function setUp(answer: (sent: ReceivedRequest) => Answer = () => ({}), changes: object = {}) {
  const receiver = await createReceiver(answer);
  const developer = await api.person('developer');
  const as = ({ token }: TestPerson) => ({
    post: (path: string, body: object = {}) =>
      request(api.app)
        .post(path)
        .set({ authorization: `Bearer ${token}` })
        .send(body),
  });
  const slug = `app-${Math.random().toString(36).slice(2)}`;
  const manifest = exampleManifest(receiver.url, { slug, ...changes });
  const { body: app } = await as(developer).post('/v1/developer/apps', { manifest }).expect(201);
  return {
    receiver,
    manifest,
    appId: app.id as string,
    signingSecret: app.signingSecret as string,
    test: (topic: string, body: object = {}) =>
      as(developer).post(`/v1/developer/apps/${app.id}/requests/${topic}/test`, body),
    [Symbol.asyncDispose]: () => receiver[Symbol.asyncDispose](),
  };
}

/** A server that answers by its own hand; its address. */
async function openRaw(handle: Parameters<typeof createServer>[1]): Promise<{ url: string } & AsyncDisposable> {
  const server: Server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

test('sends the draft’s request once, signed, with samples that look right and a key that never works', async () => {
  await using world = await setUp();
  const { body } = await world.test('subscribe').expect(200);
  expect(world.receiver.requests).toHaveLength(1);
  const [received] = world.receiver.requests;
  new Webhook(world.signingSecret).verify(received!.body, received!.headers as Record<string, string>);
  expect(received!.headers).toMatchObject({ ...body.signature, 'webhook-id': body.id, 'user-agent': 'Minimart/0.1.0' });
  const sent = JSON.parse(received!.body);
  expect(sent).toEqual({
    key: expect.stringMatching(/^mm_test_[0-9A-Za-z]{38}$/),
    token: 'sample-crm_token',
    list: 'sample-list',
  });
  const refused = await request(api.app)
    .get('/api/flow/tags')
    .set({ authorization: `Bearer ${sent.key}` });
  expect(refused.status).toBe(401);
  expect(body).toMatchObject({
    id: expect.stringMatching(/^test_/),
    request: {
      method: 'POST',
      url: `${world.receiver.url}/minimart/ws_sample00000000000000?v=1.0.0`,
      headers: { 'x-app': world.appId, ...body.signature },
      body: '{"key":"••••","token":"••••","list":"sample-list"}',
    },
    response: { statusCode: 200, truncated: false },
    outcome: 'active',
    conclusion: 'The app would be active.',
    explanation: { what: 'The server took it (200).' },
    message: null,
    fields: [],
  });
  expect(body.curl).toMatch(/^curl --request POST /);
  expect(JSON.stringify(body)).not.toContain(sent.key.slice(8));
  expect(typeof body.durationMs).toBe('number');
});

test('changes nothing: no key, no installation, no delivery', async () => {
  await using world = await setUp(() => ({ status: 503 }));
  const before = await dumpTables(api.services.em());
  await world.test('subscribe').expect(200);
  await world.test('unsubscribe').expect(200);
  const after = await dumpTables(api.services.em());
  const withoutUse = (tables: Map<string, string[]>) =>
    [...tables].filter(([name]) => name !== 'accounts.personal_access_tokens');
  expect(withoutUse(after)).toEqual(withoutUse(before));
});

test('takes a request that is not saved, and the values that were given', async () => {
  await using world = await setUp();
  const unsaved = {
    method: 'PUT',
    url: `${world.receiver.url}/new/{{workspace_id}}`,
    headers: { 'X-Token': '{{auth.crm_token}}' },
    body: { form: { v: '{{app_version}}', a: '{{app_id}}' } },
  };
  const { body } = await world
    .test('subscribe', {
      request: unsaved,
      systemFields: { workspace_id: 'a/../b?c#d', app_version: '9.9.9' },
      authInputs: { crm_token: 'my own {{api_key}} "token"', list: null },
    })
    .expect(200);
  const [received] = world.receiver.requests;
  // A value stays a value: it adds no segment, no query, and is not filled in once more.
  expect(received!.path).toBe('/new/a%2F..%2Fb%3Fc%23d');
  expect(received!.headers['x-token']).toBe('my own {{api_key}} "token"');
  expect(received!.body).toBe(`v=9.9.9&a=${world.appId}`);
  expect(body.request.headers['x-token']).toBe('••••');
});

test.each<[string, Answer, object]>([
  [
    'a refusal',
    { status: 422, body: '{"message":"No such <b>list</b>"}' },
    { outcome: 'refused', message: 'No such list' },
  ],
  ['410', { status: 410 }, { outcome: 'gone' }],
  ['a server that fails', { status: 500 }, { outcome: 'retried' }],
  [
    'a redirect into the platform’s own network',
    { status: 302, headers: { location: 'http://169.254.169.254/latest/meta-data' } },
    { outcome: 'retried', explanation: { what: expect.stringContaining('Redirects are not followed') } },
  ],
  [
    'HTML, as the text that it is',
    { body: '<script>alert(1)</script>', headers: { 'content-type': 'text/html' } },
    { outcome: 'active', response: { body: '<script>alert(1)</script>' } },
  ],
])('says what %s would lead to', async (_, answer, expected) => {
  await using world = await setUp(() => answer);
  const { body } = await world.test('subscribe').expect(200);
  expect(body).toMatchObject(expected);
  expect(world.receiver.requests).toHaveLength(1);
});

test('says of a farewell that nothing comes back by it', async () => {
  await using world = await setUp(() => ({ status: 403 }));
  const { body } = await world.test('unsubscribe').expect(200);
  expect(body).toMatchObject({ outcome: 'refused', conclusion: expect.stringContaining('stays uninstalled') });
});

test('masks the secrets that a server sends back, in body, headers and message', async () => {
  await using world = await setUp(({ body, headers }) => ({
    status: 400,
    body: JSON.stringify({ message: `Cannot use ${JSON.parse(body).token}`, key: JSON.parse(body).key }),
    headers: { 'x-echo': JSON.parse(body).token, 'set-cookie': 'a=b', 'x-signed': String(headers['webhook-id']) },
  }));
  const { body } = await world.test('subscribe', { authInputs: { crm_token: 'tok-4711-secret' } }).expect(200);
  expect(body).toMatchObject({
    message: 'Cannot use ••••',
    response: { headers: { 'x-echo': '••••', 'set-cookie': '••••' } },
  });
  expect(JSON.stringify(body)).not.toContain('tok-4711-secret');
  expect(JSON.stringify(body)).not.toMatch(/mm_test_\w/);
});

test('reads the response fields out of the answer, and says why one has no value', async () => {
  const response = [
    { name: 'account', path: '$.data.id' },
    { name: 'code', path: "$['pair-code']", secret: true },
    { name: 'more', path: '$.data' },
    { name: 'none', path: '$.nothing[0]' },
    { name: 'key', path: '$.key' },
  ];
  await using world = await setUp(({ body }) => ({
    body: JSON.stringify({ data: { id: 'acc_1' }, 'pair-code': 'c0de-4711', key: body && JSON.parse(body).key }),
  }));
  const subscribe = { ...world.manifest.requests?.subscribe, response };
  const { body } = await world.test('subscribe', { request: subscribe }).expect(200);
  expect(body.fields).toEqual([
    { name: 'account', path: '$.data.id', value: 'acc_1', note: null },
    { name: 'code', path: "$['pair-code']", value: '••••', note: null },
    { name: 'more', path: '$.data', value: null, note: expect.stringContaining('an object') },
    { name: 'none', path: '$.nothing[0]', value: null, note: 'There is nothing at this path.' },
    { name: 'key', path: '$.key', value: null, note: expect.stringContaining('A secret') },
  ]);
  expect(JSON.stringify(body)).not.toContain('c0de-4711');
  const unsubscribe = { method: 'DELETE', url: `${world.receiver.url}/{{response.account}}` };
  const unsaved = await world.test('unsubscribe', { request: unsubscribe, response: { account: 'acc/2' } }).expect(200);
  expect(unsaved.body.request.url).toBe(`${world.receiver.url}/acc%2F2`);
});

test.each<[string, string, object, string, string]>([
  [
    'subscribe',
    'a variable in the host',
    { request: { method: 'POST', url: 'http://{{workspace_id}}.example/' } },
    'invalid_manifest',
    'request.url',
  ],
  [
    'subscribe',
    'a header of the platform',
    { request: { method: 'GET', url: 'http://127.0.0.1:9/', headers: { 'webhook-id': 'x' } } },
    'invalid_manifest',
    'request.headers.webhook-id',
  ],
  [
    'subscribe',
    'a line break in a header',
    { request: { method: 'GET', url: 'http://127.0.0.1:9/', headers: { a: 'b\r\nc: d' } } },
    'invalid_manifest',
    'request.headers.a',
  ],
  [
    'subscribe',
    'a secret in the address',
    { request: { method: 'GET', url: 'http://127.0.0.1:9/?k={{api_key}}' } },
    'invalid_manifest',
    'request.url',
  ],
  [
    'subscribe',
    'an address that must not be reached',
    { request: { method: 'GET', url: 'http://169.254.169.254/latest' } },
    'url_not_allowed',
    'request.url',
  ],
  [
    'subscribe',
    'the same as one number',
    { request: { method: 'GET', url: 'http://2852039166/latest' } },
    'url_not_allowed',
    'request.url',
  ],
  [
    'subscribe',
    'a user name',
    { request: { method: 'GET', url: 'http://a:b@127.0.0.1/' } },
    'invalid_manifest',
    'request.url',
  ],
  [
    'unsubscribe',
    'the key after the end',
    { request: { method: 'POST', url: 'http://127.0.0.1:9/', body: { text: '{{api_key}}' } } },
    'invalid_manifest',
    'request.body.text',
  ],
  ['dataErasure', 'no such request in the draft', {}, 'invalid_request', 'request'],
  [
    'subscribe',
    'an auth input that is none',
    { authInputs: { crm_tokn: 'x' } },
    'auth_input_invalid',
    'authInputs.crm_tokn',
  ],
  [
    'subscribe',
    'an auth input that no owner could enter',
    { authInputs: { crm_token: 'a\nb' } },
    'auth_input_invalid',
    'authInputs.crm_token',
  ],
  [
    'subscribe',
    'a system field that is none',
    { systemFields: { app_id: 'x' } },
    'invalid_request',
    'systemFields.app_id',
  ],
  [
    'subscribe',
    'a workspace that leads elsewhere',
    { systemFields: { workspace_id: '..' } },
    'invalid_path_value',
    'systemFields.workspace_id',
  ],
  ['unsubscribe', 'a name that is no field', { response: { 'a b': 'x' } }, 'invalid_request', 'response.a b'],
])('refuses to test %s with %s, and names the field', async (topic, _, body, code, path) => {
  await using world = await setUp();
  const { body: problem } = await world.test(topic, body).expect(422);
  expect(problem).toMatchObject({ code, errors: [{ path }] });
  expect(world.receiver.requests).toEqual([]);
});

test('names the field of a value that a header cannot carry', async () => {
  await using world = await setUp(() => ({}), {
    authInputs: [{ name: 'note', type: 'text', title: 'Note', required: false }],
    requests: { subscribe: { method: 'POST', url: 'http://127.0.0.1:9/', headers: { 'X-Note': '{{auth.note}}' } } },
  });
  const { body } = await world.test('subscribe', { authInputs: { note: 'a\r\nX-Evil: 1' } }).expect(422);
  expect(body).toMatchObject({ code: 'invalid_header_value', errors: [{ path: 'authInputs.note' }] });
  expect(JSON.stringify(body)).not.toContain('X-Evil');
});

test('waits no longer than the deadline for a server that hangs', async () => {
  await using world = await setUp();
  await using raw = await openRaw(() => {});
  const { body } = await world.test('subscribe', { request: { method: 'GET', url: raw.url } }).expect(200);
  expect(body).toMatchObject({
    response: null,
    outcome: 'retried',
    explanation: { what: expect.stringContaining('3 s') },
  });
});

test('reads 64 KiB of a flood and says that it was cut, whatever its bytes', async () => {
  await using world = await setUp();
  await using raw = await openRaw((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(Buffer.concat([Buffer.from('{"a":"'), Buffer.alloc(10_000_000, 0xff)]));
  });
  const subscribe = { method: 'GET', url: raw.url, response: [{ name: 'a', path: '$.a' }] };
  const { body } = await world.test('subscribe', { request: subscribe }).expect(200);
  expect(body.response).toMatchObject({ statusCode: 200, truncated: true });
  expect(Buffer.from(body.response.body as string).length).toBeLessThan(4 * 64 * 1024);
  expect(body.fields).toEqual([{ name: 'a', path: '$.a', value: null, note: expect.stringContaining('too long') }]);
});

test('is limited by developer and app, and says how long to wait', async () => {
  await using world = await setUp();
  // One more is free every three seconds, so on a slow machine some more than twenty are sent.
  const answers = await Promise.all(Array.from({ length: 60 }, () => world.test('unsubscribe')));
  const sent = answers.filter(({ status }) => status === 200);
  const refused = answers.filter(({ status }) => status === 429);
  expect(sent.length).toBeGreaterThanOrEqual(20);
  expect(sent.length + refused.length).toBe(60);
  const { body, headers } = refused.at(-1)!;
  expect(body).toMatchObject({ code: 'too_many_tests', retryAfterSeconds: Number(headers['retry-after']) });
  expect(world.receiver.requests).toHaveLength(sent.length);
});

test('of somebody else’s app is 404', async () => {
  await using world = await setUp();
  const stranger = await api.person('stranger');
  const { body } = await request(api.app)
    .post(`/v1/developer/apps/${world.appId}/requests/subscribe/test`)
    .set({ authorization: `Bearer ${stranger.token}` })
    .send({})
    .expect(404);
  expect(body.code).toBe('not_found');
  expect(world.receiver.requests).toEqual([]);
});

test('logs nothing of it', () => {
  expect(api.logged()).not.toContain('sample-crm_token');
  expect(api.logged()).not.toContain('tok-4711-secret');
});
