import { createReceiver, type ReceivedRequest } from '@minimart/test-kit';
import request from 'supertest';
import { expect, test, vi } from 'vitest';
import { createTestApi } from '../../testing/create-test-api.ts';
import { exampleManifest } from '../../testing/example-manifest.ts';

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** An active installation of an app whose server keeps what it is sent. */
async function setUp(answer: (sent: ReceivedRequest) => { status?: number; body?: string } = () => ({})) {
  const api = await createTestApi();
  const receiver = await createReceiver(answer);
  const [developer, owner] = [await api.person('developer'), await api.person('owner')];
  const workspaceId = await api.workspace({ owner });
  await api.bot(workspaceId);
  const as = (token: string) => ({
    get: (path: string) => request(api.app).get(path).set(bearer(token)),
    post: (path: string, body: object = {}) => request(api.app).post(path).set(bearer(token)).send(body),
    put: (path: string, body: object) => request(api.app).put(path).set(bearer(token)).send(body),
    delete: (path: string) => request(api.app).delete(path).set(bearer(token)),
  });
  const made = await as(developer.token).post('/v1/developer/apps', { manifest: exampleManifest(receiver.url) });
  const appId: string = made.body.id;
  await as(developer.token).post(`/v1/developer/apps/${appId}/versions`, {}).expect(201);
  api.dispatch();
  const installations = `/v1/workspaces/${workspaceId}/installations`;
  const body = { app: 'tag-sync', scopes: ['flow-tags:view'], authInputs: { crm_token: 'x' } };
  const installed = await as(owner.token).post(installations, body).expect(201);
  const one = `${installations}/${installed.body.id}`;
  const keyOf = (sent: ReceivedRequest | undefined) => (JSON.parse(sent!.body) as { key: string }).key;
  const delivered = async (count: number) => {
    await receiver.waitFor(count);
    await vi.waitFor(
      async () => expect((await as(owner.token).get(one)).body.delivery.status).not.toBe('pending'),
      10_000,
    );
    return keyOf(receiver.requests[count - 1]);
  };
  const first = await delivered(1);
  const tags = (key: string) => request(api.app).get('/api/flow/tags').set(bearer(key));
  return {
    api,
    appId,
    workspaceId,
    one,
    installations,
    first,
    delivered,
    tags,
    owner: as(owner.token),
    developer: as(developer.token),
    installationId: installed.body.id as string,
    async [Symbol.asyncDispose]() {
      await api[Symbol.asyncDispose]();
      await receiver[Symbol.asyncDispose]();
    },
  };
}

test('rotating hands over a new key, both work during the overlap, and only the new one after it', async () => {
  await using world = await setUp();
  const { owner, one, first, tags, delivered } = world;
  const rotated = await owner.post(`${one}/rotate-key`, { overlapHours: 1 / 3600 }).expect(200);
  expect(rotated.body).toMatchObject({ status: 'active', delivery: { topic: 'subscribe' } });
  expect(rotated.body).not.toHaveProperty('plainKey');
  const second = await delivered(2);
  expect(second).not.toBe(first);
  await tags(second).expect(200);
  await vi.waitFor(async () => expect((await tags(first)).status).toBe(401), 5_000);
  await tags(second).expect(200);
  const { items, history } = (await owner.get(`${one}/keys`).expect(200)).body;
  expect(items).toMatchObject([
    { status: 'live', lastFour: second.slice(-4), endsAt: null },
    { status: 'expired', lastFour: first.slice(-4), endsAt: expect.any(String) },
  ]);
  expect(history).toMatchObject([
    { event: 'rotated', actor: 'owner', address: expect.stringMatching(/127\.0\.0\.1/), detail: { overlapMs: 1000 } },
    { event: 'minted', actor: 'owner' },
    { event: 'minted', actor: 'owner' },
  ]);
  expect(JSON.stringify([items, history])).not.toContain(first.slice(12, -4));
});

