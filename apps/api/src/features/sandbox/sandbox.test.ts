import { createReceiver, type Receiver } from '@minimart/test-kit';
import request from 'supertest';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTestApi, type TestApi } from '../../testing/create-test-api.ts';
import { exampleManifest } from '../../testing/example-manifest.ts';
import type { TestPerson } from '../../testing/plant-people.ts';

let api: TestApi;
let receiver: Receiver;
let developer: TestPerson;
let appId: string;

beforeEach(async () => {
  [api, receiver] = [await createTestApi(), await createReceiver()];
  developer = await api.person('developer');
  appId = (await send('post', '/v1/developer/apps', { manifest: exampleManifest(receiver.url) })).body.id;
  api.dispatch();
});
afterEach(async () => {
  await api[Symbol.asyncDispose]();
  await receiver[Symbol.asyncDispose]();
});

async function send(
  method: 'get' | 'post' | 'put' | 'patch' | 'delete',
  path: string,
  body: object = {},
  by: { token: string } = developer,
) {
  const agent = request(api.app);
  const call = agent[method](path).set({ authorization: `Bearer ${by.token}`, 'if-match': '*' });
  return method === 'get' ? call : call.send(body);
}
const save = (changes: object) =>
  send('put', `/v1/developer/apps/${appId}/manifest`, { manifest: exampleManifest(receiver.url, changes) });
const openSandbox = async () => (await send('post', '/v1/developer/sandbox')).body.workspace.id as string;
const standing = async () => (await send('get', `/v1/developer/apps/${appId}/sandbox`)).body;
const agreed = { scopes: ['flow-tags:view'], authInputs: { crm_token: 'x' } };
const installDraft = (workspaceId: string, by = developer) =>
  send('post', `/v1/workspaces/${workspaceId}/installations`, { app: appId, draft: true, ...agreed }, by);
const sentBody = (index: number) => JSON.parse(receiver.requests[index]!.body) as { key: string };
const call = (key: string, path: string) =>
  request(api.app)
    .get(path)
    .set({ authorization: `Bearer ${key}` });
const activeIn = async (workspaceId: string) => {
  const { body } = await installDraft(workspaceId);
  await vi.waitFor(async () => expect(await standing()).toMatchObject({ installation: { status: 'active' } }), 15_000);
  return body.id as string;
};

test('a draft installs into the sandbox by the ordinary lifecycle, with a test key that reads the sample data', async () => {
  const workspaceId = await openSandbox();
  expect(await standing()).toMatchObject({ draftVersion: '0.0.0-draft.1', installation: null, isCurrent: false });
  const listing = await send('get', `/v1/developer/apps/${appId}/listing?as=installed`);
  expect(listing.body).toMatchObject({ version: '0.0.0-draft.1', name: 'Tag Sync' });
  await activeIn(workspaceId);
  expect(await standing()).toMatchObject({
    isCurrent: true,
    installation: { version: '0.0.0-draft.1', isTest: true, key: { start: expect.stringMatching(/^mm_test_/) } },
  });
  const { key } = sentBody(0);
  expect(key).toMatch(/^mm_test_/);
  const tags = await call(key, '/api/flow/tags');
  expect(tags.body.data.map(({ name }: { name: string }) => name)).toContain('VIP');
});

test('there is one sandbox for a developer, however often and at once it is asked for', async () => {
  const made = await Promise.all([1, 2, 3, 4, 5].map(openSandbox));
  expect(new Set(made).size).toBe(1);
  const { body } = await send('get', '/v1/me');
  expect(body.workspaces).toEqual([expect.objectContaining({ id: made[0], role: 'owner', isSandbox: true })]);
});

test('a draft goes into no other workspace, and into nobody else’s sandbox', async () => {
  const workspaceId = await api.workspace({ owner: developer });
  expect((await installDraft(workspaceId)).body).toMatchObject({ code: 'draft_only_in_sandbox' });
  const other = await api.person('other');
  const theirs = (await send('post', '/v1/developer/sandbox', {}, other)).body.workspace.id as string;
  const stolen = await installDraft(theirs, other);
  expect([stolen.status, stolen.body.code]).toEqual([404, 'not_found']);
  expect((await installDraft(theirs)).status).toBe(404);
  expect((await send('get', `/v1/developer/apps/${appId}/listing`, {}, other)).status).toBe(404);
});

