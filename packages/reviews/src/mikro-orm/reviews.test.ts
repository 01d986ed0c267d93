import { schemaDifferences } from '@minimart/database';
import { createTestClock, createTestDatabase, type TestDatabase } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import { noReviewEtag, type Review } from '../review.ts';
import type { UseOfWorkspace } from '../real-use.ts';
import type { NewReview } from './create-reviews.ts';
import { createReports, createReviews, forgetCounts, reviewsTables, type Reports, type Reviews } from './index.ts';

const start = new Date('2026-11-27T12:00:00Z');
const used: UseOfWorkspace = {
  isDevelopers: false,
  installations: [
    { version: '1.2.0', isTest: false, firstActiveAt: new Date('2026-11-01'), endedAt: null, keyUsedAt: null },
  ],
};

/** Reviews on a database, with a clock of the test's and use as it says. */
function open(db: TestDatabase) {
  const clock = createTestClock(start);
  let use = used;
  const ports = { clock, use: { useOf: async () => use } };
  return {
    clock,
    setUse: (now: UseOfWorkspace) => void (use = now),
    act: <Value>(work: (reviews: Reviews) => Promise<Value>) =>
      db.em().transactional((em) => work(createReviews(em, ports))),
    reports: <Value>(work: (reports: Reports) => Promise<Value>) =>
      db.em().transactional((em) => work(createReports(em, { clock }))),
  };
}

const said = (changes: Partial<NewReview> = {}): NewReview => ({
  workspaceId: 'ws_1',
  appId: 'app_1',
  workspaceName: 'Tea House',
  authorId: 'usr_1',
  stars: 4,
  text: 'Does what it says.',
  ifMatch: noReviewEtag,
  ...changes,
});
const place = { workspaceId: 'ws_1', appId: 'app_1' };
const ofReview = ({ id }: Review) => ({ appId: 'app_1', reviewId: id });

test('a review stays as it was written, with the version that was used', async () => {
  await using db = await createTestDatabase(reviewsTables);
  const { act } = open(db);
  expect(await act((reviews) => reviews.stateOf(place))).toEqual({
    review: undefined,
    use: { ok: true, version: '1.2.0' },
  });
  const { review, change } = await act((reviews) => reviews.write(said()));
  expect(change).toBe('written');
  const { review: stored } = await act((reviews) => reviews.stateOf(place));
  expect(stored).toEqual(review);
  expect(stored).toMatchObject({
    ...place,
    workspaceName: 'Tea House',
    version: '1.2.0',
    stars: 4,
    text: 'Does what it says.',
    writtenAt: start,
    editedAt: null,
    reply: null,
  });
});

test('a workspace without real use writes none, and one that has earned it edits for good', async () => {
  await using db = await createTestDatabase(reviewsTables);
  const { act, setUse } = open(db);
  setUse({ isDevelopers: false, installations: [] });
  const write = (changes: Partial<NewReview>) => act((reviews) => reviews.write(said(changes)));
  await expect(write({})).rejects.toMatchObject({ code: 'review_not_earned', extra: { reason: 'never_active' } });
  expect(await act((reviews) => reviews.list({ appId: 'app_1', limit: 5 }))).toEqual({ items: [], nextCursor: null });
  setUse(used);
  await write({});
  setUse({ isDevelopers: false, installations: [] });
  expect(await write({ stars: 1, ifMatch: '*' })).toMatchObject({
    change: 'edited',
    review: { stars: 1, version: '1.2.0', editedAt: start },
  });
});

test('a workspace has one review of an app: of two who write it at once the second is told', async () => {
  await using db = await createTestDatabase(reviewsTables);
  const { act } = open(db);
  const write = (changes: Partial<NewReview>) => act((reviews) => reviews.write(said(changes)));
  const results = await Promise.allSettled([write({ text: 'One.' }), write({ text: 'Two.' })]);
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'review_changed' } });
  await write({ workspaceId: 'ws_2' });
  await write({ appId: 'app_2' });
  expect((await act((reviews) => reviews.list({ appId: 'app_1', limit: 5 }))).items).toHaveLength(2);
});

