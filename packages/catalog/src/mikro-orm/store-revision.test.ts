import { manifestSchema, type Manifest } from '@minimart/app-manifest';
import { createTestClock, createTestDatabase } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import { type Catalog, catalogTables, createCatalog, readStoreRevision } from './index.ts';

const clock = createTestClock();
const manifest = (changes: object): Manifest =>
  manifestSchema.parse({ name: 'Tag Sync', slug: 'tag-sync', summary: 'Keeps tags the same.', ...changes });

/** A store with one published app. */
async function openStore() {
  const db = await createTestDatabase(catalogTables);
  const act = <T>(work: (catalog: Catalog) => Promise<T>) =>
    db.em().transactional((em) => work(createCatalog(em, { clock })));
  const publishNew = async (slug: string) => {
    const app = await act((catalog) => catalog.createApp({ ownerId: 'usr_1', manifest: manifest({ slug }) }));
    const ref = { appId: app.id, ownerId: 'usr_1' };
    await act((catalog) => catalog.publish(ref, { changelog: '' }));
    return ref;
  };
  const ref = await publishNew('tag-sync');
  return {
    db,
    ref,
    act,
    publishNew,
    revision: () => readStoreRevision(db.em()),
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  };
}

test('each change of what the store shows gives it another revision, and saving a draft does not', async () => {
  await using store = await openStore();
  const { act, ref } = store;
  const seen = [await store.revision()];
  const changes: [what: string, change: () => Promise<unknown>][] = [
    ['a version', () => act((catalog) => catalog.publish(ref, { changelog: '' }))],
    ['a version for some', () => act((catalog) => catalog.publish(ref, { changelog: '', percentage: 10 }))],
    [
      'a higher percentage',
      () => act((catalog) => catalog.raisePercentage(ref, { version: '1.0.2', percentage: 100 })),
    ],
    ['a roll back', () => act((catalog) => catalog.rollBack(ref, '1.0.2'))],
    ['a proven domain', () => act((catalog) => catalog.noteDeveloper('usr_1', { name: 'Ann', domain: 'ann.example' }))],
    ['a lost domain', () => act((catalog) => catalog.noteDeveloper('usr_1', { name: 'Ann', domain: null }))],
    ['a withdrawal', () => act((catalog) => catalog.setListed(ref, false))],
    ['its return', () => act((catalog) => catalog.setListed(ref, true))],
  ];
  let edition = 0;
  for (const [what, change] of changes) {
    await act((catalog) => catalog.replaceDraft(ref, manifest({ summary: `Edition ${(edition += 1)}.` }), '*'));
    expect(await store.revision(), `a draft before ${what}`).toBe(seen.at(-1));
    await change();
    seen.push(await store.revision());
    expect(new Set(seen).size, what).toBe(seen.length);
  }
});

test('a publication that is taken back leaves the revision as it was', async () => {
  await using store = await openStore();
  const before = await store.revision();
  await store.act((catalog) => catalog.replaceDraft(store.ref, manifest({ summary: 'Another.' }), '*'));
  const broken = store.act(async (catalog) => {
    await catalog.publish(store.ref, { changelog: '' });
    throw new Error('taken back');
  });
  await expect(broken).rejects.toThrow('taken back');
  expect(await store.revision()).toBe(before);
});

test('two publications at once do not wait for each other until they commit, and both count', async () => {
  await using store = await openStore();
  const other = await store.publishNew('flow-sync');
  const before = BigInt(await store.revision());
  const barrier = Promise.withResolvers<void>();
  let ready = 0;
  const publish = (ref: typeof other, slug: string) =>
    store.act(async (catalog) => {
      // Words that search knows: whoever brings new ones waits for whoever else does.
      await catalog.replaceDraft(ref, manifest({ slug, summary: 'The same tags.' }), '*');
      await catalog.publish(ref, { changelog: '' });
      // Each goes on only when both have published: were one to wait for the other, neither would.
      if ((ready += 1) === 2) barrier.resolve();
      await barrier.promise;
    });
  await Promise.all([publish(store.ref, 'tag-sync'), publish(other, 'flow-sync')]);
  expect(BigInt(await store.revision()) - before).toBe(2n);
});

test('one transaction that changes a thousand apps is one change', async () => {
  await using store = await openStore();
  const before = BigInt(await store.revision());
  await store.db.em().transactional((em) =>
    em.execute(
      `insert into catalog.releases (app_id, version, percentage, changed_at)
       select 'app_' || n, '1.0.0', 100, now() from generate_series(1, 1000) n`,
    ),
  );
  expect(BigInt(await store.revision()) - before).toBe(1n);
});

test('addresses are those of listed apps, by slug, and go on after one', async () => {
  await using store = await openStore();
  const hidden = await store.publishNew('gone-app');
  await store.publishNew('a-first');
  await store.act((catalog) => catalog.setListed(hidden, false));
  const read = (after?: string) => store.act((catalog) => catalog.addresses({ after, limit: 10 }));
  expect((await read()).map(({ slug }) => slug)).toEqual(['a-first', 'tag-sync']);
  expect(await read('a-first')).toEqual([{ slug: 'tag-sync', publishedAt: clock.now() }]);
});
