import { manifestSchema, type Manifest } from '@minimart/app-manifest';
import { schemaDifferences } from '@minimart/database';
import { createTestClock, createTestDatabase, type TestDatabase } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import { type Catalog, catalogTables, createCatalog } from './index.ts';

const clock = createTestClock();
const manifest = (changes: object = {}): Manifest =>
  manifestSchema.parse({ name: 'Tag Sync', slug: 'tag-sync', summary: 'Keeps tags the same.', ...changes });
const catalogOn = (db: TestDatabase) => createCatalog(db.em(), { clock });
const inTransaction = <T>(db: TestDatabase, work: (catalog: Catalog) => Promise<T>) =>
  db.em().transactional((em) => work(createCatalog(em, { clock })));

async function publish(db: TestDatabase, changes: object): Promise<string> {
  const catalog = catalogOn(db);
  const { id } = await catalog.createApp({ ownerId: 'usr_1', manifest: manifest(changes) });
  clock.advance(1000);
  await inTransaction(db, (each) => each.publish({ appId: id, ownerId: 'usr_1' }, { changelog: '' }));
  return id;
}

test('a draft is in no search and has no listing until it is published', async () => {
  await using db = await createTestDatabase(catalogTables);
  const catalog = catalogOn(db);
  const app = await catalog.createApp({ ownerId: 'usr_1', manifest: manifest() });
  expect(await catalog.listing('tag-sync')).toBeUndefined();
  const release = { changelog: 'First.' };
  const published = await inTransaction(db, (each) => each.publish({ appId: app.id, ownerId: 'usr_1' }, release));
  expect(published).toMatchObject({ version: '1.0.0' });
  expect(await catalogOn(db).listing('tag-sync')).toMatchObject({ version: '1.0.0', manifest: { name: 'Tag Sync' } });
  expect((await catalog.search({ sort: 'name', limit: 10 })).items).toHaveLength(1);
});

test('finds several published versions at once, and none that were not', async () => {
  await using db = await createTestDatabase(catalogTables);
  const [first, second] = [await publish(db, { slug: 'one-app' }), await publish(db, { slug: 'two-app' })];
  const version = '1.0.0';
  const wanted = [
    { appId: second, version },
    { appId: first, version },
    { appId: first, version: '9.0.0' },
  ];
  const found = await catalogOn(db).published(wanted);
  expect(found.map(({ appId, manifest: { slug } }) => [appId, slug]).toSorted()).toEqual(
    [
      [first, 'one-app'],
      [second, 'two-app'],
    ].toSorted(),
  );
  expect(await catalogOn(db).published([])).toEqual([]);
});

test('somebody else does not find the app', async () => {
  await using db = await createTestDatabase(catalogTables);
  const { id } = await catalogOn(db).createApp({ ownerId: 'usr_1', manifest: manifest() });
  await expect(catalogOn(db).appOf({ appId: id, ownerId: 'usr_2' })).rejects.toMatchObject({ code: 'not_found' });
});

test('two editors: the second save is refused and the first stays', async () => {
  await using db = await createTestDatabase(catalogTables);
  const app = await catalogOn(db).createApp({ ownerId: 'usr_1', manifest: manifest() });
  const ref = { appId: app.id, ownerId: 'usr_1' };
  const save = (name: string) => inTransaction(db, (each) => each.replaceDraft(ref, manifest({ name }), app.etag));
  const results = await Promise.allSettled([save('First'), save('Second')]);
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'draft_changed' } });
});

test('a draft is given back in the order in which it was written', async () => {
  await using db = await createTestDatabase(catalogTables);
  const headers = { 'X-Long-Name': 'first', A: 'second' };
  const body = { json: { zebra: 1, a: { token: '', b: 2 } } };
  const requests = { subscribe: { method: 'POST' as const, url: 'https://a.example', headers, body } };
  const { id } = await catalogOn(db).createApp({ ownerId: 'usr_1', manifest: manifest({ requests }) });
  const { draft } = await catalogOn(db).appOf({ appId: id, ownerId: 'usr_1' });
  expect(JSON.stringify(draft.requests.subscribe?.headers)).toBe(JSON.stringify(headers));
  expect(JSON.stringify(draft.requests.subscribe?.body)).toBe(JSON.stringify(body));
});

test('a slug belongs to one app', async () => {
  await using db = await createTestDatabase(catalogTables);
  await publish(db, {});
  const second = catalogOn(db).createApp({ ownerId: 'usr_2', manifest: manifest() });
  await expect(second).rejects.toMatchObject({ code: 'slug_taken', errors: [{ path: 'manifest.slug' }] });
});

test('a published version cannot be changed, even by SQL', async () => {
  await using db = await createTestDatabase(catalogTables);
  await publish(db, {});
  await expect(db.em().execute(`update catalog.versions set changelog = 'x'`)).rejects.toThrow('never changes');
  await expect(db.em().execute('delete from catalog.versions')).rejects.toThrow('never changes');
});

