import { createReceiver, type Receiver } from '@minimart/test-kit';
import request from 'supertest';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../testing/create-test-api.ts';
import { dumpTables } from '../../testing/dump-tables.ts';
import { exampleManifest } from '../../testing/example-manifest.ts';
import type { TestPerson } from '../../testing/plant-people.ts';

let api: TestApi;
let receiver: Receiver;
let developer: TestPerson;
let owner: TestPerson;
let app: string;

beforeEach(async () => {
  [api, receiver] = [await createTestApi(), await createReceiver()];
  [developer, owner] = [await api.person('developer'), await api.person('owner')];
  const made = await send('post', '/v1/developer/apps', { manifest: exampleManifest(receiver.url) });
  app = `/v1/developer/apps/${made.body.id}`;
});
afterEach(async () => {
  await api[Symbol.asyncDispose]();
  await receiver[Symbol.asyncDispose]();
});

async function send(
  method: 'get' | 'post' | 'put' | 'delete',
  path: string,
  body: object = {},
  by: { token: string } = developer,
  headers: object = {},
) {
  const auth = { authorization: `Bearer ${by.token}`, 'if-match': '*', ...headers };
  const agent = request(api.app);
  const call = agent[method](path).set(auth);
  return method === 'get' ? call : call.send(body);
}
const publish = (release: object = {}) => send('post', `${app}/versions`, release);
const setListed = (isListed: boolean) => send('put', `${app}/listed`, { isListed });
const makeLink = async (given: object = {}) => {
  const { body } = await send('post', `${app}/links`, given);
  return { ...body, token: new URL(body.url).searchParams.get('link')! };
};
const install = (workspaceId: string, given: object = {}, headers: object = {}) => {
  const body = { app: 'tag-sync', scopes: ['flow-tags:view'], authInputs: { crm_token: 'x' }, ...given };
  return send('post', `/v1/workspaces/${workspaceId}/installations`, body, owner, headers);
};
const read = (query = '') => request(api.app).get(`/v1/apps/tag-sync${query}`);
const found = async () => (await request(api.app).get('/v1/apps?query=tag')).body.total as number;
const linkNow = async () => (await send('get', `${app}/links`)).body.items[0];

test('an app that is taken out of the lists runs on, says so, and installs by a link alone, until it is put back', async () => {
  await publish();
  const workspaceId = await api.workspace({ owner });
  const before = (await install(workspaceId)).body;
  expect([await found(), (await setListed(false)).body.isListed, await found()]).toEqual([1, false, 0]);
  expect((await read()).body).toMatchObject({ isListed: false, link: null });
  expect((await send('get', `/v1/workspaces/${workspaceId}/installations/${before.id}`, {}, owner)).status).toBe(200);
  const other = await api.workspace({ owner });
  const refused = await install(other);
  expect([refused.status, refused.body.code]).toEqual([403, 'app_unlisted']);
  expect(
    (await send('post', `/v1/workspaces/${other}/install-requests`, { app: 'tag-sync', scopes: [] }, owner)).status,
  ).toBeGreaterThanOrEqual(400);
  const { token } = await makeLink();
  expect((await install(other, { link: token })).status).toBe(201);
  await send('put', `${app}/manifest`, { manifest: exampleManifest(receiver.url, { summary: 'Newer.' }) });
  await publish();
  expect(await found()).toBe(0);
  await setListed(true);
  expect([await found(), (await read()).body.summary]).toEqual([1, 'Newer.']);
});

test('an app that never was in the lists is found by its link, its developer and who has it, and by nobody else', async () => {
  await setListed(false);
  await publish();
  expect((await read()).status).toBe(404);
  const { token } = await makeLink();
  expect((await read(`?link=${token}`)).body).toMatchObject({ isListed: false, link: { left: 25 } });
  expect((await send('get', '/v1/apps/tag-sync')).status).toBe(200);
  expect((await send('get', '/v1/apps/tag-sync', {}, owner)).status).toBe(404);
  await install(await api.workspace({ owner }), { link: token });
  expect((await send('get', '/v1/apps/tag-sync', {}, owner)).status).toBe(200);
  expect((await request(api.app).get('/v1/apps/tag-sync/changes?from=1.0.0')).status).toBe(404);
});

test('of many installs at once by one link, exactly as many as its cap are made', async () => {
  await publish();
  await setListed(false);
  const { token } = await makeLink({ cap: 3 });
  const workspaces = await Promise.all(Array.from({ length: 10 }, () => api.workspace({ owner })));
  const answers = await Promise.all(workspaces.map((id) => install(id, { link: token })));
  const codes = answers.map(({ status, body }) => (status === 201 ? 'installed' : body.code)).toSorted();
  expect(codes).toEqual([...Array(3).fill('installed'), ...Array(7).fill('link_used_up')]);
  expect(await linkNow()).toMatchObject({ installs: 3, status: 'used_up', cap: 3 });
  expect((await read(`?link=${token}`)).body).toMatchObject({ code: 'link_used_up', status: 410 });
});

