import { manifestSchema } from '@minimart/app-manifest';
import { createTestClock, createTestDatabase } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import { catalogTables, createCatalog, type Catalog } from './index.ts';

/** A store with an app for each of these slugs, published in their order, with what else their manifests say. */
async function openStore(apps: Record<string, object>) {
  const db = await createTestDatabase(catalogTables);
  const clock = createTestClock();
  const inTransaction = <T>(work: (catalog: Catalog) => Promise<T>) =>
    db.em().transactional((em) => work(createCatalog(em, { clock })));
  const ids = new Map<string, string>();
  for (const [slug, changes] of Object.entries(apps)) {
    clock.advance(1000);
    const manifest = manifestSchema.parse({ name: slug, slug, summary: 'An app.', ...changes });
    await inTransaction(async (catalog) => {
      const { id } = await catalog.createApp({ ownerId: 'usr_ann', manifest });
      await catalog.publish({ appId: id, ownerId: 'usr_ann' }, { changelog: '' });
      ids.set(slug, id);
    });
  }
  const idOf = (slug: string) => ids.get(slug)!;
  const catalog = () => createCatalog(db.em(), { clock });
  return {
    catalog,
    inTransaction,
    idOf,
    front: (size = { ofCollection: 2, popular: 2, latest: 2 }) => catalog().front(size),
    replace: (items: Parameters<Catalog['replaceCollections']>[0], ifMatch = '*') =>
      inTransaction((each) => each.replaceCollections(items, ifMatch)),
    setListed: (slug: string, isListed: boolean) =>
      inTransaction((each) => each.setListed({ appId: idOf(slug), ownerId: 'usr_ann' }, isListed)),
    note: (installs: Record<string, number>) =>
      inTransaction((each) =>
        each.noteFacts(
          Object.entries(installs).map(([slug, count]) => ({
            appId: idOf(slug),
            developer: 'Ann',
            developerDomain: null,
            installs: count,
          })),
        ),
      ),
    similar: async (slug: string, limit = 4) =>
      (await catalog().similarTo(idOf(slug), limit)).map((listing) => listing.slug),
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  };
}

const asking = (...ids: string[]) => ({ scopes: ids.map((id) => ({ id, reason: 'To work.' })) });
const said = { title: 'For shops', summary: 'From basket to door.' };
const slugs = (list: readonly { slug: string }[]) => list.map(({ slug }) => slug);

test('collections are shown in their order, with their first apps, and none without apps to show', async () => {
  await using store = await openStore({ one: {}, two: {}, three: {}, gone: {} });
  await store.replace([
    { slug: 'shops', ...said, apps: ['three', 'one', 'two'] },
    { slug: 'empty', title: 'Empty', summary: '', apps: ['gone'] },
    { slug: 'first', title: 'First', summary: '', apps: ['one'] },
  ]);
  await store.setListed('gone', false);
  const { collections } = await store.front();
  expect(collections.map(({ slug, items, total }) => [slug, slugs(items), total])).toEqual([
    ['shops', ['three', 'one'], 3],
    ['first', ['one'], 1],
  ]);
  expect(await store.catalog().shelf('shops')).toMatchObject({ ...said, total: 3 });
  expect(slugs((await store.catalog().shelf('shops'))!.items)).toEqual(['three', 'one', 'two']);
  expect(await store.catalog().shelf('empty')).toBeUndefined();
  expect(await store.catalog().shelf('none\0')).toBeUndefined();
});

test('an operator reads what was written, and which apps are not shown; an app keeps its place when it is back', async () => {
  await using store = await openStore({ one: {}, two: {} });
  const written = { slug: 'shops', ...said, apps: ['two', 'one'] };
  await store.replace([written]);
  await store.setListed('two', false);
  expect((await store.catalog().collections()).items).toEqual([{ ...written, notShown: ['two'] }]);
  await store.setListed('two', true);
  expect(slugs((await store.front()).collections[0]!.items)).toEqual(['two', 'one']);
});

test('a collection follows an app to its new slug', async () => {
  await using store = await openStore({ one: {} });
  await store.replace([{ slug: 'shops', ...said, apps: ['one'] }]);
  const ref = { appId: store.idOf('one'), ownerId: 'usr_ann' };
  const manifest = manifestSchema.parse({ name: 'One', slug: 'renamed', summary: 'An app.' });
  await store.inTransaction((catalog) => catalog.replaceDraft(ref, manifest, '*'));
  await store.inTransaction((catalog) => catalog.publish(ref, { changelog: '' }));
  expect((await store.catalog().collections()).items[0]?.apps).toEqual(['renamed']);
});

