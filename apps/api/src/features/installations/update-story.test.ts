import type { ManifestInput } from '@minimart/app-manifest';
import { createReceiver, type Receiver } from '@minimart/test-kit';
import request from 'supertest';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTestApi, type TestApi } from '../../testing/create-test-api.ts';
import { exampleManifest } from '../../testing/example-manifest.ts';
import type { TestPerson } from '../../testing/plant-people.ts';

let api: TestApi;
let receiver: Receiver;
let developer: TestPerson;
let owner: TestPerson;
let appId: string;
let workspaceId: string;

const view = { id: 'flow-tags:view', reason: 'To read the tags we mirror.' };
const greet = { id: 'sub-flows:send', reason: 'To greet a new lead.', optional: true };
const manage = { id: 'flow-tags:manage', reason: '=HYPERLINK("http://evil.test")' };

beforeEach(async () => {
  api = await createTestApi();
  receiver = await createReceiver();
  [developer, owner] = [await api.person('developer'), await api.person('owner')];
  workspaceId = await api.workspace({ owner });
  await api.bot(workspaceId);
  const made = await send('post', '/v1/developer/apps', developer, { manifest: exampleManifest(receiver.url) });
  appId = made.body.id;
  await send('post', `/v1/developer/apps/${appId}/versions`, developer, { changelog: 'First.' });
  api.dispatch();
});
afterEach(async () => {
  await api[Symbol.asyncDispose]();
  await receiver[Symbol.asyncDispose]();
});

async function send(
  method: 'get' | 'post' | 'put' | 'patch' | 'delete',
  path: string,
  by: TestPerson,
  body: object = {},
  headers: Record<string, string> = {},
) {
  const agent = request(api.app);
  const call = agent[method](path).set({ authorization: `Bearer ${by.token}`, 'user-agent': 'Test/1', ...headers });
  return method === 'get' ? call : call.send(body);
}

async function publish(changes: Partial<ManifestInput>, release: object = {}): Promise<string> {
  const manifest = exampleManifest(receiver.url, changes);
  const saved = await send('put', `/v1/developer/apps/${appId}/manifest`, developer, { manifest }, { 'if-match': '*' });
  expect(saved.status).toBe(200);
  const published = await send('post', `/v1/developer/apps/${appId}/versions`, developer, {
    changelog: 'More.',
    ...release,
  });
  expect(published.status).toBe(201);
  return published.body.version;
}

async function install(workspace = workspaceId, scopes = [view.id]): Promise<string> {
  const base = `/v1/workspaces/${workspace}/installations`;
  const { body } = await send('post', base, owner, { app: 'tag-sync', scopes, authInputs: { crm_token: 'x' } });
  const path = `${base}/${body.id}`;
  await until(path, { status: 'active' });
  return path;
}

const read = async (path: string) => (await send('get', path, owner)).body;
const until = (path: string, expected: object) =>
  vi.waitFor(async () => expect(await read(path)).toMatchObject(expected), { timeout: 15_000, interval: 100 });
const keyOf = (index: number) => (JSON.parse(receiver.requests[index]!.body) as { key: string }).key;
const tags = async (key: string) =>
  (
    await request(api.app)
      .get('/api/flow/tags')
      .set({ authorization: `Bearer ${key}` })
  ).status;

const acts = async () =>
  (await read(`/v1/workspaces/${workspaceId}/audit-log`)).items.map(
    ({ action, actor }: { action: string; actor: { kind: string } }) => [action, actor.kind],
  );

test('a version that asks for no more runs by itself, and a dropped scope stops working', async () => {
  const path = await install();
  const key = keyOf(0);
  expect(await tags(key)).toBe(200);
  const version = await publish({ scopes: [{ ...greet, optional: true }], authInputs: exampleManifest('').authInputs });
  await until(path, { version, formerVersion: '1.0.0', scopes: [], changelog: 'More.', update: null });
  await vi.waitFor(async () => expect(await tags(key)).toBe(403), 10_000);
  expect(receiver.requests).toHaveLength(1);
  expect((await read(`${path}/consents`)).items).toHaveLength(1);
  expect(await acts()).toContainEqual(['app_updated', 'platform']);
});