test('an install that fails, and one that is repeated with its key, uses nothing up', async () => {
  await publish();
  const { token } = await makeLink({ cap: 2 });
  const workspaceId = await api.workspace({ owner });
  expect((await install(workspaceId, { link: token, authInputs: {} })).status).toBe(422);
  expect(await linkNow()).toMatchObject({ installs: 0, lastUsedAt: null });
  const key = { 'idempotency-key': 'one' };
  const [first, again] = [
    await install(workspaceId, { link: token }, key),
    await install(workspaceId, { link: token }, key),
  ];
  expect([first.status, again.body.id]).toEqual([201, first.body.id]);
  expect(await linkNow()).toMatchObject({ installs: 1 });
});

test('a link says plainly that it is revoked, expired, or none, and what was installed by it runs on', async () => {
  await publish();
  const revoked = await makeLink();
  const workspaceId = await api.workspace({ owner });
  const { body } = await install(workspaceId, { link: revoked.token });
  expect((await send('delete', `${app}/links/${revoked.id}`)).body).toMatchObject({ status: 'revoked' });
  const expired = await makeLink();
  await api.services.em().execute('update catalog.links set expires_at = now() where id = ?', [expired.id]);
  const none = `mm_link_${'0'.repeat(38)}`;
  for (const [token, code] of [
    [revoked.token, 'link_revoked'],
    [expired.token, 'link_expired'],
    [none, 'not_found'],
    ['x', 'not_found'],
  ] as const) {
    expect((await read(`?link=${token}`)).body.code).toBe(code);
    expect((await install(await api.workspace({ owner }), { link: token })).body.code).toBe(code);
  }
  const one = `/v1/workspaces/${workspaceId}/installations/${body.id}`;
  expect((await send('get', one, {}, owner)).body.status).toBe('pending');
});

test('a link may name a version that is not out for everybody; once that is rolled back it leads to the one in the store', async () => {
  await publish();
  await send('put', `${app}/manifest`, { manifest: exampleManifest(receiver.url, { summary: 'Newer.' }) });
  await publish({ percentage: 10 });
  const { token } = await makeLink({ version: '1.0.1' });
  expect((await read(`?link=${token}`)).body).toMatchObject({ version: '1.0.1', summary: 'Newer.' });
  const { body } = await install(await api.workspace({ owner }), { link: token, version: '1.0.1' });
  expect(body.version).toBe('1.0.1');
  await send('post', `${app}/versions/1.0.1/roll-back`);
  expect((await read(`?link=${token}`)).body.version).toBe('1.0.0');
  const outdated = await install(await api.workspace({ owner }), { link: token, version: '1.0.1' });
  expect(outdated.body).toMatchObject({ code: 'consent_outdated', currentVersion: '1.0.0' });
  expect((await send('post', `${app}/links`, { version: '1.0.1' })).body.code).toBe('version_invalid');
});

test('the policy of a workspace holds for a link as well, and a link leads to no other app', async () => {
  await publish();
  await setListed(false);
  const { token } = await makeLink();
  const workspaceId = await api.workspace({ owner });
  const appId = app.split('/').at(-1)!;
  const policy = { installers: 'owners', rule: 'block', apps: [appId] };
  expect((await send('put', `/v1/workspaces/${workspaceId}/policy`, policy, owner)).status).toBe(200);
  expect((await install(workspaceId, { link: token })).body.code).toBe('app_not_allowed');
  expect(await linkNow()).toMatchObject({ installs: 0 });
  const second = exampleManifest(receiver.url, { slug: 'second' });
  const other = await send('post', '/v1/developer/apps', { manifest: second });
  await send('post', `/v1/developer/apps/${other.body.id}/versions`);
  const elsewhere = await api.workspace({ owner });
  expect((await install(elsewhere, { app: 'second', link: token })).status).toBe(404);
});

test('the token is shown once and stored as a hash alone', async () => {
  await publish();
  const key = { 'idempotency-key': 'link' };
  const first = await send('post', `${app}/links`, { label: 'Testers' }, developer, key);
  const again = await send('post', `${app}/links`, { label: 'Testers' }, developer, key);
  expect(again.body).toEqual({ ...first.body, url: undefined });
  const token = new URL(first.body.url).searchParams.get('link')!;
  expect(JSON.stringify([...(await dumpTables(api.services.em()))])).not.toContain(token);
  expect(api.logged()).not.toContain(token);
  const { body } = await send('get', `${app}/links`);
  expect(body.items).toMatchObject([{ label: 'Testers', lastFour: token.slice(-4), status: 'open' }]);
});