test('a new key that the server refuses is taken back, and the former one goes on', async () => {
  let sent = 0;
  await using world = await setUp(() => ((sent += 1) > 1 ? { status: 409, body: 'not today' } : {}));
  const { owner, one, first, tags, delivered } = world;
  await owner.post(`${one}/rotate-key`, {}).expect(200);
  const refused = await delivered(2);
  await tags(refused).expect(401);
  await tags(first).expect(200);
  expect((await owner.get(one)).body).toMatchObject({
    status: 'active',
    message: 'not today',
    key: { lastFour: first.slice(-4) },
  });
});

test('the same rotation asked for twice with one Idempotency-Key is one', async () => {
  await using world = await setUp();
  const { owner, one } = world;
  const ask = () => owner.post(`${one}/rotate-key`, {}).set('Idempotency-Key', 'once-1').expect(200);
  await Promise.all([ask(), ask()]);
  expect((await owner.get(`${one}/keys`)).body.items).toHaveLength(2);
});

test('ten rotations at once leave one key in force', async () => {
  await using world = await setUp();
  const { owner, one } = world;
  const answers = await Promise.all(Array.from({ length: 10 }, () => owner.post(`${one}/rotate-key`, {})));
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
  const { items } = (await owner.get(`${one}/keys`)).body as { items: { status: string }[] };
  expect(items).toHaveLength(11);
  expect(items.filter(({ status }) => status === 'live')).toHaveLength(1);
  expect(items.filter(({ status }) => status === 'replaced').length).toBeLessThanOrEqual(items.length - 1);
});

test('a paused key is refused at once and works again when it may go on', async () => {
  await using world = await setUp();
  const { owner, one, first, tags } = world;
  await tags(first).expect(200);
  const paused = await owner.put(`${one}/key-pause`, { paused: true }).expect(200);
  expect(paused.body.items[0].status).toBe('paused');
  const refusal = await tags(first).expect(401);
  expect(refusal.body).toMatchObject({ code: 'key_invalid', detail: 'The API key is not valid, or no longer.' });
  await owner.put(`${one}/key-pause`, { paused: false }).expect(200);
  await tags(first).expect(200);
});

test('a key with networks works from there alone, keeps them when it is rotated, and a bad network names its field', async () => {
  await using world = await setUp();
  const { owner, one, first, tags, delivered } = world;
  await owner.put(`${one}/key-networks`, { allowedNetworks: ['203.0.113.7/24'] }).expect(200);
  expect((await tags(first).expect(403)).body).toMatchObject({ code: 'network_not_allowed' });
  await tags(first).set('X-Forwarded-For', '203.0.113.99').expect(200);
  await tags(first).set('X-Forwarded-For', '203.0.113.99, 198.51.100.1').expect(403);
  await owner.post(`${one}/rotate-key`, {}).expect(200);
  await tags(await delivered(2)).expect(403);
  const bad = await owner.put(`${one}/key-networks`, { allowedNetworks: ['10.0.0.0/8', 'office'] }).expect(422);
  expect(bad.body).toMatchObject({ code: 'invalid_network', errors: [{ path: 'allowedNetworks[1]' }] });
  await owner.put(`${one}/key-networks`, { allowedNetworks: null }).expect(200);
  await tags(first).expect(200);
});

test('an ended key is dead at once, and a retry gives the installation another', async () => {
  await using world = await setUp();
  const { owner, one, first, tags, delivered } = world;
  await tags(first).expect(200);
  const ended = await owner.post(`${one}/end-key`).expect(200);
  expect(ended.body).toMatchObject({ status: 'failed', key: null });
  await tags(first).expect(401);
  await owner.post(`${one}/retry`, {}).expect(200);
  await tags(await delivered(2)).expect(200);
  await tags(first).expect(401);
});

test.each([{ overlapHours: -1 }, { overlapHours: 169 }, { overlapHours: '24' }, { overlap: 1 }])(
  '%j is no rotation, and nothing is minted',
  async (body) => {
    await using world = await setUp();
    const { owner, one } = world;
    expect((await owner.post(`${one}/rotate-key`, body).expect(422)).body.errors).toHaveLength(1);
    expect((await owner.get(`${one}/keys`)).body.items).toHaveLength(1);
  },
);

