import { createTestClock, createTestDatabase } from '@minimart/test-kit';
import { expect, test, vi } from 'vitest';
import { createReports, createReviews, reviewsTables, type Reports, type Reviews } from './index.ts';

const clock = createTestClock();
const use = { useOf: async () => ({ isOwnApp: false }) as never };

/** Reports of one app, of a review of it, and of another app. */
async function open() {
  const db = await createTestDatabase(reviewsTables);
  const act = <T>(work: (reports: Reports) => Promise<T>) =>
    db.em().transactional((em) => work(createReports(em, { clock })));
  const inReviews = <T>(work: (reviews: Reviews) => Promise<T>) =>
    db.em().transactional((em) => work(createReviews(em, { clock, use })));
  const report = (appId: string, reviewId: string | null = null) => {
    clock.advance(1000);
    const said = { version: '1.0.0', reviewText: reviewId && 'Bad.', reason: 'spam' as const, details: 'It is.' };
    return act((reports) =>
      reports.take({ appId, reviewId, ...said, userId: 'usr_1', email: 'eve@example.com' }, `who ${clock.now()}`),
    );
  };
  return { db, act, inReviews, report, [Symbol.asyncDispose]: () => db[Symbol.asyncDispose]() };
}

const all = { limit: 100 };
const operator = { state: 'dismissed' as const, by: 'usr_op', note: 'Nothing to see.' };

test('reports are grouped by what they are about, the latest first, and never say who reported', async () => {
  await using world = await open();
  await world.report('app_1');
  await world.report('app_1', 'rev_1');
  const latest = await world.report('app_1');
  const page = { isOpen: true, limit: 1 };
  const [first] = await world.act((reports) => reports.subjects(page));
  expect(first).toMatchObject({
    appId: 'app_1',
    reviewId: null,
    open: 2,
    total: 2,
    reasons: ['spam'],
    reportId: latest.id,
  });
  const rest = await world.act((reports) => reports.subjects({ ...page, before: first, limit: 5 }));
  expect(rest).toMatchObject([{ appId: 'app_1', reviewId: 'rev_1', open: 1 }]);
  expect(await world.act((reports) => reports.countOpen())).toBe(2);
  expect(await world.act((reports) => reports.countOpenOf(['app_1', 'app_2']))).toEqual(new Map([['app_1', 3]]));
  const read = await world.act((reports) => reports.ofSubject(latest.id, all));
  expect(read.reports).toHaveLength(2);
  expect(JSON.stringify(read)).not.toMatch(/usr_1|eve@example/);
});

test('the reports of one subject come page by page, also those of one moment, under the tag and the counts of all', async () => {
  await using world = await open();
  const { act, report } = world;
  const ids: string[] = [];
  for (let n = 0; n < 4; n += 1) ids.unshift((await report('app_1')).id);
  await report('app_1', 'rev_1');
  await world.db
    .em()
    .execute(`update reviews.reports set reported_at = '2026-01-01T00:00:00Z' where review_id is null`);
  const read: string[] = [];
  let before: { reportedAt: Date; id: string } | undefined;
  for (;;) {
    const page = await act((reports) => reports.ofSubject(ids[0]!, { before, limit: 3 }));
    expect(page).toMatchObject({
      subject: { appId: 'app_1', reviewId: null, open: 4, total: 4 },
      etag: '"reports-4-4"',
    });
    read.push(...page.reports.map(({ id }) => id));
    before = page.reports.at(-1);
    if (page.reports.length < 3) break;
  }
  expect(read.toSorted()).toEqual(ids.toSorted());
});

test('a report that comes at the very moment of a decision stays open', async () => {
  await using world = await open();
  const { db, act, report } = world;
  const { id } = await report('app_1');
  const { etag } = await act((reports) => reports.ofSubject(id, all));
  let deciding: Promise<unknown> | undefined;
  await db.em().transactional(async (em) => {
    // The decision reads and holds what there is, and waits here before it writes.
    await em.execute('lock table reviews.reports in share mode');
    deciding = act((reports) => reports.decide(id, operator, etag));
    const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    await vi.waitFor(async () => expect(await db.em().execute(waiting)).toHaveLength(1), 10_000);
    const said = { version: '1.0.0', reviewId: null, reviewText: null, reason: 'harmful' as const, details: 'Look!' };
    await createReports(em, { clock }).take({ appId: 'app_1', ...said, userId: null, email: null }, 'somebody');
  });
  expect(await deciding).toMatchObject({ decided: 1 });
  expect(await act((reports) => reports.countOpen())).toBe(1);
});

test('a decision is about all that was read: a report that came since, or another decision, refuses it', async () => {
  await using world = await open();
  const { act, report } = world;
  const { id } = await report('app_1');
  const { etag } = await act((reports) => reports.ofSubject(id, all));
  await report('app_1');
  await expect(act((reports) => reports.decide(id, operator, etag))).rejects.toMatchObject({ code: 'reports_changed' });
  const { etag: present } = await act((reports) => reports.ofSubject(id, all));
  const results = await Promise.allSettled(
    [operator, { ...operator, state: 'acted_on' as const }].map((each) =>
      act((reports) => reports.decide(id, each, present)),
    ),
  );
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(await act((reports) => reports.subjects({ isOpen: true, limit: 5 }))).toEqual([]);
  await report('app_1');
  const [again] = await act((reports) => reports.subjects({ isOpen: true, limit: 5 }));
  expect(again).toMatchObject({ open: 1, total: 3 });
  await expect(act((reports) => reports.ofSubject('rpt_none', all))).rejects.toMatchObject({ code: 'not_found' });
});

test('a hidden review is in no list and no rating until it is shown again', async () => {
  await using world = await open();
  await world.db.em().execute(
    `insert into reviews.reviews (id, app_id, workspace_id, workspace_name, author_id, version, stars, text, revision, written_at, reply_revision)
     values ('rev_1', 'app_1', 'ws_1', 'Tea House', 'usr_1', '1.0.0', 1, 'Bad.', 1, now(), 0)`,
  );
  const place = { appId: 'app_1', reviewId: 'rev_1' };
  const shown = async () => {
    const { items } = await world.inReviews((reviews) => reviews.list({ appId: 'app_1', limit: 5 }));
    const rating = (await world.inReviews((reviews) => reviews.ratingsOf(['app_1']))).get('app_1');
    return [items.length, rating?.count];
  };
  expect(await shown()).toEqual([1, 1]);
  const hide = (words: string | null) => world.inReviews((reviews) => reviews.setHidden(place, { words }));
  const hidden = { at: clock.now(), words: 'It insults.' };
  expect(await hide('It insults.')).toMatchObject({ isChanged: true, review: { hidden } });
  expect(await hide('Other words.')).toMatchObject({ isChanged: false, review: { hidden } });
  expect(await shown()).toEqual([0, 0]);
  await expect(world.inReviews((reviews) => reviews.findShown(place))).rejects.toMatchObject({ code: 'not_found' });
  const again = await world.inReviews((reviews) => reviews.setHidden(place, null));
  expect(again).toMatchObject({ isChanged: true, review: { hidden: null } });
  expect(await shown()).toEqual([1, 1]);
  expect(await world.inReviews((reviews) => reviews.findShown(place))).toMatchObject({ text: 'Bad.' });
});