test('of two who edit at once the second is told, and the first stays', async () => {
  await using store = await openStore({ one: {}, two: {} });
  const { etag } = await store.catalog().collections();
  const save = (app: string) => store.replace([{ slug: 'shops', ...said, apps: [app] }], etag);
  const results = await Promise.allSettled([save('one'), save('two')]);
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'collections_changed' },
  });
  const now = await store.catalog().collections();
  const kept = results.find((result) => result.status === 'fulfilled')!;
  expect(now).toEqual(kept.value);
  await store.replace([], now.etag);
  expect(await store.catalog().collections()).toEqual({ items: [], etag });
});

test('an app that never was in the lists is refused by its place, and nothing changes', async () => {
  await using store = await openStore({ one: {} });
  const draft = manifestSchema.parse({ name: 'Draft', slug: 'draft-app', summary: 'An app.' });
  await store.inTransaction((catalog) => catalog.createApp({ ownerId: 'usr_ann', manifest: draft }));
  await store.replace([{ slug: 'shops', ...said, apps: ['one'] }]);
  const before = await store.catalog().collections();
  const refused = store.replace([{ slug: 'other', ...said, apps: ['one', 'draft-app', 'none'] }]);
  await expect(refused).rejects.toMatchObject({
    code: 'invalid_request',
    errors: [{ path: 'items[0].apps[1]' }, { path: 'items[0].apps[2]' }],
  });
  expect(await store.catalog().collections()).toEqual(before);
});

test('the front page has the largest categories first, who has most installs, and what came last', async () => {
  await using store = await openStore({
    one: { category: 'sales' },
    two: { category: 'ai' },
    three: { category: 'sales' },
    four: { category: 'ai' },
    five: { category: 'sales' },
  });
  await store.note({ one: 3, four: 20 });
  const { total, categories, popular, latest } = await store.front();
  expect([total, categories]).toEqual([
    5,
    [
      { id: 'sales', count: 3 },
      { id: 'ai', count: 2 },
    ],
  ]);
  expect([slugs(popular), slugs(latest)]).toEqual([
    ['four', 'one'],
    ['five', 'four'],
  ]);
});

test('an app that nobody has is not popular, and an empty store has an empty front page', async () => {
  await using store = await openStore({ one: {} });
  expect((await store.front()).popular).toEqual([]);
  await store.setListed('one', false);
  const nothing = { total: 0, categories: [], collections: [], popular: [], latest: [] };
  expect(await store.front()).toEqual(nothing);
});

test('similar: of the same category by what they ask for, then of others that share scopes, by installs among equals', async () => {
  await using store = await openStore({
    own: { category: 'sales', ...asking('tags:view', 'messages:send') },
    twin: { category: 'sales', ...asking('messages:send', 'tags:view') },
    'popular-twin': { category: 'sales', ...asking('tags:view', 'messages:send') },
    half: { category: 'sales', ...asking('tags:view') },
    nosy: { category: 'sales', ...asking('tags:view', 'a:view', 'b:view', 'c:view') },
    stranger: { category: 'sales', ...asking('fields:view') },
    elsewhere: { category: 'ai', ...asking('messages:send') },
    unlike: { category: 'ai', ...asking('fields:view') },
  });
  await store.note({ 'popular-twin': 5, stranger: 900, unlike: 900 });
  const beside = ['popular-twin', 'twin', 'half', 'nosy', 'stranger'];
  expect(await store.similar('own', 3)).toEqual(beside.slice(0, 3));
  expect(await store.similar('own', 10)).toEqual([...beside, 'elsewhere']);
});

test('similar to one that is not listed are listed ones; an app that never was published is like nothing', async () => {
  await using store = await openStore({ one: { category: 'ai' }, two: { category: 'ai' } });
  await store.setListed('one', false);
  expect([await store.similar('one'), await store.similar('two')]).toEqual([['two'], []]);
  const draft = manifestSchema.parse({ name: 'Draft', slug: 'draft-app', summary: 'An app.', category: 'ai' });
  const { id } = await store.inTransaction((catalog) => catalog.createApp({ ownerId: 'usr_ann', manifest: draft }));
  expect(await store.catalog().similarTo(id, 4)).toEqual([]);
});
