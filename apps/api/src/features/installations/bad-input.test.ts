import { createReceiver } from '@minimart/test-kit';
import request, { type Test } from 'supertest';
import { expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../testing/create-test-api.ts';
import { exampleManifest } from '../../testing/example-manifest.ts';

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** How many rows each table holds, so that "nothing was written" can be seen. */
async function census({ services }: TestApi): Promise<unknown> {
  const em = services.em();
  const tables = [
    'catalog.apps',
    'catalog.versions',
    'installs.installations',
    'keys.api_keys',
    'webhooks.deliveries',
    'webhooks.endpoints',
    'idempotency.requests',
  ];
  return Promise.all(
    tables.map((table) => em.fork().execute(`select '${table}' as "table", count(*)::int as rows from ${table}`)),
  );
}

async function expectRefused(api: TestApi, call: Test, expected: { status: number; code: string; path?: string }) {
  const before = await census(api);
  const { status, body, headers } = await call;
  expect({ status, code: body.code, path: body.errors?.[0]?.path }).toEqual({ path: undefined, ...expected });
  expect(headers['content-type']).toMatch('application/problem+json');
  expect(body).toMatchObject({
    title: expect.any(String),
    detail: expect.any(String),
    type: `http://store.test/errors/${expected.code.replaceAll('_', '-')}`,
  });
  await request(api.app)
    .get(new URL(body.type as string).pathname)
    .expect(200);
  expect(await census(api)).toEqual(before);
}

test('a manifest that is not right is refused at its field, and nothing is written', async () => {
  await using api = await createTestApi({ egressAllow: [] });
  const { token } = await api.person('developer');
  const post = (manifest: unknown) =>
    request(api.app)
      .post('/v1/developer/apps')
      .set(bearer(token))
      .send({ manifest } as object);
  const good = exampleManifest('https://hooks.example.com');
  await expectRefused(api, post({ ...good, name: 7 }), {
    status: 422,
    code: 'invalid_manifest',
    path: 'manifest.name',
  });
  await expectRefused(api, post('not an object'), { status: 422, code: 'invalid_request', path: 'manifest' });
  await expectRefused(api, post({ ...good, colour: 'red' }), {
    status: 422,
    code: 'invalid_manifest',
    path: 'manifest.colour',
  });
  const scopes = [{ id: 'flow-tags:veiw', reason: 'To read.' }];
  await expectRefused(api, post({ ...good, scopes }), {
    status: 422,
    code: 'unknown_scope',
    path: 'manifest.scopes[0].id',
  });
  const { body } = await post({ ...good, scopes });
  expect(body.detail).toContain('Did you mean flow-tags:view?');
});

test.each([
  'http://10.0.0.8/hook',
  'http://127.0.0.1/x',
  'http://[::1]/',
  'http://169.254.169.254/latest',
  'http://0x7f.1/',
  'http://localhost/',
  'ftp://hooks.example.com/',
])('refuses to deliver to %s', async (url) => {
  await using api = await createTestApi({ egressAllow: [] });
  const { token } = await api.person('developer');
  const manifest = exampleManifest('https://hooks.example.com', { requests: { subscribe: { method: 'POST', url } } });
  const call = request(api.app).post('/v1/developer/apps').set(bearer(token)).send({ manifest });
  const { status, body } = await call;
  expect([status, body.errors[0].path]).toEqual([422, 'manifest.requests.subscribe.url']);
  expect(await census(api)).toMatchObject([
    [{ rows: 0 }],
    [{ rows: 0 }],
    [{ rows: 0 }],
    [{ rows: 0 }],
    [{ rows: 0 }],
    [{ rows: 0 }],
    [{ rows: 0 }],
  ]);
});

test('an install that is not right is refused at its field, and nothing is written', async () => {
  await using api = await createTestApi();
  await using receiver = await createReceiver();
  const [developer, owner, other, member] = [
    await api.person('developer'),
    await api.person('owner'),
    await api.person('other'),
    await api.person('member'),
  ];
  const workspaceId = await api.workspace({ owner, member });
  const otherWorkspace = await api.workspace({ owner: other });
  const created = await request(api.app)
    .post('/v1/developer/apps')
    .set(bearer(developer.token))
    .send({ manifest: exampleManifest(receiver.url) })
    .expect(201);
  await request(api.app)
    .post(`/v1/developer/apps/${created.body.id}/versions`)
    .set(bearer(developer.token))
    .send({})
    .expect(201);

  const good = { app: 'tag-sync', scopes: ['flow-tags:view'], authInputs: { crm_token: 'x' } };
  const install = (changes: object, { token = owner.token, workspace = workspaceId } = {}) =>
    request(api.app)
      .post(`/v1/workspaces/${workspace}/installations`)
      .set(bearer(token))
      .set('idempotency-key', crypto.randomUUID())
      .send({ ...good, ...changes });
  await expectRefused(api, install({ scopes: ['flow-tags:veiw', 'flow-tags:view'] }), {
    status: 422,
    code: 'unknown_scope',
    path: 'scopes[0]',
  });
  await expectRefused(api, install({ scopes: ['flow-tags:view', 'flow-tags:manage'] }), {
    status: 422,
    code: 'scope_not_declared',
    path: 'scopes[1]',
  });
  await expectRefused(api, install({ scopes: [] }), { status: 422, code: 'required_scope_missing', path: 'scopes' });
  await expectRefused(api, install({ authInputs: {} }), {
    status: 422,
    code: 'auth_input_invalid',
    path: 'authInputs.crm_token',
  });
  await expectRefused(api, install({ authInputs: { crm_token: 'x', extra: 1 } }), {
    status: 422,
    code: 'auth_input_invalid',
    path: 'authInputs.extra',
  });
  await expectRefused(api, install({ version: '0.9.0' }), { status: 409, code: 'consent_outdated', path: 'version' });
  await expectRefused(api, install({ app: 'no-such-app' }), { status: 404, code: 'not_found', path: 'app' });
  await expectRefused(api, install({ scopes: 'all' }), { status: 422, code: 'invalid_request', path: 'scopes' });
  await expectRefused(api, install({}, { workspace: otherWorkspace }), { status: 404, code: 'not_found' });
  await expectRefused(api, install({}, { workspace: 'ws_none' }), { status: 404, code: 'not_found' });
  await expectRefused(api, install({}, { token: member.token }), { status: 403, code: 'role_required' });
  await expectRefused(api, install({}, { token: 'mm_pat_wrong' }), { status: 401, code: 'token_invalid' });

  const installed = await install({}).expect(201);
  await expectRefused(api, install({}), { status: 409, code: 'already_installed' });
  const theirs = `/v1/workspaces/${otherWorkspace}/installations/${installed.body.id}`;
  await expectRefused(api, request(api.app).get(theirs).set(bearer(other.token)), { status: 404, code: 'not_found' });
  await expectRefused(api, request(api.app).delete(theirs).set(bearer(other.token)), {
    status: 404,
    code: 'not_found',
  });
});

test('malformed requests are refused before anything looks at them', async () => {
  await using api = await createTestApi();
  const { token } = await api.person('developer');
  const post = () => request(api.app).post('/v1/developer/apps').set(bearer(token));
  await expectRefused(api, post().set('content-type', 'application/json').send('{"manifest":'), {
    status: 400,
    code: 'invalid_json',
  });
  await expectRefused(api, post().set('content-type', 'text/plain').send('hello'), {
    status: 415,
    code: 'unsupported_media_type',
  });
  await expectRefused(api, post().send({ manifest: { description: 'x'.repeat(600_000) } }), {
    status: 413,
    code: 'body_too_large',
  });
  await expectRefused(api, request(api.app).get('/v1/apps?limit=1000'), {
    status: 422,
    code: 'invalid_request',
    path: 'query.limit',
  });
  await expectRefused(api, request(api.app).get('/v1/apps/%E0%A4%A'), { status: 422, code: 'invalid_request' });
  await expectRefused(api, request(api.app).get('/v1/workspaces/%00/installations').set(bearer(token)), {
    status: 422,
    code: 'invalid_request',
  });
  await expectRefused(api, request(api.app).get('/nothing'), { status: 404, code: 'not_found' });
  await expectRefused(api, request(api.app).get('/v1/me'), { status: 401, code: 'signed_out' });
});

test('a browser on another site cannot act with the cookie of a person', async () => {
  await using api = await createTestApi();
  const { email, password } = await api.person('owner');
  const signIn = await request(api.app)
    .post('/v1/auth/sign-in/email')
    .set('origin', 'http://store.test')
    .send({ email, password })
    .expect(200);
  const cookie = (signIn.headers['set-cookie'] as unknown as string[]).map((each) => each.split(';')[0]).join('; ');
  await request(api.app).get('/v1/me').set({ cookie }).expect(200);
  const create = (origin: string) =>
    request(api.app).post('/v1/developer/apps').set({ cookie, origin }).send({ manifest: {} });
  await expectRefused(api, create('http://evil.test'), { status: 403, code: 'cross_site_request' });
  await expectRefused(api, create('http://store.test'), {
    status: 422,
    code: 'invalid_manifest',
    path: 'manifest.name',
  });
});
