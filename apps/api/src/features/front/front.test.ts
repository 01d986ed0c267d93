import { createReceiver, type Receiver } from '@minimart/test-kit';
import request, { type Test } from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noteStoreFacts } from '../../roles/keep-store-facts.ts';
import { createTestApi, type TestApi } from '../../testing/create-test-api.ts';
import { exampleManifest } from '../../testing/example-manifest.ts';
import type { TestPerson } from '../../testing/plant-people.ts';

const collectionsPath = '/v1/operator/collections';
let api: TestApi;
let receiver: Receiver;
let developer: TestPerson;
let operator: TestPerson;
const ids = new Map<string, string>();

beforeAll(async () => {
  const operators: string[] = [];
  api = await createTestApi({ operators });
  receiver = await createReceiver();
  [developer, operator] = [await api.person('developer'), await api.person('operator')];
  operators.push(operator.userId);
  const bare = { scopes: [], authInputs: [], requests: {} };
  await publish('calendar', { ...bare, category: 'scheduling' });
  await publish('tags', { ...bare, category: 'sales', scopes: [{ id: 'flow-tags:view', reason: 'To read.' }] });
  await publish('leads', { ...bare, category: 'sales', scopes: [{ id: 'flow-tags:view', reason: 'To sort.' }] });
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await receiver[Symbol.asyncDispose]();
});

function send(method: 'get' | 'post' | 'put', path: string, by?: TestPerson): Test {
  const call = request(api.app)[method](path);
  return by === undefined ? call : call.set({ authorization: `Bearer ${by.token}` });
}
async function publish(slug: string, changes: object): Promise<void> {
  const manifest = exampleManifest(receiver.url, { slug, name: slug, ...changes });
  const made = await send('post', '/v1/developer/apps', developer).send({ manifest }).expect(201);
  ids.set(slug, made.body.id);
  await send('post', `/v1/developer/apps/${made.body.id}/versions`, developer).send({}).expect(201);
}
const curate = (items: object[], ifMatch = '*') =>
  send('put', collectionsPath, operator).set('if-match', ifMatch).send({ items });
const slugs = (list: { slug: string }[]) => list.map(({ slug }) => slug);
const shops = { slug: 'for-shops', title: 'For shops', summary: 'From basket to door.', apps: ['leads', 'calendar'] };

test('the front page has categories in the order of the store, popular and new apps, and what an operator put together', async () => {
  await curate([shops]).expect(200);
  const owner = await api.person('owner');
  const workspaceId = await api.workspace({ owner });
  const install = { app: 'calendar', scopes: [], authInputs: {} };
  await send('post', `/v1/workspaces/${workspaceId}/installations`, owner).send(install).expect(201);
  await noteStoreFacts(api.services);
  const { body } = await send('get', '/v1/front').expect(200);
  expect(body.total).toBe(3);
  expect(body.categories).toEqual([
    { id: 'sales', label: 'Sales', count: 2 },
    { id: 'scheduling', label: 'Scheduling', count: 1 },
  ]);
  const { apps, ...said } = shops;
  expect(body.collections).toMatchObject([{ ...said, total: 2 }]);
  expect(slugs(body.collections[0].items)).toEqual(apps);
  expect([slugs(body.popular), slugs(body.latest)]).toEqual([['calendar'], ['leads', 'tags', 'calendar']]);
  expect(body.popular[0]).toMatchObject({ name: 'calendar', installs: 1, developer: { name: 'developer' } });
});

test('a collection is read whole, and one that is not there is missing', async () => {
  await curate([shops]).expect(200);
  const { body } = await send('get', '/v1/collections/for-shops').expect(200);
  expect([body.title, slugs(body.items)]).toEqual(['For shops', ['leads', 'calendar']]);
  const { body: missing } = await send('get', '/v1/collections/none').expect(404);
  expect(missing.code).toBe('not_found');
});

test('apps are like others of their category first, then like those that read the same data', async () => {
  const similar = async (slug: string) => slugs((await send('get', `/v1/apps/${slug}/similar`).expect(200)).body.items);
  expect(await similar('tags')).toEqual(['leads']);
  expect(await similar('calendar')).toEqual([]);
  await send('get', '/v1/apps/none/similar').expect(404);
  await send('get', '/v1/apps/tags/similar?link=nonsense').expect(404);
});