test('the same draft is not published twice, and a version must go up', async () => {
  await using db = await createTestDatabase(catalogTables);
  const ref = { appId: await publish(db, {}), ownerId: 'usr_1' };
  const publishIt = (version?: string) => inTransaction(db, (each) => each.publish(ref, { changelog: '', version }));
  await expect(publishIt()).rejects.toMatchObject({ code: 'nothing_to_publish' });
  await inTransaction(db, (each) => each.replaceDraft(ref, manifest({ name: 'Other' }), '*'));
  await expect(publishIt('0.9.0')).rejects.toMatchObject({
    code: 'version_invalid',
  });
  expect(await publishIt()).toMatchObject({ version: '1.0.1' });
});

test('search finds beginnings of words in any order, counts categories, and pages without gaps or repeats', async () => {
  await using db = await createTestDatabase(catalogTables);
  for (let n = 0; n < 5; n += 1)
    await publish(db, { name: `App ${n}`, slug: `app-${n}`, category: n < 3 ? 'marketing' : 'sales' });
  const catalog = catalogOn(db);
  expect((await catalog.search({ query: 'sam tag', sort: 'name', limit: 10 })).total).toBe(5);
  expect((await catalog.search({ query: `'; drop & | ! (`, sort: 'new', limit: 10 })).total).toBe(0);
  for (const sort of ['name', 'new'] as const) {
    const seen: string[] = [];
    for (let cursor: string | undefined, pages = 0; pages < 4; pages += 1) {
      const page = await catalog.search({ sort, limit: 2, cursor });
      seen.push(...page.items.map(({ slug }) => slug));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(
      sort === 'name' ? ['app-0', 'app-1', 'app-2', 'app-3', 'app-4'] : ['app-4', 'app-3', 'app-2', 'app-1', 'app-0'],
    );
  }
  const sales = await catalog.search({ category: 'sales', sort: 'name', limit: 10 });
  expect([sales.total, sales.categories]).toEqual([
    2,
    [
      { id: 'marketing', count: 3 },
      { id: 'sales', count: 2 },
    ],
  ]);
  await expect(catalog.search({ sort: 'name', limit: 2, cursor: 'nonsense' })).rejects.toMatchObject({
    code: 'invalid_request',
  });
});

test('entities and migrations agree', async () => {
  await using db = await createTestDatabase(catalogTables);
  expect(await schemaDifferences(db.orm)).toBe('');
});

test('the slug of an app in the store moves with a publication, not with the draft', async () => {
  await using db = await createTestDatabase(catalogTables);
  const ref = { appId: await publish(db, {}), ownerId: 'usr_1' };
  await publish(db, { slug: 'other' });
  const save = (slug: string) => inTransaction(db, (each) => each.replaceDraft(ref, manifest({ slug }), '*'));
  await save('tag-mirror');
  expect(await catalogOn(db).listing('tag-mirror')).toBeUndefined();
  expect(await catalogOn(db).listing('tag-sync')).toMatchObject({ appId: ref.appId });
  await inTransaction(db, (each) => each.publish(ref, { changelog: '' }));
  expect(await catalogOn(db).listing('tag-mirror')).toMatchObject({ slug: 'tag-mirror', version: '1.0.1' });
  await expect(save('other')).rejects.toMatchObject({ code: 'slug_taken' });
});

test('a new version replaces what its app is found by', async () => {
  await using db = await createTestDatabase(catalogTables);
  const ref = { appId: await publish(db, { summary: 'Mirrors labels.' }), ownerId: 'usr_1' };
  await inTransaction(db, (each) => each.replaceDraft(ref, manifest({ summary: 'Mirrors segments.' }), '*'));
  const found = async (query: string) => (await catalogOn(db).search({ query, sort: 'name', limit: 10 })).total;
  expect([await found('labels'), await found('segments')]).toEqual([1, 0]);
  await inTransaction(db, (each) => each.publish(ref, { changelog: '' }));
  expect([await found('labels'), await found('segments')]).toEqual([0, 1]);
});

test('a NUL character is found nowhere and breaks nothing', async () => {
  await using db = await createTestDatabase(catalogTables);
  await publish(db, {});
  const catalog = catalogOn(db);
  expect(await catalog.listing('tag-sync\0')).toBeUndefined();
  expect(await catalog.version('a\0', '1.0.0')).toBeUndefined();
  await expect(catalog.appOf({ appId: 'a\0', ownerId: 'usr_1' })).rejects.toMatchObject({ code: 'not_found' });
  expect((await catalog.search({ category: 'a\0', sort: 'name', limit: 1 })).total).toBe(0);
});

test.each([
  ['["a\\u0000","b"]'],
  ['["2026-02-30T00:00:00.000000Z","b"]'],
  ['["0000-01-01T00:00:00.000000Z","b"]'],
  ['[1,2]'],
  ['{}'],
  ['null'],
])('refuses the forged cursor %s', async (text) => {
  await using db = await createTestDatabase(catalogTables);
  const cursor = Buffer.from(text).toString('base64url');
  const search = catalogOn(db).search({ sort: 'new', limit: 2, cursor });
  await expect(search).rejects.toMatchObject({ code: 'invalid_request' });
});
