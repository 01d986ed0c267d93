import { createReceiver, type ReceivedRequest } from '@minimart/test-kit';
import { Webhook } from 'standardwebhooks';
import request from 'supertest';
import { expect, test, vi } from 'vitest';
import { createTestApi } from '../../testing/create-test-api.ts';
import { exampleManifest } from '../../testing/example-manifest.ts';

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** An app that is installed once, on a server that answers as the test says. */
async function setUp(
  answer: (sent: ReceivedRequest) => { status?: number; body?: string; headers?: Record<string, string> },
) {
  const api = await createTestApi();
  const receiver = await createReceiver(answer);
  const [developer, owner, stranger] = [
    await api.person('developer'),
    await api.person('owner'),
    await api.person('stranger'),
  ];
  const workspaceId = await api.workspace({ owner });
  await api.bot(workspaceId);
  const as = ({ token }: { token: string }) => ({
    get: (path: string) => request(api.app).get(path).set(bearer(token)),
    post: (path: string, body: object = {}) => request(api.app).post(path).set(bearer(token)).send(body),
    put: (path: string, body: object) => request(api.app).put(path).set(bearer(token)).send(body),
    delete: (path: string) => request(api.app).delete(path).set(bearer(token)),
  });
  const made = await as(developer)
    .post('/v1/developer/apps', { manifest: exampleManifest(receiver.url) })
    .expect(201);
  const base = `/v1/developer/apps/${made.body.id}`;
  await as(developer).post(`${base}/versions`, {}).expect(201);
  api.dispatch();
  const body = { app: 'tag-sync', scopes: ['flow-tags:view'], authInputs: { crm_token: 'tok-4711-secret' } };
  const installed = await as(owner).post(`/v1/workspaces/${workspaceId}/installations`, body).expect(201);
  const one = `/v1/workspaces/${workspaceId}/installations/${installed.body.id}`;
  const keyOf = (place: number) => (JSON.parse(receiver.requests[place]!.body) as { key: string }).key;
  return {
    api,
    receiver,
    base,
    one,
    signingSecret: made.body.signingSecret as string,
    installationId: installed.body.id as string,
    keyOf,
    tags: (key: string) => request(api.app).get('/api/flow/tags').set(bearer(key)),
    developer: as(developer),
    owner: as(owner),
    stranger: as(stranger),
    list: async (query = '') => (await as(developer).get(`${base}/deliveries${query}`).expect(200)).body.items,
    /** Waits until the latest delivery has this state; answers it whole. */
    async latest(status: string) {
      return vi.waitFor(async () => {
        const [first] = (await as(developer).get(`${base}/deliveries?limit=1`)).body.items;
        expect(first.status).toBe(status);
        return (await as(developer).get(`${base}/deliveries/${first.id}`).expect(200)).body;
      }, 10_000);
    },
    async [Symbol.asyncDispose]() {
      await api[Symbol.asyncDispose]();
      await receiver[Symbol.asyncDispose]();
    },
  };
}

test('shows each attempt as it went out and what came back, in plain words, with nothing secret in it', async () => {
  await using world = await setUp(() => ({ status: 422, body: '{"message":"No such list"}' }));
  const whole = await world.latest('refused');
  expect(whole).toMatchObject({
    topic: 'subscribe',
    installationId: world.installationId,
    message: 'No such list',
    replayable: false,
    attemptLog: [
      {
        number: 1,
        outcome: 'refused',
        statusCode: 422,
        responseBody: '{"message":"No such list"}',
        request: {
          method: 'POST',
          headers: { 'webhook-id': whole.id, 'webhook-signature': 'v1,••••', 'user-agent': 'Minimart/0.1.0' },
        },
        explanation: { what: expect.stringContaining('refused'), advice: expect.any(String) },
      },
    ],
  });
  expect(whole.curl).toMatch(/^curl --request POST /);
  const text = JSON.stringify(whole);
  expect(text).not.toContain('tok-4711-secret');
  expect(text).not.toContain(world.keyOf(0));
});