describe('collections', () => {
  test('are read back as they were written, and what is sent back changes nothing', async () => {
    const written = await curate([shops]).expect(200);
    const read = await send('get', collectionsPath, operator).expect(200);
    expect(read.body).toEqual({ items: [{ ...shops, notShown: [] }] });
    expect(read.headers['etag']).toBe(written.headers['etag']);
    const again = await curate(read.body.items, read.headers['etag']).expect(200);
    expect(again.headers['etag']).toBe(read.headers['etag']);
  });

  test('leave out an app that is taken out of the lists, and tell the operator', async () => {
    await curate([shops]).expect(200);
    const listed = (isListed: boolean) =>
      send('put', `/v1/developer/apps/${ids.get('leads')}/listed`, developer)
        .send({ isListed })
        .expect(200);
    await listed(false);
    const { body } = await send('get', '/v1/front').expect(200);
    expect(slugs(body.collections[0].items)).toEqual(['calendar']);
    const { body: own } = await send('get', collectionsPath, operator).expect(200);
    expect(own.items[0].notShown).toEqual(['leads']);
    await listed(true);
  });

  test('are for operators alone: for others nothing is read and nothing changes', async () => {
    await curate([shops]).expect(200);
    const before = await send('get', collectionsPath, operator).expect(200);
    for (const method of ['get', 'put'] as const) {
      const { body } = await send(method, collectionsPath, developer)
        .set('if-match', '*')
        .send({ items: [] })
        .expect(403);
      expect(body.code).toBe('operator_required');
      expect(body.detail).toContain(developer.userId);
    }
    expect((await send('get', collectionsPath, operator)).body).toEqual(before.body);
  });

  test('of two operators who save at once, the second is told', async () => {
    const { headers } = await curate([shops]).expect(200);
    await curate([], headers['etag']).expect(200);
    const { body } = await curate([shops], headers['etag']).expect(412);
    expect(body.code).toBe('collections_changed');
    const missing = await send('put', collectionsPath, operator).send({ items: [] }).expect(428);
    expect(missing.body.code).toBe('if_match_required');
  });

  test.each<[string, object[], string, string]>([
    ['an app that is not there', [{ ...shops, apps: ['none'] }], 'items[0].apps[0]', 'no app with the slug none'],
    ['an app twice', [{ ...shops, apps: ['tags', 'tags'] }], 'items[0].apps', 'each app once'],
    ['no app', [{ ...shops, apps: [] }], 'items[0].apps', 'at least one app'],
    ['a slug twice', [shops, shops], 'items', 'slug of its own'],
    ['a slug that is no address', [{ ...shops, slug: 'For shops' }], 'items[0].slug', 'lower-case'],
    ['no title', [{ ...shops, title: '  ' }], 'items[0].title', 'title'],
    ['a title of two lines', [{ ...shops, title: 'a\nb' }], 'items[0].title', 'one line'],
    ['a summary too long', [{ ...shops, summary: 'a'.repeat(161) }], 'items[0].summary', '160 characters'],
    ['too many', Array.from({ length: 13 }, (_, n) => ({ ...shops, slug: `shops-${n}` })), 'items', '12 collections'],
  ])('refuse %s and name the field', async (_what, items, path, message) => {
    const { body } = await curate(items).expect(422);
    expect([body.code, body.errors[0].path, body.errors[0].message]).toEqual([
      'invalid_request',
      path,
      expect.stringContaining(message),
    ]);
  });
});

test('a listing says of each version what it changed in what owners agree to', async () => {
  const requests = { subscribe: { method: 'POST', url: `${receiver.url}/hook` } };
  const base = { category: 'ai' as const, authInputs: [] };
  const view = { id: 'flow-tags:view', reason: 'To read.' };
  const sending = { id: 'sub-flows:send', reason: 'To greet.' };
  await publish('changing', { ...base, requests: {}, scopes: [view] });
  const next = async (changes: object) => {
    const path = `/v1/developer/apps/${ids.get('changing')}`;
    const manifest = exampleManifest(receiver.url, { slug: 'changing', name: 'changing', ...base, ...changes });
    await send('put', `${path}/manifest`, developer).set('if-match', '*').send({ manifest }).expect(200);
    await send('post', `${path}/versions`, developer).send({}).expect(201);
  };
  await next({ requests, scopes: [view, sending] });
  await next({ requests, scopes: [{ ...sending, optional: true }] });
  const { body } = await send('get', '/v1/apps/changing').expect(200);
  const [latest, second, first] = body.versions;
  const none = { added: [], removed: [], switched: [], hosts: { added: [], removed: [] } };
  const words = { id: 'sub-flows:send', label: 'Send sub flows', verb: 'send' };
  expect(latest.changes).toMatchObject({
    ...none,
    removed: [{ id: 'flow-tags:view' }],
    switched: [{ ...words, optional: true }],
  });
  expect(second.changes).toMatchObject({
    ...none,
    added: [{ ...words, optional: false }],
    hosts: { added: [new URL(receiver.url).host], removed: [] },
  });
  expect(first.changes).toBeNull();
});
