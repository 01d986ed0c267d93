import { manifestSchema, type Manifest } from '@minimart/app-manifest';
import { createTestClock, createTestDatabase } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import { type Catalog, catalogTables, createCatalog } from './index.ts';

const clock = createTestClock();
const manifest = (changes: object): Manifest =>
  manifestSchema.parse({ name: 'Tag Sync', slug: 'tag-sync', summary: 'Keeps tags the same.', ...changes });

/** An app with a version for each of these percentages, from 1.0.0 on. */
async function openApp(...percentages: number[]) {
  const db = await createTestDatabase(catalogTables);
  const act = <T>(work: (catalog: Catalog) => Promise<T>) =>
    db.em().transactional((em) => work(createCatalog(em, { clock })));
  const app = await act((catalog) => catalog.createApp({ ownerId: 'usr_1', manifest: manifest({ summary: 'None.' }) }));
  const ref = { appId: app.id, ownerId: 'usr_1' };
  const publish = async (percentage: number, changes: object = {}) => {
    clock.advance(1000);
    const summary = `As of ${clock.now().toISOString()}.`;
    await act((catalog) => catalog.replaceDraft(ref, manifest({ summary, ...changes }), '*'));
    return act((catalog) => catalog.publish(ref, { changelog: '', percentage }));
  };
  for (const percentage of percentages) await publish(percentage);
  return {
    ref,
    act,
    publish,
    inStore: async () => (await act((catalog) => catalog.listing('tag-sync')))?.version,
    raise: (version: string, percentage: number) =>
      act((catalog) => catalog.raisePercentage(ref, { version, percentage })),
    rollBack: (version: string) => act((catalog) => catalog.rollBack(ref, version)),
    releases: async () =>
      (await act((catalog) => catalog.releasesOf(app.id))).map(
        ({ version, percentage, rolledBackAt }) => `${version} ${rolledBackAt === null ? percentage : 'back'}`,
      ),
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  };
}

test('a version for some does not show in the store until it is for everybody', async () => {
  await using app = await openApp(100, 10);
  expect(await app.releases()).toEqual(['1.0.1 10', '1.0.0 100']);
  expect(await app.inStore()).toBe('1.0.0');
  await app.raise('1.0.1', 60);
  expect(await app.inStore()).toBe('1.0.0');
  await app.raise('1.0.1', 100);
  expect(await app.inStore()).toBe('1.0.1');
});

test('the first version is for everybody', async () => {
  await using app = await openApp();
  await expect(app.publish(50)).rejects.toMatchObject({ code: 'percentage_too_low', errors: [{ path: 'percentage' }] });
});

test('a percentage is only ever raised', async () => {
  await using app = await openApp(100, 40);
  await expect(app.raise('1.0.1', 39)).rejects.toMatchObject({ code: 'percentage_too_low' });
  await expect(app.raise('9.9.9', 50)).rejects.toMatchObject({ code: 'not_found' });
});

test('a version that is rolled back leaves the store, stays so, and its number is not used again', async () => {
  await using app = await openApp(100, 100);
  await app.rollBack('1.0.1');
  expect(await app.inStore()).toBe('1.0.0');
  await expect(app.rollBack('1.0.1')).rejects.toMatchObject({ code: 'release_rolled_back' });
  await expect(app.raise('1.0.1', 100)).rejects.toMatchObject({ code: 'release_rolled_back' });
  expect((await app.publish(100)).version).toBe('1.0.2');
  expect(await app.inStore()).toBe('1.0.2');
});

test('after a roll back, the draft is compared with the version that stands, and takes a number above the other', async () => {
  await using app = await openApp(100, 100);
  const { draft: rolledBack } = await app.act((catalog) => catalog.appOf(app.ref));
  await app.rollBack('1.0.1');
  const again = await app.act((catalog) => catalog.publish(app.ref, { changelog: 'The server is mended.' }));
  expect([again.version, again.manifest]).toEqual(['1.0.2', rolledBack]);
  await app.rollBack('1.0.2');
  const scopes = [{ id: 'flow-tags:view', reason: 'To read tags.' }];
  expect((await app.publish(100, { scopes })).version).toBe('1.1.0');
  await expect(app.act((catalog) => catalog.publish(app.ref, { changelog: '' }))).rejects.toMatchObject({
    code: 'nothing_to_publish',
  });
});

test('the last version that is for everybody cannot be rolled back', async () => {
  await using app = await openApp(100, 100);
  await app.rollBack('1.0.0');
  await expect(app.rollBack('1.0.1')).rejects.toMatchObject({ code: 'nothing_to_roll_back_to' });
});

test('a higher version stays in the store when a lower one is let out to everybody', async () => {
  await using app = await openApp(100, 10, 100);
  await app.raise('1.0.1', 100);
  expect(await app.inStore()).toBe('1.0.2');
});

test('somebody else can neither raise nor roll back', async () => {
  await using app = await openApp(100, 10);
  const theirs = { ...app.ref, ownerId: 'usr_2' };
  await expect(
    app.act((catalog) => catalog.raisePercentage(theirs, { version: '1.0.1', percentage: 100 })),
  ).rejects.toMatchObject({ code: 'not_found' });
  await expect(app.act((catalog) => catalog.rollBack(theirs, '1.0.1'))).rejects.toMatchObject({ code: 'not_found' });
});
