import { createReceiver, type Receiver } from '@minimart/test-kit';
import request from 'supertest';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../testing/create-test-api.ts';
import { exampleManifest } from '../../testing/example-manifest.ts';
import type { TestPerson } from '../../testing/plant-people.ts';

let api: TestApi;
let receiver: Receiver;
let developer: TestPerson;
let app: string;

beforeEach(async () => {
  [api, receiver] = [await createTestApi(), await createReceiver()];
  developer = await api.person('developer');
  const made = await send('post', '/v1/developer/apps', { manifest: exampleManifest(receiver.url) });
  app = `/v1/developer/apps/${made.body.id}`;
});
afterEach(async () => {
  await api[Symbol.asyncDispose]();
  await receiver[Symbol.asyncDispose]();
});

async function send(method: 'get' | 'post' | 'put', path: string, body: object = {}, headers: object = {}) {
  const agent = request(api.app);
  const call = agent[method](path).set({ authorization: `Bearer ${developer.token}`, ...headers });
  return method === 'get' ? call : call.send(body);
}
const preview = async () => (await send('get', `${app}/next-version`)).body;
const save = (changes: object) =>
  send('put', `${app}/manifest`, { manifest: exampleManifest(receiver.url, changes) }, { 'if-match': '*' });

test('before the first version, proposes 1.0.0 and has nothing to compare', async () => {
  expect(await preview()).toMatchObject({
    latest: null,
    proposed: { version: '1.0.0', part: 'first' },
    changes: null,
    mistakes: [],
    installs: { total: 0, byThemselves: 0, asked: 0, isEstimate: false },
  });
});

test('tells the difference in words, the version and its reason, and publishes what was read', async () => {
  await send('post', `${app}/versions`);
  expect(await preview()).toMatchObject({ latest: '1.0.0', proposed: null });
  const { scopes = [] } = exampleManifest(receiver.url);
  const manage = { id: 'flow-tags:manage', reason: 'To add tags.' };
  const read = (await save({ summary: 'It adds, too.', scopes: [...scopes, manage] })).body.etag;
  const next = await preview();
  expect(next).toMatchObject({
    etag: read,
    proposed: { version: '1.1.0', part: 'minor', reason: 'What owners agree to changes: permissions.' },
    changes: {
      agreed: { from: '1.0.0', to: '1.1.0', scopes: { added: [{ ...manage, label: 'Manage flow tags' }] } },
      texts: [{ path: 'summary', to: 'It adds, too.' }],
    },
  });
  await save({ summary: 'Another editor.' });
  const refused = await send('post', `${app}/versions`, {}, { 'if-match': next.etag });
  expect([refused.status, refused.body.code]).toEqual([412, 'draft_changed']);
  const { etag, proposed } = await preview();
  const published = await send('post', `${app}/versions`, {}, { 'if-match': etag });
  expect(published.body).toMatchObject({ version: proposed.version });
});

test('tells what changes from the version that stands, not from one that was rolled back', async () => {
  await send('post', `${app}/versions`);
  const { scopes = [] } = exampleManifest(receiver.url);
  await save({ scopes: [...scopes, { id: 'flow-tags:manage', reason: 'To add tags.' }] });
  await send('post', `${app}/versions`);
  await send('post', `${app}/versions/1.1.0/roll-back`);
  expect(await preview()).toMatchObject({
    latest: '1.0.0',
    highest: '1.1.0',
    proposed: { version: '1.2.0', part: 'minor' },
    changes: { agreed: { from: '1.0.0', to: '1.2.0', scopes: { added: [{ id: 'flow-tags:manage' }] } } },
  });
});

test('compares any two versions, by default with the one below', async () => {
  await send('post', `${app}/versions`);
  for (const summary of ['Second.', 'Third.']) {
    await save({ summary });
    await send('post', `${app}/versions`);
  }
  const changes = async (path: string) => (await send('get', `${app}/versions/${path}`)).body;
  expect(await changes('1.0.2/changes')).toMatchObject({
    agreed: { from: '1.0.1', to: '1.0.2', goesBack: false },
    texts: [{ path: 'summary', from: 'Second.', to: 'Third.' }],
  });
  expect(await changes('1.0.0/changes?from=1.0.2')).toMatchObject({ agreed: { goesBack: true } });
  expect(await changes('1.0.0/changes')).toMatchObject({ code: 'not_found' });
  expect(await changes('9.9.9/changes')).toMatchObject({ code: 'not_found' });
});