test('a version that asks for more waits, is shown as a difference, and widens the key once it is accepted', async () => {
  const path = await install();
  const key = keyOf(0);
  const version = await publish({ scopes: [{ ...view, reason: 'To read and count.' }, greet, manage] });
  await until(path, { version: '1.0.0', update: { version, status: 'waiting' } });
  const { update } = await read(`${path}/update`);
  expect(update).toMatchObject({
    version,
    from: '1.0.0',
    to: version,
    changelogs: [{ version, changelog: 'More.' }],
    scopes: {
      added: [{ id: manage.id, label: 'Manage flow tags', reason: manage.reason }],
      removed: [],
      changed: [{ id: view.id, reason: 'To read and count.', formerReason: view.reason }],
    },
    asks: [{ granted: true }, { granted: false }, { granted: false }],
    asked: [],
  });
  expect(update.cannot.length).toBeGreaterThan(5);
  const declined = await send('post', `${path}/decline-update`, owner, { version });
  expect(declined.body.update).toMatchObject({ version, status: 'declined' });

  const headers = { 'idempotency-key': 'accept-1' };
  const [accepted, again] = [
    await send('patch', path, owner, { version, scopes: [view.id, manage.id] }, headers),
    await send('patch', path, owner, { version, scopes: [view.id, manage.id] }, headers),
  ];
  expect([accepted.status, again.status]).toEqual([200, 200]);
  expect(again.body).toMatchObject({ version, update: null, scopes: [view.id, manage.id] });
  expect(await tags(key)).toBe(200);
  expect((await read(`${path}/keys`)).items).toMatchObject([{ scopes: [view.id, manage.id], status: 'live' }]);
  expect(receiver.requests).toHaveLength(1);
  expect(await read(`${path}/update`)).toEqual({ update: null });

  const { items } = await read(`${path}/consents`);
  expect(items.map(({ kind }: { kind: string }) => kind)).toEqual(['update', 'decline', 'install']);
  expect(items[0]).toMatchObject({
    user: { id: owner.userId, name: 'owner' },
    userAgent: 'Test/1',
    address: expect.stringMatching(/^(::1|127\.)|^::ffff:127/),
    version,
    fromVersion: '1.0.0',
    scopes: [{ granted: true }, { granted: false }, { label: 'Manage flow tags', granted: true }],
  });
  const csv = await send('get', `/v1/workspaces/${workspaceId}/consents?format=csv`, owner);
  expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(csv.headers['content-disposition']).toContain('attachment');
  expect(csv.text).toContain(`"'=HYPERLINK(""http://evil.test"")"`);
  expect(csv.text.trim().split('\r\n')).toHaveLength(1 + 3 + 3 + 2);
  expect(await acts()).toEqual(
    expect.arrayContaining([
      ['update_declined', 'token'],
      ['update_accepted', 'token'],
      ['consent_exported', 'token'],
    ]),
  );
  const json = await read(`/v1/workspaces/${workspaceId}/consents?format=json`);
  expect(json).toMatchObject({ items: [{}, {}, {}], nextCursor: null });
});

test('switching an optional scope changes what the same key may do', async () => {
  const path = await install();
  const on = await send('patch', path, owner, { scopes: [view.id, greet.id] });
  expect(on.body).toMatchObject({ scopes: [view.id, greet.id] });
  expect((await read(`${path}/keys`)).items).toMatchObject([{ scopes: [view.id, greet.id] }]);
  expect(await send('patch', path, owner, { scopes: [] })).toMatchObject({
    status: 422,
    body: { code: 'required_scope_missing' },
  });
  expect(await send('patch', path, owner, {})).toMatchObject({ status: 422, body: { code: 'invalid_request' } });
  const unseen = await send('patch', path, owner, { scopes: [view.id], shownVersion: '0.9.0' });
  expect(unseen).toMatchObject({ status: 409, body: { code: 'consent_outdated', currentVersion: '1.0.0' } });
  await send('patch', path, owner, { scopes: [view.id], shownVersion: '1.0.0' });
  expect((await read(`${path}/keys`)).items).toMatchObject([{ scopes: [view.id] }]);
  expect((await read(`${path}/consents`)).items).toHaveLength(3);
});