test('of two who edit it at once the second is told, and the same words twice are one edit', async () => {
  await using db = await createTestDatabase(reviewsTables);
  const { act, clock } = open(db);
  const { review } = await act((reviews) => reviews.write(said()));
  clock.advance(60_000);
  const edit = (text: string) => act((reviews) => reviews.write(said({ text, ifMatch: review.etag })));
  const edited = await edit('Better now.');
  expect(edited.review).toMatchObject({ text: 'Better now.', editedAt: clock.now(), writtenAt: start });
  expect(await edit('Better now.')).toEqual({ review: edited.review, change: 'unchanged' });
  await expect(edit('Worse now.')).rejects.toMatchObject({ code: 'review_changed' });
});

test('a deleted review is gone with its reply, and one that is written afterwards is new', async () => {
  await using db = await createTestDatabase(reviewsTables);
  const { act } = open(db);
  const { review } = await act((reviews) => reviews.write(said()));
  await act((reviews) => reviews.reply(ofReview(review), { text: 'Thank you.', by: 'usr_9', ifMatch: '*' }));
  await expect(act((reviews) => reviews.remove(place, '"other"'))).rejects.toMatchObject({ code: 'review_changed' });
  expect(await act((reviews) => reviews.remove(place, review.etag))).toMatchObject({ id: review.id });
  expect(await act((reviews) => reviews.remove(place, '*'))).toBeUndefined();
  await expect(act((reviews) => reviews.find(ofReview(review)))).rejects.toMatchObject({ code: 'not_found' });
  const { review: again } = await act((reviews) => reviews.write(said()));
  expect(again).toMatchObject({ reply: null });
  expect([again.id, again.etag]).not.toEqual([review.id, review.etag]);
});

test('a review has one reply, which is edited and deleted by what was read', async () => {
  await using db = await createTestDatabase(reviewsTables);
  const { act, clock } = open(db);
  const { review } = await act((reviews) => reviews.write(said()));
  const reply = (text: string, ifMatch: string) =>
    act((reviews) => reviews.reply(ofReview(review), { text, by: 'usr_9', ifMatch }));
  const first = await reply('Thank you.', review.replyEtag);
  expect(first).toMatchObject({
    change: 'written',
    review: { reply: { text: 'Thank you.', repliedAt: start, editedAt: null }, etag: review.etag },
  });
  expect((await reply('Thank you.', review.replyEtag)).change).toBe('unchanged');
  await expect(reply('No.', review.replyEtag)).rejects.toMatchObject({ code: 'review_changed' });
  clock.advance(1_000);
  const second = await reply('Thank you!', first.review.replyEtag);
  expect(second.review.reply).toEqual({ text: 'Thank you!', repliedAt: start, editedAt: clock.now() });
  const removed = await act((reviews) => reviews.removeReply(ofReview(review), second.review.replyEtag));
  expect(removed).toMatchObject({ change: 'deleted', review: { reply: null } });
  expect((await act((reviews) => reviews.removeReply(ofReview(review), '*'))).change).toBe('unchanged');
});

test('nobody answers a review that was edited since they read it, or one of another app', async () => {
  await using db = await createTestDatabase(reviewsTables);
  const { act } = open(db);
  const { review } = await act((reviews) => reviews.write(said()));
  await act((reviews) => reviews.write(said({ text: 'It broke.', stars: 1, ifMatch: review.etag })));
  const reply = (appId: string, ifMatch: string) =>
    act((reviews) => reviews.reply({ appId, reviewId: review.id }, { text: 'Glad to hear!', by: 'usr_9', ifMatch }));
  await expect(reply('app_1', review.replyEtag)).rejects.toMatchObject({ code: 'review_changed' });
  await expect(reply('app_2', '*')).rejects.toMatchObject({ code: 'not_found' });
});