test('a test key works in the sandbox alone, and says so', async () => {
  const workspaceId = await openSandbox();
  const elsewhere = await api.workspace({ owner: developer });
  await api.bot(elsewhere);
  await api.bot(await api.workspace({ owner: developer }));
  const { plain } = await api.services
    .keysOf(api.services.em())
    .mint({ subject: 'ins_x', tenant: elsewhere, scopes: ['flow-tags:view'], environment: 'test' });
  const refused = await call(plain, '/api/flow/tags');
  expect([refused.status, refused.body.code]).toEqual([403, 'test_key_outside_sandbox']);
  await save({ scopes: [{ id: 'subscribers:view', reason: 'To read them.' }] });
  await send('post', `/v1/workspaces/${workspaceId}/installations`, {
    app: appId,
    draft: true,
    scopes: ['subscribers:view'],
    authInputs: { crm_token: 'x' },
  });
  await vi.waitFor(() => expect(receiver.requests).toHaveLength(1), 15_000);
  const missing = await call(sentBody(0).key, '/api/subscriber/get-info?user_ns=f999999u1');
  expect([missing.status, missing.body.code]).toEqual([404, 'not_found']);
  expect(missing.body.detail).toContain('it acts in your sandbox workspace alone');
});

test('a changed draft is brought over by one call: taken where it asks for no more, offered as a difference where it does', async () => {
  const workspaceId = await openSandbox();
  const id = await activeIn(workspaceId);
  const refresh = () => send('post', `/v1/developer/apps/${appId}/sandbox/refresh`);
  await save({ summary: 'Another summary.' });
  expect(await standing()).toMatchObject({ isCurrent: false, draftVersion: '0.0.0-draft.2' });
  expect((await refresh()).body).toMatchObject({ isCurrent: true, installation: { version: '0.0.0-draft.2' } });
  const { scopes = [] } = exampleManifest(receiver.url);
  await save({ scopes: [...scopes, { id: 'flow-tags:manage', reason: 'To add tags.' }] });
  expect((await refresh()).body).toMatchObject({
    isCurrent: false,
    installation: { version: '0.0.0-draft.2', update: { version: '0.0.0-draft.3', status: 'waiting' } },
  });
  const one = `/v1/workspaces/${workspaceId}/installations/${id}`;
  expect((await send('get', `${one}/update`)).body.update).toMatchObject({
    from: '0.0.0-draft.2',
    scopes: { added: [{ id: 'flow-tags:manage' }] },
  });
  const accepted = await send('patch', one, {
    version: '0.0.0-draft.3',
    scopes: ['flow-tags:view', 'flow-tags:manage'],
  });
  expect(accepted.body).toMatchObject({ version: '0.0.0-draft.3', update: null });
  expect((await standing()).isCurrent).toBe(true);
});

test('what is tried counts nowhere, and publishing leaves the draft in the sandbox alone', async () => {
  const workspaceId = await openSandbox();
  const id = await activeIn(workspaceId);
  await send('post', `/v1/developer/apps/${appId}/versions`);
  const [{ installs }] = (await send('get', `/v1/developer/apps/${appId}/versions`)).body.items;
  expect(installs.total).toBe(0);
  expect((await send('get', '/v1/apps/tag-sync')).body.installs).toBe(0);
  await save({ name: 'Other' });
  expect((await send('get', `/v1/developer/apps/${appId}/next-version`)).body.installs.total).toBe(0);
  const { body } = await send('get', `/v1/workspaces/${workspaceId}/installations/${id}`);
  expect(body).toMatchObject({ version: '0.0.0-draft.1', update: null });
});

test('a reset ends the keys, says goodbye to the app’s server, and brings the sample data back', async () => {
  const workspaceId = await openSandbox();
  const id = await activeIn(workspaceId);
  const { key } = sentBody(0);
  expect((await call(key, '/api/flow/tags')).status).toBe(200);
  await api.services.hostOf(workspaceId).tags.create('Of my own');
  expect((await send('post', '/v1/developer/sandbox/reset')).body).toMatchObject({ workspace: { id: workspaceId } });
  expect((await call(key, '/api/flow/tags')).status).toBe(401);
  expect((await send('get', `/v1/workspaces/${workspaceId}/installations/${id}`)).body.status).toBe('uninstalled');
  await vi.waitFor(() => expect(receiver.requests).toHaveLength(2), 15_000);
  const { items } = await api.services.hostOf(workspaceId).tags.list({ limit: 100 });
  expect(items.map(({ name }) => name)).toEqual(expect.arrayContaining(['VIP']));
  expect(items.map(({ name }) => name)).not.toContain('Of my own');
  await activeIn(workspaceId);
});