test('the developer sees the present keys of an app and cannot read them; nobody else sees them', async () => {
  await using world = await setUp();
  const { developer, owner, appId, first, installationId, workspaceId, tags, api } = world;
  await tags(first).expect(200);
  await api.services.uses.flush('all');
  const { body } = await developer.get(`/v1/developer/apps/${appId}/keys`).expect(200);
  expect(body.items).toMatchObject([
    {
      installationId,
      workspaceId,
      status: 'active',
      keys: [
        {
          start: first.slice(0, 12),
          lastFour: first.slice(-4),
          scopes: ['flow-tags:view'],
          lastUsedAt: expect.any(String),
        },
      ],
    },
  ]);
  expect(JSON.stringify(body)).not.toContain(first.slice(12, -4));
  await owner.get(`/v1/developer/apps/${appId}/keys`).expect(404);
});

test('refused uses of a known key are in its history, counted, with the true reason', async () => {
  await using world = await setUp();
  const { owner, one, first, tags, api } = world;
  await owner.post(`${one}/end-key`).expect(200);
  for (let call = 0; call < 5; call += 1) await tags(first).expect(401);
  await api.services.refusals.flush('all');
  const { history } = (await owner.get(`${one}/keys`)).body;
  expect(history[0]).toMatchObject({ event: 'refused', detail: { reason: 'revoked', times: 5 } });
});

test.each([
  ['path', (key: string) => `/api/flow/${key}`, {}],
  ['query', (key: string) => `/api/flow/tags?api_key=${key}`, {}],
  ['query', (key: string) => `/api/flow/tags?x=${encodeURIComponent(`${key}`).replaceAll('_', '%5F')}`, {}],
  ['body', () => '/api/subscriber/send-text', { user_ns: 'f1', content: 'KEY' }],
])('a key in the %s of a platform call is refused and in the history', async (place, path, body) => {
  await using world = await setUp();
  const { api, first, owner, one } = world;
  const call =
    Object.keys(body).length === 0
      ? request(api.app).get(path(first))
      : request(api.app)
          .post(path(first))
          .send({ ...body, content: first });
  const refusal = await call.set(bearer(first)).expect(400);
  expect(refusal.body).toMatchObject({ code: 'key_leaked', place });
  expect(JSON.stringify(refusal.body)).not.toContain(first);
  await api.services.refusals.flush('all');
  const { history } = (await owner.get(`${one}/keys`)).body;
  expect(history[0]).toMatchObject({ event: 'leaked', detail: { reason: place } });
  expect(api.logged()).not.toContain(first);
});

test('a reinstall holds what was agreed to this time, never what was agreed to before as well', async () => {
  await using world = await setUp();
  const { owner, one, first, tags, installations, api } = world;
  await owner.delete(one).expect(200);
  await tags(first).expect(401);
  const install = async (scopes: string[]) => {
    const body = { app: 'tag-sync', scopes, authInputs: { crm_token: 'x' } };
    return (await owner.post(installations, body).expect(201)).body as { id: string };
  };
  const scopesOf = async ({ id }: { id: string }) =>
    (await api.services.keysOf(api.services.em()).keysOf([id])).map(({ scopes }) => scopes);
  const wide = await install(['flow-tags:view', 'sub-flows:send']);
  expect(await scopesOf(wide)).toEqual([['flow-tags:view', 'sub-flows:send']]);
  await owner.delete(`${installations}/${wide.id}`).expect(200);
  const narrow = await install(['flow-tags:view']);
  expect(await scopesOf(narrow)).toEqual([['flow-tags:view']]);
  await vi.waitFor(
    async () => expect((await owner.get(`${installations}/${narrow.id}`)).body.status).toBe('active'),
    10_000,
  );
  await owner.post(`${installations}/${narrow.id}/rotate-key`, {}).expect(200);
  expect(await scopesOf(narrow)).toEqual([['flow-tags:view'], ['flow-tags:view']]);
  expect((await owner.post(`${installations}/${narrow.id}/rotate-key`, { scopes: ['sub-flows:send'] })).status).toBe(
    422,
  );
});
