import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { schemaDifferences } from '@minimart/database';
import { createTestDatabase, type TestDatabase } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import type { HashedView, UninstallWord } from '../index.ts';
import { createNumbersStore, createViewStore, numbersTables } from './index.ts';

const day = '2026-11-26';
const range = { from: '2026-11-01', to: '2026-11-30' };
const run = promisify(execFile);

const view = (visitor: string, changes: Partial<HashedView> = {}): HashedView => {
  return { day, appId: 'app_1', step: 'views', visitor: Buffer.from(visitor.padEnd(16)), ...changes };
};
const word = (changes: Partial<UninstallWord> = {}): UninstallWord => ({
  installationId: 'ins_1',
  appId: 'app_1',
  saidAt: new Date('2026-11-26T12:00:00Z'),
  reason: 'not_needed',
  note: null,
  ...changes,
});
const viewsIn = (db: TestDatabase) => createViewStore(() => db.em());
const countsIn = async (db: TestDatabase, appId = 'app_1') =>
  (await createNumbersStore(db.em()).viewsOf(appId, range)).counts;

test('entities and migrations agree', async () => {
  await using db = await createTestDatabase(numbersTables);
  expect(await schemaDifferences(db.orm)).toBe('');
});

test('a visitor is counted once, in one write or in several', async () => {
  await using db = await createTestDatabase(numbersTables);
  const store = viewsIn(db);
  await store.addViews([view('ada'), view('ada'), view('bob'), view('ada', { step: 'consents' })]);
  await store.addViews([view('bob'), view('eve'), view('ada', { day: '2026-11-27' }), view('ada', { appId: 'app_2' })]);
  expect(await countsIn(db)).toEqual([
    { day, step: 'consents', count: 1 },
    { day, step: 'views', count: 3 },
    { day: '2026-11-27', step: 'views', count: 1 },
  ]);
  expect(await createNumbersStore(db.em()).viewsOf('app_none', range)).toEqual({ counts: [], since: null });
});

test('six processes that count the same visitors at once count each of them once', async () => {
  await using db = await createTestDatabase(numbersTables);
  const fixture = fileURLToPath(new URL('./flush-views.fixture.ts', import.meta.url));
  await Promise.all(Array.from({ length: 6 }, (_, seed) => run(process.execPath, [fixture, db.url, String(seed)])));
  for (const appId of ['app_0', 'app_1', 'app_2', 'app_3'])
    expect(await countsIn(db, appId)).toEqual([{ day, step: 'views', count: 100 }]);
});

test('a process that is killed has written all but its last views, and who looks again is counted once all the same', async () => {
  await using db = await createTestDatabase(numbersTables);
  const fixture = fileURLToPath(new URL('./flush-views.fixture.ts', import.meta.url));
  await expect(run(process.execPath, [fixture, db.url, '0', '215'])).rejects.toMatchObject({ signal: 'SIGKILL' });
  const sum = async () => {
    const all = await Promise.all(['app_0', 'app_1', 'app_2', 'app_3'].map((appId) => countsIn(db, appId)));
    return all.flat().reduce((total, { count }) => total + count, 0);
  };
  expect(await sum()).toBe(201);
  await run(process.execPath, [fixture, db.url, '1']);
  expect(await sum()).toBe(400);
});

test('a write that fails counts nobody: it can be repeated', async () => {
  await using db = await createTestDatabase(numbersTables);
  const store = viewsIn(db);
  await expect(store.addViews([view('ada'), view('bob', { day: 'no day' })])).rejects.toThrow();
  expect(await countsIn(db)).toEqual([]);
  await store.addViews([view('ada')]);
  expect(await countsIn(db)).toEqual([{ day, step: 'views', count: 1 }]);
});

