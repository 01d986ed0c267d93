import type { ManifestInput } from '@minimart/app-manifest';
import { createReceiver, type Receiver } from '@minimart/test-kit';
import request from 'supertest';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createTestApi, type TestApi } from '../testing/create-test-api.ts';
import { exampleManifest } from '../testing/example-manifest.ts';
import type { TestPerson } from '../testing/plant-people.ts';

let api: TestApi;
let receiver: Receiver;
let owner: TestPerson;
let appId: string;
let workspaceId: string;
const view = { id: 'flow-tags:view', reason: 'To read the tags we mirror.' };
const manage = { id: 'flow-tags:manage', reason: 'To write them.' };

beforeAll(async () => {
  api = await createTestApi();
  receiver = await createReceiver();
  owner = await api.person('owner');
  workspaceId = await api.workspace({ owner });
  const manifest = exampleManifest(receiver.url, { scopes: [view] });
  appId = (await ask('post', '/v1/developer/apps', { body: { manifest } })).body.id;
  await ask('post', `/v1/developer/apps/${appId}/versions`, { body: {} });
  api.dispatch();
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await receiver[Symbol.asyncDispose]();
});

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

async function ask(method: Method, path: string, { body, language = 'en' }: { body?: object; language?: string } = {}) {
  const call = request(api.app)[method](path).set('authorization', `Bearer ${owner.token}`);
  const answer = await call.set({ 'accept-language': language, 'if-match': '*' }).send(body);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer;
}

async function publish(changes: Partial<ManifestInput>): Promise<string> {
  const manifest = exampleManifest(receiver.url, changes);
  await ask('put', `/v1/developer/apps/${appId}/manifest`, { body: { manifest } });
  return (await ask('post', `/v1/developer/apps/${appId}/versions`, { body: {} })).body.version;
}

const readIn = (language: string, path: string) => request(api.app).get(path).set('accept-language', language);
const germanLabel = 'Flow-Tags ansehen';

test('a listing and a search say in German what the registry says, and leave the words of developers alone', async () => {
  const [german, english] = [
    await readIn('de-CH, en;q=0.5', '/v1/apps/tag-sync'),
    await readIn('fr', '/v1/apps/tag-sync'),
  ];
  expect(german.body.scopes).toMatchObject([{ ...view, label: germanLabel, group: expect.any(String) }]);
  expect(english.body.scopes).toMatchObject([{ ...view, label: 'View flow tags' }]);
  expect([german.headers['content-language'], english.headers['content-language']]).toEqual(['de', 'en']);
  expect(german.body.cannot).toHaveLength(english.body.cannot.length);
  expect(german.body.cannot.filter((text: string) => english.body.cannot.includes(text))).toEqual([]);
  expect(german.body.summary).toBe(english.body.summary);
  const [found, there] = [await readIn('de', '/v1/apps'), await readIn('en', '/v1/apps')];
  const said = ({ body }: typeof found) =>
    body.without.map(({ scope, cannot, group }: Record<string, string>) => [scope, `${cannot} ${group}`]);
  expect(said(found).map(([scope]: string[]) => scope)).toEqual(said(there).map(([scope]: string[]) => scope));
  for (const [place, [, text]] of said(found).entries()) expect(text).not.toBe(said(there)[place][1]);
});

test.each(['published', 'installed'])(
  'a developer who tries a draft reads in German what they agree to, as %s',
  async (as) => {
    const path = `/v1/developer/apps/${appId}/listing?as=${as}`;
    const [german, english] = [await ask('get', path, { language: 'de' }), await ask('get', path)];
    expect(german.body.scopes).toMatchObject([{ ...view, label: germanLabel }]);
    expect(english.body.scopes).toMatchObject([{ ...view, label: 'View flow tags' }]);
    expect([german.headers['content-language'], english.headers['content-language']]).toEqual(['de', 'en']);
  },
);

test.each(['/v1/apps', '/v1/apps/tag-sync', '/v1/apps/tag-sync/changes?from=1.0.0', '/v1/scopes'])(
  '%s is kept apart by language, with a tag of its own each',
  async (path) => {
    const [german, english] = [await readIn('de', path).expect(200), await readIn('en', path).expect(200)];
    expect(german.headers['vary']).toMatch(/\baccept-language\b/);
    const isSame = german.text === english.text;
    expect(german.headers['etag'] === english.headers['etag']).toBe(isSame);
    expect((await readIn('de', path).set('if-none-match', String(german.headers['etag']))).status).toBe(304);
  },
);

test('what has no word of the registry is one answer for all languages', async () => {
  const { headers } = await readIn('de', '/v1/front').expect(200);
  expect([headers['vary'], headers['content-language']]).toEqual(['cookie, authorization', undefined]);
});

test('an owner who reads German agrees in German: at the install, to an update, to a switch and to none', async () => {
  const language = 'de';
  const body = { app: 'tag-sync', scopes: [view.id], authInputs: { crm_token: 'x' } };
  const installed = await ask('post', `/v1/workspaces/${workspaceId}/installations`, { body, language });
  expect(installed.body.grant).toMatchObject([{ label: germanLabel, reason: view.reason }]);
  const path = `/v1/workspaces/${workspaceId}/installations/${installed.body.id}`;
  const until = (expected: object) =>
    vi.waitFor(async () => expect((await ask('get', path)).body).toMatchObject(expected), { timeout: 15_000 });
  await until({ status: 'active', grant: [{ label: 'View flow tags' }] });

  const version = await publish({ scopes: [view, { ...manage, optional: false }] });
  await until({ update: { version } });
  const { update } = (await ask('get', `${path}/update`, { language })).body;
  expect(update.asks.map(({ label }: { label: string }) => label)).toEqual([germanLabel, 'Flow-Tags verwalten']);
  expect(update.scopes.added).toMatchObject([{ label: 'Flow-Tags verwalten' }]);
  const declined = { body: { version }, language };
  expect((await ask('post', `${path}/decline-update`, declined)).headers['content-language']).toBe('de');
  await ask('patch', path, { body: { version, scopes: [view.id, manage.id] } });

  const later = await publish({ scopes: [view, { ...manage, optional: true }] });
  await until({ version: later });
  const switched = await ask('patch', path, { body: { scopes: [view.id] }, language });
  expect(switched.body.grant).toMatchObject([{ label: germanLabel }, { label: 'Flow-Tags verwalten', granted: false }]);

  // However the history is read, it holds the words that were shown.
  const { items } = (await ask('get', `${path}/consents`)).body;
  expect(items.map(({ kind, language: of }: Record<string, string>) => `${kind} ${of}`)).toEqual([
    'scopes de',
    'update en',
    'decline de',
    'install de',
  ]);
  expect(items.map(({ scopes: [first] }: { scopes: { label: string }[] }) => first?.label)).toEqual([
    germanLabel,
    'View flow tags',
    germanLabel,
    germanLabel,
  ]);
  const [ofSwitch, ofUpdate] = items as { cannot: string[] }[];
  expect(ofSwitch!.cannot.filter((text) => ofUpdate!.cannot.includes(text))).toEqual([]);

  const listed = await ask('get', `/v1/workspaces/${workspaceId}/installations`, { language });
  expect(listed.body.items).toMatchObject([{ grant: [{ label: germanLabel }, {}] }]);
  expect((await ask('delete', path, { language })).body.grant).toMatchObject([{ label: germanLabel }, {}]);
});