test('a replay of a refused request gives its installation a new key, under a new delivery', async () => {
  let status = 422;
  await using world = await setUp(() => ({ status }));
  const refused = await world.latest('refused');
  status = 200;
  const { body } = await world.developer.post(`${world.base}/deliveries/${refused.id}/replay`).expect(200);
  expect(body).toEqual({ deliveryId: expect.not.stringMatching(refused.id), newKey: true });
  await world.latest('delivered');
  await world.tags(world.keyOf(1)).expect(200);
  await world.tags(world.keyOf(0)).expect(401);
  expect((await world.owner.get(world.one).expect(200)).body.status).toBe('active');
  // The former request has been overtaken.
  const late = await world.developer.post(`${world.base}/deliveries/${refused.id}/replay`).expect(409);
  expect(late.body).toMatchObject({
    code: 'delivery_not_replayable',
    detail: expect.stringContaining('later request'),
  });
});

test('a replay of a delivered request hands over a further key, and the former one works on', async () => {
  await using world = await setUp(() => ({}));
  const delivered = await world.latest('delivered');
  await world.developer.post(`${world.base}/deliveries/${delivered.id}/replay`).expect(200);
  await world.receiver.waitFor(2);
  await world.tags(world.keyOf(1)).expect(200);
  await world.tags(world.keyOf(0)).expect(200);
});

test('after the farewell a welcome cannot be replayed, the farewell can', async () => {
  await using world = await setUp(() => ({}));
  const welcome = await world.latest('delivered');
  await world.owner.delete(world.one).expect(200);
  await world.receiver.waitFor(2);
  const [farewell] = await vi.waitFor(async () => {
    const items = await world.list('?topic=unsubscribe&status=delivered');
    expect(items).toHaveLength(1);
    return items;
  }, 10_000);
  const refused = await world.developer.post(`${world.base}/deliveries/${welcome.id}/replay`).expect(409);
  expect(refused.body.detail).toContain('uninstalled');
  const { body } = await world.developer.post(`${world.base}/deliveries/${farewell.id}/replay`).expect(200);
  expect(body).toEqual({ deliveryId: farewell.id, newKey: false });
  const [, first, second] = await world.receiver.waitFor(3);
  expect(second!.headers['webhook-id']).toBe(first!.headers['webhook-id']);
});

test('recovers what failed since a moment, and says what it left', async () => {
  let status = 422;
  await using world = await setUp(() => ({ status }));
  await world.latest('refused');
  status = 200;
  const before = new Date(Date.now() - 3_600_000).toISOString();
  const none = await world.developer.post(`${world.base}/recover-deliveries`, {
    since: new Date(Date.now() + 60_000).toISOString(),
  });
  expect(none.body).toEqual({ replayed: 0, skipped: [] });
  const { body } = await world.developer.post(`${world.base}/recover-deliveries`, { since: before }).expect(200);
  expect(body).toEqual({ replayed: 1, skipped: [] });
  await world.latest('delivered');
  const again = await world.developer.post(`${world.base}/recover-deliveries`, { since: before }).expect(200);
  expect(again.body).toMatchObject({ replayed: 0, skipped: [{ reason: expect.stringContaining('later request') }] });
  await world.developer.post(`${world.base}/recover-deliveries`, { since: 'yesterday' }).expect(422);
});

test('a pause keeps requests back until it is resumed', async () => {
  await using world = await setUp(() => ({}));
  const first = await world.latest('delivered');
  expect((await world.developer.post(`${world.base}/endpoint/pause`).expect(200)).body.state).toBe('paused');
  await world.developer.post(`${world.base}/deliveries/${first.id}/replay`).expect(200);
  expect((await world.developer.get(`${world.base}/endpoint`).expect(200)).body).toMatchObject({
    state: 'paused',
    waiting: 1,
  });
  expect(world.receiver.requests).toHaveLength(1);
  await world.developer.post(`${world.base}/endpoint/resume`).expect(200);
  await world.receiver.waitFor(2);
});