test('all processes have the same salt for a day, and another for the next', async () => {
  await using db = await createTestDatabase(numbersTables);
  const salts = await Promise.all(Array.from({ length: 8 }, () => viewsIn(db).saltOf(day)));
  expect(new Set(salts.map((salt) => salt.toString('hex'))).size).toBe(1);
  expect((await viewsIn(db).saltOf('2026-11-27')).equals(salts[0]!)).toBe(false);
});

test('when a day is over, nothing is left that its visitors could be told apart by, and its count stays', async () => {
  await using db = await createTestDatabase(numbersTables);
  const store = viewsIn(db);
  for (const each of [day, '2026-11-27']) {
    await store.saltOf(each);
    await store.addViews([view('ada', { day: each })]);
  }
  expect(await createNumbersStore(db.em()).forgetVisitors('2026-11-27')).toBe(1);
  const left = await db
    .em()
    .execute(
      `select 'salt' as what, day::text from numbers.salts union all select 'visitor', day::text from numbers.visitors order by 1`,
    );
  expect(left).toEqual([
    { what: 'salt', day: '2026-11-27' },
    { what: 'visitor', day: '2026-11-27' },
  ]);
  expect(await countsIn(db)).toHaveLength(2);
});

test('what visitors could be told apart by is in no write-ahead log, so in no replica and no copy made from it', async () => {
  await using db = await createTestDatabase(numbersTables);
  const tables = await db.em().execute(
    `select relname as name, relpersistence as kind from pg_class join pg_namespace n on n.oid = relnamespace
     where nspname = 'numbers' and relkind = 'r' order by 1`,
  );
  expect(tables).toEqual([
    { name: 'daily_views', kind: 'p' },
    { name: 'salts', kind: 'u' },
    { name: 'uninstall_words', kind: 'p' },
    { name: 'visitors', kind: 'u' },
  ]);
});

test('reasons are counted and notes are read, latest first, of the app and the days asked for', async () => {
  await using db = await createTestDatabase(numbersTables);
  const store = createNumbersStore(db.em());
  const at = (moment: string) => new Date(moment);
  await store.addWord(word({ saidAt: at('2026-11-01T00:00:00Z'), note: 'First of the month.' }));
  await store.addWord(word({ installationId: 'ins_2', reason: 'other', saidAt: at('2026-11-02T10:00:00Z') }));
  await store.addWord(
    word({ installationId: 'ins_3', reason: 'other', note: 'ünïcode 🙂', saidAt: at('2026-11-30T23:59:59.999Z') }),
  );
  await store.addWord(
    word({ installationId: 'ins_4', reason: null, note: 'Only words.', saidAt: at('2026-11-15T10:00:00Z') }),
  );
  await store.addWord(word({ installationId: 'ins_5', saidAt: at('2026-12-01T00:00:00Z') }));
  await store.addWord(word({ installationId: 'ins_6', appId: 'app_2' }));
  await store.addWord(word({ installationId: 'ins_1', reason: 'other', note: 'Said twice.' }));
  expect(await store.wordsOf('app_1', range)).toEqual({
    reasons: [
      { reason: 'other', count: 2 },
      { reason: 'not_needed', count: 1 },
    ],
    notes: [
      { day: '2026-11-30', reason: 'other', note: 'ünïcode 🙂' },
      { day: '2026-11-15', reason: null, note: 'Only words.' },
      { day: '2026-11-01', reason: 'not_needed', note: 'First of the month.' },
    ],
  });
});

test('notes are erased after their time, and the reasons stay', async () => {
  await using db = await createTestDatabase(numbersTables);
  const store = createNumbersStore(db.em());
  await store.addWord(word({ note: 'Old.' }));
  await store.addWord(word({ installationId: 'ins_2', note: 'New.', saidAt: new Date('2026-11-27T12:00:00Z') }));
  expect(await store.forgetNotes(new Date('2026-11-27T00:00:00Z'))).toBe(1);
  const { reasons, notes } = await store.wordsOf('app_1', range);
  expect([reasons, notes.map(({ note }) => note)]).toEqual([[{ reason: 'not_needed', count: 2 }], ['New.']]);
});
