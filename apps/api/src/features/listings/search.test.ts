import { createReceiver, type Receiver } from '@minimart/test-kit';
import request from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { noteStoreFacts } from '../../roles/keep-store-facts.ts';
import { createTestApi, type TestApi } from '../../testing/create-test-api.ts';
import { exampleManifest } from '../../testing/example-manifest.ts';

let api: TestApi;
let receiver: Receiver;
let workspaceId: string;
let token: string;

beforeAll(async () => {
  [api, receiver] = [await createTestApi(), await createReceiver()];
  const owner = await api.person('owner');
  ({ token } = owner);
  workspaceId = await api.workspace({ owner });
  await publish('calendar', {
    name: 'Team calendar',
    category: 'scheduling',
    scopes: [],
    requests: {},
    authInputs: [],
  });
  await publish('people', {
    name: 'Find people',
    category: 'sales',
    scopes: [{ id: 'subscribers:manage', reason: 'To find.' }],
  });
  await publish('flows', {
    name: 'Draw flows',
    category: 'sales',
    pricing: 'free',
    pricingUrl: 'https://example.com/prices',
    language: 'de-AT',
    scopes: [{ id: 'flow-tags:view', reason: 'To draw.' }],
  });
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await receiver[Symbol.asyncDispose]();
});

async function publish(slug: string, changes: object): Promise<void> {
  const manifest = exampleManifest(receiver.url, { slug, ...changes });
  const made = await post('/v1/developer/apps', { manifest });
  await post(`/v1/developer/apps/${(made as { id: string }).id}/versions`, {});
}
async function post(path: string, body: object): Promise<object> {
  const answer = await request(api.app)
    .post(path)
    .set({ authorization: `Bearer ${token}` })
    .send(body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}
const search = async (query: string) => (await request(api.app).get(`/v1/apps?${query}`).expect(200)).body;
const slugs = async (query: string) => (await search(query)).items.map(({ slug }: { slug: string }) => slug);
const refusalOf = async (path: string) => (await request(api.app).get(path).expect(422)).body;

test('leaves out apps that ask for a scope, or for one that brings it', async () => {
  const all = await search('');
  const view = all.without.find(({ scope }: { scope: string }) => scope === 'subscribers:view');
  expect(view).toMatchObject({
    count: 2,
    isLeftOut: false,
    cannot: 'See who talks with your chatbot',
    risk: 'sensitive',
  });
  expect(await slugs('without=subscribers:view')).toEqual(['flows', 'calendar']);
  expect(await slugs('without=subscribers:view,flow-tags:view')).toEqual(['calendar']);
  const low = await search('risk=low');
  expect(low.items).toHaveLength(all.lowRisk);
  expect(low.items.every(({ sensitiveScopeCount }: { sensitiveScopeCount: number }) => sensitiveScopeCount === 0)).toBe(
    true,
  );
});

test('finds what is free of charge, and what is in a language, and counts both', async () => {
  const all = await search('');
  expect(all.prices).toEqual([
    { id: 'free', count: 1 },
    { id: 'free-plan', count: 1 },
  ]);
  expect(all.languages).toEqual([
    { id: 'en', count: 2 },
    { id: 'de', count: 1 },
  ]);
  for (const query of ['price=free', 'price=free-plan', 'language=de', 'price=free&language=de&category=sales'])
    expect([query, await slugs(query)]).toEqual([query, ['flows']]);
  expect(all.items.map(({ pricing }: { pricing: string | null }) => pricing)).toEqual(['free', null, null]);
  const { body } = await request(api.app).get('/v1/apps/flows').expect(200);
  expect([body.pricing, body.pricingUrl]).toEqual(['free', 'https://example.com/prices']);
});

test('says what it looked for instead of a word that no app has', async () => {
  const found = await search('query=calender');
  expect([found.correctedQuery, found.items[0].slug]).toEqual(['calendar', 'calendar']);
});

test('offers ways on when nothing is found', async () => {
  const { instead } = await search('query=calendar&category=sales');
  expect(instead).toMatchObject({ withoutFilters: 1 });
  expect((await search('query=schedulin%20qqqqq')).instead.categories).toEqual([
    { id: 'scheduling', label: 'Scheduling', count: 1 },
  ]);
});

test('sorts by relevance when there is a query, and by name when there is none', async () => {
  expect(await slugs('')).toEqual(['flows', 'people', 'calendar']);
  expect((await slugs('query=calendar'))[0]).toBe('calendar');
});

test('popular goes by the workspaces that have an app, as the dispatcher noted them', async () => {
  await post(`/v1/workspaces/${workspaceId}/installations`, { app: 'calendar', scopes: [], authInputs: {} });
  expect(await noteStoreFacts(api.services)).toBe(1);
  expect((await slugs('sort=popular'))[0]).toBe('calendar');
  expect(await noteStoreFacts(api.services)).toBe(0);
});

test.each([
  ['/v1/apps?sort=rating', 'query.sort', 'relevance, new, popular or name'],
  ['/v1/apps?risk=high', 'query.risk', 'The risk can be low'],
  ['/v1/apps?price=paid', 'query.price', 'free or free-plan'],
  ['/v1/apps?language=German', 'query.language', 'such as de'],
  ['/v1/apps?without=subscribers:veiw', 'query.without', 'Did you mean subscribers:view?'],
  [`/v1/apps?without=${Array.from({ length: 21 }, (_, n) => `a${n}`).join()}`, 'query.without', '20 scopes'],
  [`/v1/apps?query=${'a'.repeat(201)}`, 'query.query', '200 characters'],
  ['/v1/apps/suggest', 'query.query', 'what was typed'],
  [`/v1/apps/suggest?query=${'a'.repeat(101)}`, 'query.query', '100 characters'],
])('refuses %s and names the field', async (path, field, message) => {
  const { code, errors } = await refusalOf(path);
  expect([code, errors[0].path, errors[0].message]).toEqual([
    'invalid_request',
    field,
    expect.stringContaining(message),
  ]);
});

test.each([
  ['bytes that are no UTF-8', '%FF%C0'],
  ['operators', encodeURIComponent(`!:*&|()<->'"\\%_`)],
  ['pictures', encodeURIComponent('🙂'.repeat(50))],
  [
    'twelve long words that no app has',
    Array.from('abcdefghijkl', (letter) => `${letter}qqqqqqqqqqqqq${letter}`).join('+'),
  ],
])('words that nobody could mean find nothing, and ways on: %s', async (_what, words) => {
  const found = await search(`query=${words}&sort=popular`);
  expect([found.total, found.items, found.nextCursor]).toEqual([0, [], null]);
  expect(found.instead.categories.length).toBeGreaterThan(0);
});

test('suggests apps and categories, and may be kept for a minute', async () => {
  const answer = await request(api.app).get('/v1/apps/suggest?query=sch').expect(200);
  expect(answer.body).toEqual({ apps: [], categories: [{ id: 'scheduling', label: 'Scheduling' }] });
  expect(answer.headers['cache-control']).toBe('public, max-age=60');
  const typed = await request(api.app).get('/v1/apps/suggest?query=calnedar').expect(200);
  expect(typed.body.apps).toMatchObject([{ slug: 'calendar', name: 'Team calendar' }]);
});
