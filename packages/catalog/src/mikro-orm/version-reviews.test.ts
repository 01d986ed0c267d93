import { manifestSchema } from '@minimart/app-manifest';
import { createTestClock, createTestDatabase } from '@minimart/test-kit';
import { expect, test, vi } from 'vitest';
import { catalogTables, createCatalog, createVersionReviews, type Catalog, type VersionReviews } from './index.ts';

const clock = createTestClock();
const checks = [{ id: 'links' as const, verdict: 'pass' as const, findings: [] }];
const fields = [{ pointer: '/summary', message: 'Say what it keeps the same.' }];

/** An app with 1.0.0 out, and 1.0.1 in review. */
async function openReview({ percentage = 100 } = {}) {
  const db = await createTestDatabase(catalogTables);
  const inCatalog = <T>(work: (catalog: Catalog) => Promise<T>) =>
    db.em().transactional((em) => work(createCatalog(em, { clock })));
  const act = <T>(work: (reviews: VersionReviews) => Promise<T>) =>
    db.em().transactional((em) => work(createVersionReviews(em, { clock })));
  const manifest = (summary: string) => manifestSchema.parse({ name: 'Tag Sync', slug: 'tag-sync', summary });
  const app = await inCatalog((catalog) => catalog.createApp({ ownerId: 'usr_1', manifest: manifest('One.') }));
  const ref = { appId: app.id, ownerId: 'usr_1' };
  await inCatalog((catalog) => catalog.publish(ref, { changelog: '' }));
  const publish = async (summary: string) => {
    clock.advance(1000);
    await inCatalog((catalog) => catalog.replaceDraft(ref, manifest(summary), '*'));
    return inCatalog((catalog) => catalog.publish(ref, { changelog: '', percentage, needsReview: true }));
  };
  const { version } = await publish('Two.');
  return {
    db,
    ref,
    act,
    inCatalog,
    publish,
    waiting: { appId: app.id, version },
    inStore: async () => (await inCatalog((catalog) => catalog.listing('tag-sync')))?.version,
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  };
}

test('a version in review is out for nobody, and can neither be let out, rolled back, linked nor passed by another', async () => {
  await using world = await openReview();
  const { ref, inCatalog, waiting, publish } = world;
  expect(await world.inStore()).toBe('1.0.0');
  const [highest] = await inCatalog((catalog) => catalog.releasesOf(ref.appId));
  expect(highest).toMatchObject({ version: '1.0.1', percentage: 0, rolledBackAt: null });
  const { version } = waiting;
  const inReview = { code: 'version_in_review' };
  await expect(inCatalog((each) => each.raisePercentage(ref, { version, percentage: 100 }))).rejects.toMatchObject(
    inReview,
  );
  await expect(inCatalog((each) => each.rollBack(ref, version))).rejects.toMatchObject(inReview);
  await expect(publish('Three.')).rejects.toMatchObject(inReview);
  const link = { label: 'x', version, cap: 1, expiresAt: new Date(clock.now().getTime() + 1000) };
  await expect(inCatalog((each) => each.createLink(ref, link))).rejects.toMatchObject({ code: 'version_invalid' });
});

test('approved, it is let out as its developer had asked', async () => {
  await using world = await openReview({ percentage: 20 });
  const { act, waiting, inCatalog, ref } = world;
  await act((reviews) => reviews.settleChecks(waiting, checks));
  const { etag, checks: seen } = await act((reviews) => reviews.find(waiting));
  expect(seen).toEqual(checks);
  expect(await act((reviews) => reviews.countWaiting())).toBe(1);
  await act((reviews) => reviews.approve(waiting, { by: 'usr_op', note: 'Fine.' }, etag));
  const [highest] = await inCatalog((catalog) => catalog.releasesOf(ref.appId));
  expect(highest).toMatchObject({ version: '1.0.1', percentage: 20, rolledBackAt: null });
  expect(await act((reviews) => reviews.countWaiting())).toBe(0);
});

test('sent back, it stays refused, says where and why, and the developer publishes another', async () => {
  await using world = await openReview();
  const { act, waiting, publish } = world;
  await act((reviews) => reviews.requestChanges(waiting, { by: 'usr_op', note: 'Two things.', fields }, '*'));
  expect(await world.inStore()).toBe('1.0.0');
  expect(await act((reviews) => reviews.find(waiting))).toMatchObject({
    status: 'refused',
    note: 'Two things.',
    fields,
  });
  await expect(act((reviews) => reviews.approve(waiting, { by: 'usr_op', note: '' }, '*'))).rejects.toMatchObject({
    code: 'version_not_in_review',
  });
  const { version } = await publish('Two.');
  expect(version).toBe('1.0.2');
  await act((reviews) => reviews.approve({ ...waiting, version }, { by: 'usr_op', note: '' }, '*'));
  expect(await world.inStore()).toBe('1.0.2');
  const all = await act((reviews) => reviews.ofApp(waiting.appId));
  expect(all.map((review) => `${review.version} ${review.status}`)).toEqual(['1.0.2 approved', '1.0.1 refused']);
});