test('lists the latest first by stars and reply, without a gap between pages, and counts all of them', async () => {
  await using db = await createTestDatabase(reviewsTables);
  const { act, clock } = open(db);
  const ids: string[] = [];
  for (const [place_, stars] of ([5, 1, 5, 3, 1] as const).entries()) {
    const { review } = await act((reviews) => reviews.write(said({ workspaceId: `ws_${place_}`, stars })));
    ids.unshift(review.id);
    // The last two are of one moment.
    if (place_ < 3) clock.advance(1_000);
  }
  await act((reviews) =>
    reviews.reply({ appId: 'app_1', reviewId: ids[4]! }, { text: 'Hello.', by: 'usr_9', ifMatch: '*' }),
  );
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await act((reviews) => reviews.list({ appId: 'app_1', limit: 2, cursor }));
    found.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(found.toSorted()).toEqual(ids.toSorted());
  expect(found.slice(2)).toEqual(ids.slice(2));
  const of = async (query: object) =>
    (await act((reviews) => reviews.list({ appId: 'app_1', limit: 10, ...query }))).items.map(({ id }) => id);
  expect(await of({ stars: 1 })).toEqual([ids[0], ids[3]]);
  expect(await of({ replied: true })).toEqual([ids[4]]);
  expect(await of({ replied: false, stars: 5 })).toEqual([ids[2]]);
  await expect(of({ cursor: 'zz' })).rejects.toMatchObject({ code: 'invalid_cursor' });
  const ratings = await act((reviews) => reviews.ratingsOf(['app_1', 'app_2']));
  expect(ratings.get('app_1')).toMatchObject({ count: 5, average: 3 });
  expect(ratings.get('app_1')!.histogram.map(({ count }) => count)).toEqual([2, 0, 1, 0, 2]);
  expect(ratings.get('app_2')).toMatchObject({ count: 0, average: null });
});

test('one person writes twenty times a day; what is refused or says the same does not count, and tomorrow is another day', async () => {
  await using db = await createTestDatabase(reviewsTables);
  const { act, clock } = open(db);
  const write = (text: string, changes: Partial<NewReview> = {}) =>
    act((reviews) => reviews.write(said({ text, ifMatch: '*', ...changes })));
  for (let n = 0; n < 20; n += 1) await write(`Text ${n}.`);
  await write('Text 19.');
  await expect(write('x', { ifMatch: '"old"' })).rejects.toMatchObject({ code: 'review_changed' });
  const full = { code: 'words_limit_reached', extra: { retryAfterSeconds: 12 * 3_600 } };
  await expect(write('Once more.')).rejects.toMatchObject(full);
  await expect(write('Elsewhere.', { workspaceId: 'ws_2' })).rejects.toMatchObject(full);
  await write('Another person.', { authorId: 'usr_2' });
  clock.advance(12 * 3_600_000);
  await write('The next day.');
  expect(await db.em().transactional((em) => forgetCounts(em, clock.now()))).toBe(2);
});

const report = {
  appId: 'app_1',
  version: '1.2.0',
  reviewId: null,
  reviewText: null,
  reason: 'misleading',
  details: 'It does not sync.',
  userId: 'usr_1',
  email: 'ada@example.com',
} as const;

test('a report is kept as it was made, and after its time nobody knows who made it', async () => {
  await using db = await createTestDatabase(reviewsTables);
  const { reports, clock } = open(db);
  const taken = await reports((all) => all.take(report, 'usr_1'));
  expect(await reports((all) => all.find(taken.id))).toEqual({ ...report, id: taken.id, reportedAt: start });
  expect(await reports((all) => all.forgetReporters(start))).toBe(0);
  expect(await reports((all) => all.forgetReporters(new Date(start.getTime() + 1)))).toBe(1);
  expect(await reports((all) => all.find(taken.id))).toMatchObject({
    userId: null,
    email: null,
    details: report.details,
  });
  expect(await reports((all) => all.find('rpt_none'))).toBeUndefined();
  for (let n = 1; n < 10; n += 1) await reports((all) => all.take(report, 'usr_1'));
  await expect(reports((all) => all.take(report, 'usr_1'))).rejects.toMatchObject({ code: 'words_limit_reached' });
  await reports((all) => all.take(report, 'network x'));
  expect(clock.now()).toEqual(start);
});

test('entities and migrations agree', async () => {
  await using db = await createTestDatabase(reviewsTables);
  expect(await schemaDifferences(db.orm)).toBe('');
});
