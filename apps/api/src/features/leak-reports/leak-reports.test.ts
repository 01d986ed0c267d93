import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createReceiver } from '@minimart/test-kit';
import { mintToken } from '@minimart/tokens';
import request from 'supertest';
import { expect, test, vi } from 'vitest';
import { createApp } from '../../app.ts';
import { createTestApi } from '../../testing/create-test-api.ts';
import { exampleManifest } from '../../testing/example-manifest.ts';
import { createReportKeys } from './report-keys.ts';

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const newPair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const toPublished = (keys: Record<string, KeyObject>) =>
  JSON.stringify({
    public_keys: Object.entries(keys).map(([key_identifier, key]) => {
      return { key_identifier, key: key.export({ type: 'spki', format: 'pem' }), is_current: true };
    }),
  });

async function setUp(requests?: object) {
  const api = await createTestApi();
  const receiver = await createReceiver();
  const scanner = newPair();
  const folder = await mkdtemp(join(tmpdir(), 'minimart-report-'));
  const file = join(folder, 'keys.json');
  await writeFile(file, toPublished({ k1: scanner.publicKey }));
  const app = createApp({ ...api.services, config: { ...api.services.config, leakReportKeys: file } });
  const [developer, owner] = [await api.person('developer'), await api.person('owner')];
  const workspaceId = await api.workspace({ owner });
  await api.bot(workspaceId);
  const manifest = exampleManifest(receiver.url, requests === undefined ? {} : { requests });
  const made = await request(app)
    .post('/v1/developer/apps')
    .set(bearer(developer.token))
    .send({ manifest })
    .expect(201);
  await request(app)
    .post(`/v1/developer/apps/${made.body.id}/versions`)
    .set(bearer(developer.token))
    .send({})
    .expect(201);
  api.dispatch();
  const installations = `/v1/workspaces/${workspaceId}/installations`;
  const wanted = { app: 'tag-sync', scopes: ['flow-tags:view'], authInputs: { crm_token: 'x' } };
  const installed = await request(app).post(installations).set(bearer(owner.token)).send(wanted).expect(201);
  const one = `${installations}/${installed.body.id}`;
  const report = (found: unknown, { identifier = 'k1', by = scanner.privateKey, signed = found } = {}) => {
    const signature = sign('sha256', Buffer.from(JSON.stringify(signed)), by).toString('base64');
    return request(app)
      .post('/v1/leak-reports')
      .set({ 'github-public-key-identifier': identifier, 'github-public-key-signature': signature })
      .set('content-type', 'application/json')
      .send(JSON.stringify(found));
  };
  return {
    api,
    app,
    report,
    installed,
    read: async (path = '') => (await request(app).get(`${one}${path}`).set(bearer(owner.token)).expect(200)).body,
    switchTo: (scopes: string[]) => request(app).patch(one).set(bearer(owner.token)).send({ scopes }).expect(200),
    tags: (key: string) => request(app).get('/api/flow/tags').set(bearer(key)),
    async keySent(count: number) {
      const sent = await receiver.waitFor(count);
      await vi.waitFor(async () => expect((await this.read()).delivery.status).toBe('delivered'), 10_000);
      return (JSON.parse(sent[count - 1]!.body) as { key: string }).key;
    },
    async [Symbol.asyncDispose]() {
      await api[Symbol.asyncDispose]();
      await receiver[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    },
  };
}

test('a key found in public is dead at once, its installation gets another, and the owner can read where it was found', async () => {
  await using world = await setUp();
  const leaked = await world.keySent(1);
  await world.tags(leaked).expect(200);
  const found = { token: leaked, type: 'minimart_key', url: 'https://example.com/a.js', source: 'content' };
  const unknown = { token: mintToken('mm_live'), type: 'minimart_key', url: '', source: 'content' };
  const { body } = await world.report([found, unknown]).expect(200);
  expect(body).toEqual([
    { token_raw: leaked, token_type: 'minimart_key', label: 'true_positive' },
    { token_raw: unknown.token, token_type: 'minimart_key', label: 'false_positive' },
  ]);
  await world.tags(leaked).expect(401);
  const next = await world.keySent(2);
  await world.tags(next).expect(200);
  expect(await world.read()).toMatchObject({ status: 'active', key: { lastFour: next.slice(-4) } });
  const { history } = await world.read('/keys');
  expect(history).toContainEqual(
    expect.objectContaining({
      event: 'leaked',
      actor: 'leak report',
      detail: { place: 'public', url: 'https://example.com/a.js', source: 'content' },
    }),
  );
  expect(world.api.logged()).not.toContain(leaked);
});

test.each([
  ['a NUL in it', 'https://example.com/\0'],
  ['half a character', 'https://example.com/\ud800'],
  ['too many characters', `https://example.com/${'a'.repeat(8_000)}`],
  ['a number in its place', 7],
])('a place with %s is no reason to let the key live', async (_odd, url) => {
  await using world = await setUp();
  const leaked = await world.keySent(1);
  await world.report([{ token: leaked, type: 'minimart_key', url, source: url }]).expect(200);
  await world.tags(leaked).expect(401);
  expect((await world.read('/keys')).history).toContainEqual(expect.objectContaining({ event: 'leaked' }));
});

test('entries that cannot be read, and many of them, keep no key alive; the report is refused once all others are taken', async () => {
  await using world = await setUp();
  const leaked = await world.keySent(1);
  const others = Array.from({ length: 200 }, () => ({ token: 'x'.repeat(1_001), type: 'x'.repeat(201) }));
  const { body } = await world.report([{ token: 7 }, null, ...others, { token: leaked, type: 'x' }]).expect(422);
  expect(body.errors.map(({ path }: { path: string }) => path)).toEqual(['[0].token', '[0].type', '[1]']);
  await world.tags(leaked).expect(401);
});

test('a key that cannot be replaced dies all the same, and so do the others of the report', async () => {
  await using world = await setUp();
  const leaked = await world.keySent(1);
  const { services } = world.api;
  const { plain: other } = await services
    .keysOf(services.em())
    .mint({ subject: 'ins_other', tenant: 'ws_other', scopes: ['flow-tags:view'] });
  await services.em().execute('alter table webhooks.deliveries rename to gone');
  const found = [leaked, other].map((token) => ({ token, type: 'minimart_key' }));
  await world.report(found).expect(500);
  for (const plain of [leaked, other])
    expect(await services.keysOf(services.em()).verify(plain)).toMatchObject({ ok: false, reason: 'revoked' });
});

test('the key itself is not in what is stored and shown of the place, however it is written there', async () => {
  await using world = await setUp();
  const leaked = await world.keySent(1);
  const url = `https://example.com/${leaked}?k=${leaked.replaceAll('_', '%5F')}&p=%2Fa%20b`;
  await world.report([{ token: leaked, type: 'minimart_key', url }]).expect(200);
  const rows = await world.api.services.em().execute(`select detail::text from keys.audit_log where event = 'leaked'`);
  const shown = JSON.stringify([rows, await world.read('/keys')]);
  expect(shown).toContain('&p=%2Fa%20b');
  expect(shown.replaceAll('%5F', '_')).not.toContain(leaked);
});

test('what was taken from a key does not come back with the one that replaces it', async () => {
  await using world = await setUp();
  const leaked = await world.keySent(1);
  await world.switchTo(['flow-tags:view', 'sub-flows:send']);
  await world.switchTo(['flow-tags:view']);
  await world.report([{ token: leaked, type: 'minimart_key' }]).expect(200);
  await world.tags(await world.keySent(2)).expect(200);
  expect((await world.read('/keys')).items[0]).toMatchObject({ status: 'live', scopes: ['flow-tags:view'] });
});

test('the same report twice, or twice at once, replaces the key once', async () => {
  await using world = await setUp();
  const leaked = await world.keySent(1);
  const found = [{ token: leaked, type: 'minimart_key' }];
  await Promise.all([world.report(found).expect(200), world.report(found).expect(200)]);
  await world.report(found).expect(200);
  await world.keySent(2);
  expect((await world.read('/keys')).items).toHaveLength(2);
});

test('a leaked key of an app without a subscribe request ends, and a retry shows the owner another', async () => {
  await using world = await setUp({});
  const leaked: string = world.installed.body.plainKey;
  await world.report([{ token: leaked, type: 'minimart_key' }]).expect(200);
  await world.tags(leaked).expect(401);
  expect(await world.read()).toMatchObject({ status: 'failed', key: null });
});

test('a report without a good signature over these very bytes does nothing', async () => {
  await using world = await setUp();
  const key = await world.keySent(1);
  const found = [{ token: key, type: 'minimart_key' }];
  const forged = [
    world.report(found, { identifier: 'k2' }),
    world.report(found, { by: newPair().privateKey }),
    world.report(found, { signed: [] }),
    request(world.app).post('/v1/leak-reports').send(found),
  ];
  for (const call of forged) expect((await call.expect(401)).body).toMatchObject({ code: 'report_not_signed' });
  await world.tags(key).expect(200);
});

test.each([
  [{}, 'Send a list'],
  [[{ token: 7, type: 'x' }], '[0].token'],
  [[{ token: 'x' }], '[0].type'],
])('a signed report of %j names what is wrong', async (found, told) => {
  await using world = await setUp();
  const { body } = await world.report(found).expect(422);
  expect(body.detail).toContain(told);
});

test('another method than POST is told so', async () => {
  await using world = await setUp();
  const { body } = await request(world.app).get('/v1/leak-reports').expect(405).expect('Allow', 'POST');
  expect(body).toMatchObject({ code: 'method_not_allowed' });
});

test('without public keys there is no such call', async () => {
  await using api = await createTestApi();
  await request(api.app).post('/v1/leak-reports').send([]).expect(404);
});

test('public keys are read over HTTP, kept for an hour, and read again when an unknown one signs, once a minute at most', async () => {
  const [one, two] = [newPair(), newPair()];
  const published: Record<string, KeyObject> = { k1: one.publicKey };
  await using server = await createReceiver(() => ({ body: toPublished(published) }));
  let now = 0;
  const keys = createReportKeys({ from: server.url, now: () => now });
  const body = Buffer.from('[]');
  const by = (pair: typeof one) => sign('sha256', body, pair.privateKey).toString('base64');
  expect(await keys.isSignedBy('k1', by(one), body)).toBe(true);
  published['k2'] = two.publicKey;
  expect(await keys.isSignedBy('k2', by(two), body)).toBe(false);
  expect(server.requests).toHaveLength(1);
  now = 60_001;
  expect(await keys.isSignedBy('k2', by(two), body)).toBe(true);
  delete published['k1'];
  now += 3_600_001;
  expect(await keys.isSignedBy('k1', by(one), body)).toBe(false);
  expect(server.requests).toHaveLength(3);
});

test('while the source of the public keys fails, those known count on, and it is asked less and less often', async () => {
  const [one, two] = [newPair(), newPair()];
  let isDown = false;
  await using server = await createReceiver(() =>
    isDown ? { status: 403 } : { body: toPublished({ k1: one.publicKey }) },
  );
  let now = 0;
  const keys = createReportKeys({ from: server.url, now: () => now });
  const body = Buffer.from('[]');
  const by = (pair: typeof one) => sign('sha256', body, pair.privateKey).toString('base64');
  expect(await keys.isSignedBy('k1', by(one), body)).toBe(true);
  isDown = true;
  now = 3_600_001;
  for (let call = 0; call < 600; call += 1) {
    now += 1_000;
    expect(await keys.isSignedBy('k2', by(two), body)).toBe(false);
    expect(await keys.isSignedBy('k1', by(one), body)).toBe(true);
  }
  // One, then after 1, 2, 4, 8, 16, 32 and then each 60 s: 600 s hold 6 and 9 of those.
  expect(server.requests.length).toBeLessThanOrEqual(1 + 1 + 6 + 9);
});

test('a source that has never answered is not asked on every call either', async () => {
  await using server = await createReceiver(() => ({ status: 500 }));
  const keys = createReportKeys({ from: server.url, now: () => 0 });
  for (let call = 0; call < 20; call += 1)
    await expect(keys.isSignedBy('k1', 'AA==', Buffer.from('[]'))).rejects.toThrow('could not be read');
  expect(server.requests).toHaveLength(1);
});

test('a public key that cannot sign a report is no key, and no reason to fail', async () => {
  const good = newPair();
  const published = JSON.parse(toPublished({ ed: generateKeyPairSync('ed25519').publicKey, k1: good.publicKey })) as {
    public_keys: object[];
  };
  published.public_keys.push({ key_identifier: 'odd', key: 'no PEM' });
  await using server = await createReceiver(() => ({ body: JSON.stringify(published) }));
  const keys = createReportKeys({ from: server.url });
  const body = Buffer.from('[]');
  for (const odd of ['ed', 'odd']) expect(await keys.isSignedBy(odd, 'AA==', body)).toBe(false);
  expect(await keys.isSignedBy('k1', sign('sha256', body, good.privateKey).toString('base64'), body)).toBe(true);
});
