import { createTestDatabase } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import type { NewOperatorEntry } from '../operator-entry.ts';
import { toOperatorCsv } from '../to-operator-csv.ts';
import { auditTables, createOperatorLog } from './index.ts';

const act = (changes: Partial<NewOperatorEntry> = {}): NewOperatorEntry => ({
  actor: { kind: 'user', id: 'usr_1', name: 'Ada' },
  action: 'app_suspended',
  subject: { kind: 'app', id: 'app_1', name: 'Tag Sync' },
  note: 'Sends 100% of what it reads elsewhere',
  address: '192.0.2.1',
  userAgent: null,
  before: {},
  after: { stopsKeys: true },
  ...changes,
});

test('lines are found by who, what, to which app or version of it, and by words, latest first', async () => {
  await using db = await createTestDatabase(auditTables);
  const log = createOperatorLog(db.em());
  const approval = act({
    actor: { kind: 'token', id: 'usr_2', name: 'Grace' },
    action: 'version_approved',
    subject: { kind: 'version', id: 'app_1@1.2.0', name: 'Tag Sync 1.2.0' },
    note: '',
  });
  await log.add([act(), approval, act({ subject: { kind: 'app', id: 'app_2', name: 'Other' } })]);
  const names = async (query: object) => (await log.read({ limit: 10, ...query })).map(({ subject }) => subject.name);
  expect(await names({})).toEqual(['Other', 'Tag Sync 1.2.0', 'Tag Sync']);
  expect(await names({ actorId: 'usr_2' })).toEqual(['Tag Sync 1.2.0']);
  expect(await names({ action: 'app_suspended' })).toEqual(['Other', 'Tag Sync']);
  expect(await names({ subjectId: 'app_1' })).toEqual(['Tag Sync 1.2.0', 'Tag Sync']);
  expect(await names({ text: '100% app suspended' })).toEqual(['Other', 'Tag Sync']);
  expect(await names({ text: '1_0' })).toEqual([]);
  expect(await log.operators()).toEqual([
    { id: 'usr_1', name: 'Ada' },
    { id: 'usr_2', name: 'Grace' },
  ]);
  const batches = [];
  for await (const batch of log.readAll({ limit: 2 })) batches.push(batch.length);
  expect(batches).toEqual([2, 1]);
});

test('a note that a spreadsheet would take for a formula is text in the CSV', async () => {
  await using db = await createTestDatabase(auditTables);
  const log = createOperatorLog(db.em());
  await log.add([act({ note: '=HYPERLINK("http://evil.example")' })]);
  expect(toOperatorCsv(await log.read({ limit: 1 }))).toContain(`"'=HYPERLINK(`);
});

test.each([
  'update audit.operator_entries set action = action',
  'delete from audit.operator_entries',
  'truncate audit.operator_entries',
])('%s is refused by the database', async (sql) => {
  await using db = await createTestDatabase(auditTables);
  await createOperatorLog(db.em()).add([act()]);
  await expect(db.em().execute(sql)).rejects.toThrow('The audit log only grows.');
});
