import type { ManifestInput } from '@minimart/app-manifest';
import request from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../testing/create-test-api.ts';
import { dumpTables } from '../../testing/dump-tables.ts';
import { exampleManifest } from '../../testing/example-manifest.ts';
import type { TestPerson } from '../../testing/plant-people.ts';

const scopes = ['workspace:view', 'installed-apps:manage'];
const crm: Partial<ManifestInput> = {
  slug: 'crm',
  name: 'CRM',
  scopes: scopes.map((id) => ({ id, reason: 'To be tested.' })),
  authInputs: [
    { name: 'crm_token', type: 'string', title: 'CRM token', required: true, secret: true },
    { name: 'list', type: 'string', title: 'List' },
    { name: 'size', type: 'number', title: 'Size' },
  ],
};

/** A workspace with a bot, in which the app that calls is installed. */
interface Place {
  owner: TestPerson;
  workspaceId: string;
  installationId: string;
  key: string;
}

let api: TestApi;
let own: Place;
let other: Place;

beforeAll(async () => {
  api = await createTestApi();
  const developer = await api.person('developer');
  await publish(developer, { ...exampleManifest('http://127.0.0.1:9', crm), requests: {} });
  await publish(developer, exampleManifest('http://127.0.0.1:9', { slug: 'waiting', name: 'Waiting' }));
  own = await settle('own');
  other = await settle('other');
});
afterAll(() => api[Symbol.asyncDispose]());

async function publish({ token }: TestPerson, manifest: ManifestInput) {
  const post = (path: string, body: object) =>
    request(api.app).post(path).set('authorization', `Bearer ${token}`).send(body).expect(201);
  const { id } = (await post('/v1/developer/apps', { manifest })).body as { id: string };
  await post(`/v1/developer/apps/${id}/versions`, {});
}

async function install({ owner, workspaceId }: Pick<Place, 'owner' | 'workspaceId'>, body: object) {
  const path = `/v1/workspaces/${workspaceId}/installations`;
  const answer = await request(api.app).post(path).set('authorization', `Bearer ${owner.token}`).send(body).expect(201);
  return answer.body as { id: string; plainKey: string };
}

async function settle(name: string): Promise<Place> {
  const owner = await api.person(name);
  const workspaceId = await api.workspace({ owner });
  await api.bot(workspaceId);
  const authInputs = { crm_token: `first token of ${name}`, size: '7' };
  const { id, plainKey } = await install({ owner, workspaceId }, { app: 'crm', scopes, authInputs });
  return { owner, workspaceId, installationId: id, key: plainKey };
}

const get = ({ key }: Place, path: string) => request(api.app).get(`/api${path}`).set('authorization', `Bearer ${key}`);
const replace = ({ key }: Place, app: unknown, keys: object) =>
  request(api.app)
    .post(`/api/installed-mini-app/update-api-key/${app}`)
    .set('authorization', `Bearer ${key}`)
    .send(keys);

async function numberOf(place: Place, title = 'CRM'): Promise<number> {
  const { body } = await get(place, '/installed-mini-app/list').query({ title }).expect(200);
  const { data } = body as { data: { id: number }[] };
  return data[0]!.id;
}

async function storedToken({ workspaceId, installationId }: Place) {
  const { store, sealer } = api.services.installPortsOf(api.services.em());
  const stored = (await store.find(installationId))!;
  expect(stored.workspaceId).toBe(workspaceId);
  const { sealed, value } = stored.authInputs.find(({ name }) => name === 'crm_token')!;
  expect(value).toBeNull();
  return JSON.parse(sealer.open(Buffer.from(sealed!, 'base64'), `${installationId}/crm_token`).toString()) as string;
}

test('an app is told its workspace and, as the user behind its key, the owner', async () => {
  const { body } = await get(own, '/team-info').expect(200);
  expect(body).toEqual({
    data: { id: expect.any(Number), name: 'Tea House', owner_id: expect.any(Number), owner_email: own.owner.email },
    status: 'ok',
  });
  const { owner_id: id } = body.data as { owner_id: number };
  expect((await get(own, '/me').expect(200)).body).toEqual({ id, name: 'own', email: own.owner.email });
  expect((await get(other, '/me').expect(200)).body).not.toMatchObject({ id });
  expect((await get(own, '/team-members').expect(200)).body).toMatchObject({
    data: [{ id, email: own.owner.email, role: 'owner', is_online: false }],
    meta: { total: 1 },
  });
});

test('lists what is installed in the workspace, in the version it has, without any value', async () => {
  await install(own, { app: 'waiting', scopes: ['flow-tags:view'], authInputs: { crm_token: 'a waiting token' } });
  const { body, text } = await get(own, '/installed-mini-app/list').expect(200);
  expect(body).toMatchObject({
    data: [
      {
        title: 'CRM',
        intro: 'Keeps your tags and your CRM the same.',
        auth_type: 'apikey',
        param_names: ['crm_token', 'list'],
        status: 'active',
        version: '1.0.0',
      },
      { title: 'Waiting', status: 'pending' },
    ],
    meta: { total: 2 },
  });
  expect(text).not.toMatch(/token of|waiting token/);
});

test('a new key is stored sealed, and nothing else of it is written down', async () => {
  const app = await numberOf(own);
  const key = 'sk-a-key-to-search-for';
  expect((await replace(own, app, { crm_token: key }).expect(200)).body).toEqual({ status: 'ok' });
  expect(await storedToken(own)).toBe(key);
  const rows = JSON.stringify([...(await dumpTables(api.services.em()))]);
  expect(rows).not.toContain(key);
  expect(api.logged()).not.toContain(key);
});

test.each([
  [{}, 400, 'invalid_input'],
  [{ crm_tokn: 'sk-new' }, 400, 'invalid_input'],
  [{ crm_token: '' }, 400, 'invalid_input'],
  [{ crm_token: 'sk-new', size: '8' }, 400, 'invalid_input'],
  [{ crm_token: 'sk-new', list: 'two\nlines' }, 400, 'invalid_input'],
])('refuses the keys %j with %i and keeps what was there', async (keys, status, code) => {
  const before = await storedToken(own);
  const { body, text } = await replace(own, await numberOf(own), keys).expect(status);
  expect(body).toMatchObject({ code });
  expect((body.errors as { path: string }[])[0]!.path).toMatch(/^body/);
  expect(text).not.toContain('sk-new');
  expect(await storedToken(own)).toBe(before);
});

test("another workspace's app, and one that does not exist, are not found", async () => {
  const theirs = await numberOf(other);
  for (const app of [theirs, 0, -1, 999_999]) {
    expect((await replace(own, app, { crm_token: 'sk-new' }).expect(404)).body).toMatchObject({ code: 'not_found' });
  }
  expect(await storedToken(other)).toBe('first token of other');
});

test('an app that is not active keeps its keys', async () => {
  const app = await numberOf(own, 'Waiting');
  const { body } = await replace(own, app, { crm_token: 'sk-new' }).expect(400);
  expect(body).toMatchObject({ code: 'conflict', detail: expect.stringContaining('pending') });
});