test('a staged release reaches a part, then all, and comes back when it is rolled back; the developer sees who has what', async () => {
  const paths: string[] = [];
  for (let index = 0; index < 6; index += 1) paths.push(await install(await api.workspace({ owner })));
  const version = await publish({ summary: 'Better.' }, { percentage: 1 });
  const versions = `/v1/developer/apps/${appId}/versions`;
  const seen = async () => (await send('get', versions, developer)).body.items;
  expect(await seen()).toMatchObject([
    { version, status: 'staged', percentage: 1, isInStore: false },
    { version: '1.0.0', status: 'released', isInStore: true },
  ]);
  const store = async () => (await request(api.app).get('/v1/apps/tag-sync')).body;
  expect(await store()).toMatchObject({ version: '1.0.0', versions: [{ version: '1.0.0' }] });

  const lower = await send('patch', `${versions}/1.0.0`, developer, { percentage: 50 });
  expect([lower.status, lower.body.code]).toEqual([422, 'percentage_too_low']);
  const raised = await send('patch', `${versions}/${version}`, developer, { percentage: 100 });
  expect(raised.body).toMatchObject({ version, status: 'released', isInStore: true });
  for (const path of paths) await until(path, { version });
  expect((await seen()).map(({ installs }: { installs: { total: number } }) => installs.total)).toEqual([6, 0]);

  const back = await send('post', `${versions}/${version}/roll-back`, developer);
  expect(back.body).toMatchObject({ status: 'rolled_back' });
  for (const path of paths) await until(path, { version: '1.0.0', formerVersion: version });
  expect(await store()).toMatchObject({ version: '1.0.0' });
  expect((await send('post', `${versions}/1.0.0/roll-back`, developer)).body.code).toBe('nothing_to_roll_back_to');
});

test('what changed since a consent page was read is told, for versions that were in the store', async () => {
  const staged = await publish({ summary: 'Some.' }, { percentage: 5 });
  const version = await publish({ scopes: [view, greet, manage] });
  const changes = await request(api.app).get('/v1/apps/tag-sync/changes?from=1.0.0');
  expect(changes.body).toMatchObject({ from: '1.0.0', to: version, scopes: { added: [{ id: manage.id }] } });
  for (const from of [staged, '9.9.9'])
    expect((await request(api.app).get(`/v1/apps/tag-sync/changes?from=${from}`)).status).toBe(404);
  const body = { app: 'tag-sync', scopes: [view.id], authInputs: { crm_token: 'x' }, version: '1.0.0' };
  const outdated = await send('post', `/v1/workspaces/${workspaceId}/installations`, owner, body);
  expect(outdated).toMatchObject({ status: 409, body: { code: 'consent_outdated', currentVersion: version } });
});

test('a repeated Idempotency-Key makes a retry, a switch and an uninstall once', async () => {
  const path = await install();
  const headers = { 'idempotency-key': 'once' };
  for (const _ of [1, 2])
    expect((await send('patch', path, owner, { scopes: [view.id, greet.id] }, headers)).status).toBe(200);
  expect((await read(`${path}/consents`)).items).toHaveLength(2);
  const gone = { 'idempotency-key': 'gone' };
  const answers = await Promise.all([1, 2, 3].map(() => send('delete', path, owner, {}, gone)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect((await send('delete', path, owner)).body.code).toBe('wrong_state');
});
