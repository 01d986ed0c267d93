import { manifestSchema } from '@minimart/app-manifest';
import { createTestClock, createTestDatabase } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import { catalogTables, createCatalog, createSuspensions, readStoreRevision, type Suspensions } from './index.ts';

const clock = createTestClock();
const reason = { note: 'Reported twice.', words: 'It sent more than it said.', stopsKeys: false, by: 'usr_operator' };

/** A published app. */
async function openApp() {
  const db = await createTestDatabase(catalogTables);
  const catalogIn = <T>(work: (catalog: ReturnType<typeof createCatalog>) => Promise<T>) =>
    db.em().transactional((em) => work(createCatalog(em, { clock })));
  const draft = manifestSchema.parse({ name: 'Tag Sync', slug: 'tag-sync', summary: 'Keeps tags the same.' });
  const { id } = await catalogIn((catalog) => catalog.createApp({ ownerId: 'usr_1', manifest: draft }));
  const ref = { appId: id, ownerId: 'usr_1' };
  await catalogIn((catalog) => catalog.publish(ref, { changelog: '' }));
  return {
    db,
    id,
    ref,
    catalogIn,
    act: <T>(work: (suspensions: Suspensions) => Promise<T>) =>
      db.em().transactional((em) => work(createSuspensions(em, { clock }))),
    found: async () => (await catalogIn((catalog) => catalog.search({ sort: 'new', limit: 10 }))).items.length,
    standing: async () => (await catalogIn((catalog) => catalog.listing('tag-sync')))?.standing,
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  };
}

test('a suspended app is in no list, also after a publication, and is listed again once that is lifted', async () => {
  await using app = await openApp();
  const { act, id, catalogIn, ref } = app;
  const revision = await readStoreRevision(app.db.em());
  await act((suspensions) => suspensions.suspend(id, reason, '"suspension-none"'));
  expect(await readStoreRevision(app.db.em())).not.toBe(revision);
  expect([await app.found(), await app.standing()]).toEqual([0, 'suspended']);
  const next = manifestSchema.parse({ name: 'Tag Sync', slug: 'tag-sync', summary: 'Says what it sends.' });
  await catalogIn((catalog) => catalog.replaceDraft(ref, next, '*'));
  await catalogIn((catalog) => catalog.publish(ref, { changelog: '' }));
  await catalogIn((catalog) => catalog.setListed(ref, false));
  await catalogIn((catalog) => catalog.setListed(ref, true));
  expect(await app.found()).toBe(0);
  const { etag } = await act((suspensions) => suspensions.standingOf(id));
  const lifted = await act((suspensions) => suspensions.lift(id, etag));
  expect(lifted.before.suspension).toMatchObject(reason);
  expect(lifted.after).toMatchObject({ suspension: undefined, app: { isSuspended: false, latestVersion: '1.0.1' } });
  expect([await app.found(), await app.standing()]).toEqual([1, 'listed']);
});

test('an app that its developer took out of the lists is not put back by lifting', async () => {
  await using app = await openApp();
  await app.act((suspensions) => suspensions.suspend(app.id, reason, '*'));
  await app.catalogIn((catalog) => catalog.setListed(app.ref, false));
  await app.act((suspensions) => suspensions.lift(app.id, '*'));
  expect([await app.found(), await app.standing()]).toEqual([0, 'unlisted']);
});

test('of two operators at once, one suspends and the other is told', async () => {
  await using app = await openApp();
  const { etag } = await app.act((suspensions) => suspensions.standingOf(app.id));
  const both = [reason, { ...reason, stopsKeys: true }].map((wanted) =>
    app.act((suspensions) => suspensions.suspend(app.id, wanted, etag)),
  );
  const results = await Promise.allSettled(both);
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'suspension_changed' } });
});

test('what holds the app open is waited for, and afterwards nothing is let through that the suspension stops', async () => {
  await using app = await openApp();
  const order: string[] = [];
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: held, resolve: nowHeld } = Promise.withResolvers<void>();
  const install = app.act(async (suspensions) => {
    await suspensions.holdOpen(app.id, 'installs');
    nowHeld();
    await released;
    order.push('installed');
  });
  await held;
  const suspended = app
    .act((suspensions) => suspensions.suspend(app.id, reason, '*'))
    .then(() => order.push('suspended'));
  release();
  await Promise.all([install, suspended]);
  expect(order).toEqual(['installed', 'suspended']);
  const open = (wanted: 'installs' | 'keys') => app.act((suspensions) => suspensions.holdOpen(app.id, wanted));
  await expect(open('installs')).rejects.toMatchObject({ code: 'app_suspended' });
  await open('keys');
  await app.act((suspensions) => suspensions.suspend(app.id, { ...reason, stopsKeys: true }, '*'));
  await expect(open('keys')).rejects.toMatchObject({ code: 'app_suspended' });
});

test('apps are found by words in name, slug or id, as they are, and page by page', async () => {
  await using app = await openApp();
  const { act, catalogIn, id } = app;
  const other = manifestSchema.parse({ name: '100% Mail', slug: 'mail', summary: 'Sends mail.' });
  await catalogIn((catalog) => catalog.createApp({ ownerId: 'usr_2', manifest: other }));
  const slugs = async (query: object) =>
    (await act((suspensions) => suspensions.find({ text: '', limit: 10, ...query }))).map(({ slug }) => slug);
  expect(await slugs({})).toEqual(['mail', 'tag-sync']);
  expect(await slugs({ after: 'mail' })).toEqual(['tag-sync']);
  expect(await slugs({ text: '100%' })).toEqual(['mail']);
  expect(await slugs({ text: id })).toEqual(['tag-sync']);
  expect(await slugs({ isSuspended: true })).toEqual([]);
  await expect(act((suspensions) => suspensions.standingOf('app_none'))).rejects.toMatchObject({ code: 'not_found' });
});