test('a new signing secret is shown once and signs at once, the former one along with it, as the published library says', async () => {
  await using world = await setUp(() => ({}));
  const first = await world.latest('delivered');
  const made = await world.developer.post(`${world.base}/endpoint/signing-secrets`, { overlapHours: 1 }).expect(201);
  const pair = await world.developer.post(`${world.base}/endpoint/signing-secrets`, { scheme: 'v1a' }).expect(201);
  expect(pair.body).toMatchObject({ signingSecret: null, publicKey: expect.stringMatching(/^whpk_/) });
  await world.developer.post(`${world.base}/deliveries/${first.id}/replay`).expect(200);
  const sent = (await world.receiver.waitFor(2))[1]!;
  const headers = sent.headers as Record<string, string>;
  for (const secret of [made.body.signingSecret, world.signingSecret]) {
    expect(new Webhook(secret).verify(sent.body, headers)).toMatchObject({ key: world.keyOf(1) });
  }
  expect(headers['webhook-signature']).toMatch(/^v1a,\S+ v1,\S+ v1,\S+$/);
  const endpoint = await world.developer.get(`${world.base}/endpoint`).expect(200);
  expect(endpoint.body.signingSecrets.map(({ scheme }: { scheme: string }) => scheme)).toEqual(['v1a', 'v1', 'v1']);
  expect(JSON.stringify(endpoint.body)).not.toContain(made.body.signingSecret);

  const check = (body: object) => world.developer.post(`${world.base}/endpoint/signature-check`, body);
  const webhookHeaders = Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('webhook-')));
  expect((await check({ headers: webhookHeaders, body: sent.body }).expect(200)).body).toMatchObject({ valid: true });
  expect((await check({ headers: webhookHeaders, body: `${sent.body} ` }).expect(200)).body).toMatchObject({
    valid: false,
    reason: 'no_match',
    explanation: expect.stringContaining('raw bytes'),
  });
});

test.each([
  ['put', 'limits', { maxInFlight: 0, perSecond: null }, 'maxInFlight'],
  ['put', 'limits', { maxInFlight: null, perSecond: 5000 }, 'perSecond'],
  ['put', 'limits', { maxInFlight: 'many', perSecond: null }, 'maxInFlight'],
  ['post', 'signing-secrets', { overlapHours: 169 }, 'overlapHours'],
  ['post', 'signing-secrets', { scheme: 'v2' }, 'scheme'],
  ['post', 'signature-check', { headers: {} }, 'body'],
] as const)('%s %s of %j names the field %s and changes nothing', async (method, what, body, field) => {
  await using world = await setUp(() => ({}));
  const before = (await world.developer.get(`${world.base}/endpoint`)).body;
  const refused = await world.developer[method](`${world.base}/endpoint/${what}`, body).expect(422);
  expect(refused.body.errors[0].path).toContain(field);
  const { limits, signingSecrets } = (await world.developer.get(`${world.base}/endpoint`)).body;
  expect({ limits, signingSecrets }).toEqual({ limits: before.limits, signingSecrets: before.signingSecrets });
});

test('nobody but its developer reads or changes anything of an app’s deliveries', async () => {
  await using world = await setUp(() => ({}));
  const { id } = await world.latest('delivered');
  for (const caller of [world.stranger, world.owner]) {
    await caller.get(`${world.base}/deliveries`).expect(404);
    await caller.get(`${world.base}/deliveries/${id}`).expect(404);
    await caller.post(`${world.base}/deliveries/${id}/replay`).expect(404);
    await caller.post(`${world.base}/recover-deliveries`, { since: new Date().toISOString() }).expect(404);
    await caller.get(`${world.base}/endpoint`).expect(404);
    for (const what of ['pause', 'resume']) await caller.post(`${world.base}/endpoint/${what}`).expect(404);
    await caller.post(`${world.base}/endpoint/signing-secrets`, {}).expect(404);
    await caller.put(`${world.base}/endpoint/limits`, { maxInFlight: 1, perSecond: null }).expect(404);
    await caller.post(`${world.base}/endpoint/signature-check`, { headers: {}, body: '' }).expect(404);
  }
  expect(world.receiver.requests).toHaveLength(1);
});

test.each(['0000-01-01T00:00:00Z', '9999-12-31T23:59:59-14:00', '0001-01-01T00:00:00+14:00'])(
  'a moment in no year from 1 to 9999 is refused: %s',
  async (moment) => {
    await using world = await setUp(() => ({}));
    for (const name of ['since', 'until']) {
      const { body } = await world.developer
        .get(`${world.base}/deliveries?${name}=${encodeURIComponent(moment)}`)
        .expect(422);
      expect(body).toMatchObject({ code: 'invalid_request', errors: [{ path: `query.${name}` }] });
    }
    const { body } = await world.developer.post(`${world.base}/recover-deliveries`, { since: moment }).expect(422);
    expect(body).toMatchObject({ errors: [{ path: 'since' }] });
  },
);