test('an approval by what was read before the checks came in is refused', async () => {
  await using world = await openReview();
  const { act, waiting } = world;
  const { etag } = await act((reviews) => reviews.find(waiting));
  await act((reviews) => reviews.settleChecks(waiting, checks));
  await expect(act((each) => each.approve(waiting, { by: 'usr_op', note: '' }, etag))).rejects.toMatchObject({
    code: 'version_review_changed',
  });
});

test('an approval at the very moment at which the checks come in is refused', async () => {
  await using world = await openReview();
  const { db, act, waiting } = world;
  const { etag } = await act((reviews) => reviews.find(waiting));
  const approved = await db.em().transactional(async (em) => {
    await createVersionReviews(em, { clock }).settleChecks(waiting, checks);
    const approving = act((reviews) => reviews.approve(waiting, { by: 'usr_op', note: '' }, etag));
    // It has read all it reads before it waits for what is being written here.
    const blocked = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    await vi.waitFor(async () => expect(await db.em().execute(blocked)).toHaveLength(1), 10_000);
    return { approving: approving.then(() => 'approved').catch((error: { code: string }) => error.code) };
  });
  expect(await approved.approving).toBe('version_review_changed');
});

test.each(['approve', 'requestChanges', 'withdraw'] as const)(
  'of an approval and another decision (%s) at the same moment, one counts and the other is told',
  async (other) => {
    await using world = await openReview();
    const { act, waiting, ref } = world;
    const { etag } = await act((reviews) => reviews.find(waiting));
    const said = { by: 'usr_op', note: '', fields };
    const others = {
      approve: (reviews: VersionReviews) => reviews.approve(waiting, said, etag),
      requestChanges: (reviews: VersionReviews) => reviews.requestChanges(waiting, said, etag),
      withdraw: (reviews: VersionReviews) => reviews.withdraw({ ...waiting, ownerId: ref.ownerId }),
    };
    const results = await Promise.allSettled([
      act((reviews) => reviews.approve(waiting, said, etag)),
      act(others[other]),
    ]);
    const won = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.status] : []));
    const lost = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []));
    expect([won.length, lost]).toEqual([1, ['version_not_in_review']]);
    expect((await act((reviews) => reviews.find(waiting))).status).toBe(won[0]);
    expect(await world.inStore()).toBe(won[0] === 'approved' ? '1.0.1' : '1.0.0');
  },
);

test('only its developer withdraws it, and only while it waits', async () => {
  await using world = await openReview();
  const { act, waiting } = world;
  const withdraw = (ownerId: string) => act((reviews) => reviews.withdraw({ ...waiting, ownerId }));
  await expect(withdraw('usr_other')).rejects.toMatchObject({ code: 'not_found' });
  expect(await withdraw('usr_1')).toMatchObject({ status: 'withdrawn' });
  await expect(withdraw('usr_1')).rejects.toMatchObject({ code: 'version_not_in_review' });
});

test('checks are taken once, and again when nobody has answered for ten minutes', async () => {
  await using world = await openReview();
  const { act, waiting } = world;
  expect(await act((reviews) => reviews.takeDue(5))).toEqual([waiting]);
  expect(await act((reviews) => reviews.takeDue(5))).toEqual([]);
  clock.advance(10 * 60_000);
  expect(await act((reviews) => reviews.takeDue(5))).toEqual([waiting]);
  await act((reviews) => reviews.settleChecks(waiting, checks));
  clock.advance(10 * 60_000);
  expect(await act((reviews) => reviews.takeDue(5))).toEqual([]);
});

test('the queue is read oldest first, page by page', async () => {
  await using world = await openReview();
  const { act, waiting, inCatalog } = world;
  clock.advance(1000);
  const manifest = manifestSchema.parse({ name: 'Other', slug: 'other', summary: 'Other.' });
  const { id } = await inCatalog((catalog) => catalog.createApp({ ownerId: 'usr_2', manifest }));
  await inCatalog((each) => each.publish({ appId: id, ownerId: 'usr_2' }, { changelog: '', needsReview: true }));
  const page = { statuses: ['waiting'], order: 'oldest' } as const;
  const [first] = await act((reviews) => reviews.list({ ...page, limit: 1 }));
  expect(first).toMatchObject(waiting);
  const rest = await act((reviews) => reviews.list({ ...page, after: first, limit: 5 }));
  expect(rest.map(({ appId }) => appId)).toEqual([id]);
  const latest = await act((reviews) => reviews.list({ ...page, order: 'latest', limit: 5 }));
  expect(latest.map(({ appId }) => appId)).toEqual([id, waiting.appId]);
});
