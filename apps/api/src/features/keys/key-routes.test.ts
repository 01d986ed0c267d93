import { setTimeout as sleep } from 'node:timers/promises';
import { createReceiver, type ReceivedRequest, type ReceiverAnswer } from '@minimart/test-kit';
import request from 'supertest';
import { expect, test, vi } from 'vitest';
import { createTestApi } from '../../testing/create-test-api.ts';
import { exampleManifest } from '../../testing/example-manifest.ts';

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** An active installation of an app whose server keeps what it is sent. */
async function setUp(answer: (sent: ReceivedRequest) => ReceiverAnswer | Promise<ReceiverAnswer> = () => ({})) {
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
    receiver,
    keySent: (count: number) => keyOf(receiver.requests[count - 1]),
    attempted: () =>
      vi.waitFor(
        async () => expect((await as(owner.token).get(one)).body.delivery.attempts).toBeGreaterThan(0),
        10_000,
      ),
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
  await vi.waitFor(async () => expect((await tags(first)).status).toBe(401), 15_000);
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
  expect(items.filter(({ status }) => status === 'replaced')).toHaveLength(10);
  expect(items[0]?.status).toBe('live');
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

test('a pause or networks without a key that works are refused, and not forgotten by the next key', async () => {
  await using world = await setUp();
  const { owner, one } = world;
  await owner.post(`${one}/end-key`).expect(200);
  const pause = await owner.put(`${one}/key-pause`, { paused: true }).expect(409);
  const networks = await owner.put(`${one}/key-networks`, { allowedNetworks: ['203.0.113.0/24'] }).expect(409);
  for (const { body } of [pause, networks]) expect(body).toMatchObject({ code: 'key_not_found' });
});

test('a retry keeps a pause and networks though an older key ended after its overlap without them', async () => {
  await using world = await setUp();
  const { owner, one, tags, delivered } = world;
  await owner.post(`${one}/rotate-key`, { overlapHours: 0.05 / 3600 }).expect(200);
  await delivered(2);
  await sleep(100);
  await owner.put(`${one}/key-networks`, { allowedNetworks: ['203.0.113.0/24'] }).expect(200);
  await owner.post(`${one}/end-key`).expect(200);
  await owner.post(`${one}/retry`, {}).expect(200);
  await tags(await delivered(3)).expect(403);
});

test('an installation fails when its server refused every key that lives, also after a second rotation', async () => {
  let sent = 0;
  await using world = await setUp(() => [{}, { status: 500 }, { status: 409 }][sent++] ?? {});
  const { owner, one, receiver, attempted, delivered } = world;
  await owner.post(`${one}/rotate-key`, { overlapHours: 0 }).expect(200);
  await receiver.waitFor(2);
  await attempted();
  await owner.post(`${one}/rotate-key`, {}).expect(200);
  await delivered(3);
  expect((await owner.get(one)).body).toMatchObject({ status: 'failed', key: null });
});

test('a second rotation leaves the key alone that the server is about to accept, for the overlap', async () => {
  let sent = 0;
  const held = Promise.withResolvers<ReceiverAnswer>();
  await using world = await setUp(() => [{}, held.promise, { status: 409 }][sent++] ?? {});
  const { owner, one, receiver, tags, keySent, delivered, first, api } = world;
  await owner.post(`${one}/rotate-key`, {}).expect(200);
  await receiver.waitFor(2);
  await owner.post(`${one}/rotate-key`, {}).expect(200);
  held.resolve({});
  await delivered(3);
  const taken = `select number from webhooks.attempts where outcome = 'delivered'`;
  await vi.waitFor(async () => expect(await api.services.em().execute(taken)).toHaveLength(2), 15_000);
  await tags(keySent(2)).expect(200);
  await tags(keySent(3)).expect(401);
  await tags(first).expect(200);
  expect((await owner.get(one)).body).toMatchObject({ status: 'active', key: { lastFour: first.slice(-4) } });
});

test('who changed a key and from where is written down with an address, or none, whatever a caller claims', async () => {
  await using world = await setUp();
  const { owner, one } = world;
  const paused = (claimed: string) => owner.put(`${one}/key-pause`, { paused: true }).set('X-Forwarded-For', claimed);
  await paused(`"><script>${'a'.repeat(5_000)}`).expect(200);
  await owner.put(`${one}/key-pause`, { paused: false }).set('X-Forwarded-For', '203.0.113.7:4711').expect(200);
  const { history } = (await owner.get(`${one}/keys`)).body as { history: { address: string | null }[] };
  expect(history.slice(0, 2).map(({ address }) => address)).toEqual(['203.0.113.7', null]);
});

test('keys and their history are read by the page, to the first of each', async () => {
  await using world = await setUp();
  const { owner, one } = world;
  for (let count = 0; count < 4; count += 1) await owner.post(`${one}/rotate-key`, { overlapHours: 0 }).expect(200);
  const all = (await owner.get(`${one}/keys`)).body;
  expect(all).toMatchObject({ nextCursor: null, historyCursor: null });
  const read = async (path: string) => {
    const seen: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: unknown[]; nextCursor: string | null } = (
        await owner.get(`${one}/${path}?limit=2${cursor && `&cursor=${cursor}`}`).expect(200)
      ).body;
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items);
      cursor = page.nextCursor;
    }
    return seen;
  };
  expect(await read('keys')).toEqual(all.items);
  expect(await read('key-history')).toEqual(all.history);
  for (const path of ['keys', 'key-history'])
    expect((await owner.get(`${one}/${path}?cursor=eyJ4IjoxfQ`).expect(422)).body.errors).toMatchObject([
      { path: 'cursor' },
    ]);
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

test('the developer sees no key whose overlap is over', async () => {
  await using world = await setUp();
  const { developer, owner, one, appId, delivered } = world;
  await owner.post(`${one}/rotate-key`, { overlapHours: 0.01 / 3600 }).expect(200);
  const second = await delivered(2);
  await sleep(100);
  const { body } = await developer.get(`/v1/developer/apps/${appId}/keys`).expect(200);
  expect(body.items[0].keys).toMatchObject([{ status: 'live', lastFour: second.slice(-4) }]);
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
