import { createTestDatabase } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import type { NewAccountEntry } from '../account-entry.ts';
import { auditTables, createAccountLog } from './index.ts';

const act = (accountId: string, changes: Partial<NewAccountEntry> = {}): NewAccountEntry => ({
  accountId,
  actor: { kind: 'user', id: accountId, name: 'Ada' },
  action: 'domain_set',
  address: null,
  userAgent: null,
  detail: { domain: 'one.example' },
  ...changes,
});

test('the lines of an account are read latest first, page by page, and by nobody else', async () => {
  await using db = await createTestDatabase(auditTables);
  const log = createAccountLog(db.em());
  await log.add([act('usr_1'), act('usr_2'), act('usr_1', { action: 'domain_verified' })]);
  const [latest] = await log.read({ accountId: 'usr_1', limit: 1 });
  expect(latest).toMatchObject(act('usr_1', { action: 'domain_verified' }));
  const rest = await log.read({ accountId: 'usr_1', before: latest!.id, limit: 10 });
  expect(rest).toMatchObject([act('usr_1')]);
});

test.each([
  'update audit.account_entries set action = action',
  'delete from audit.account_entries',
  'truncate audit.account_entries',
])('%s is refused by the database', async (sql) => {
  await using db = await createTestDatabase(auditTables);
  await createAccountLog(db.em()).add([act('usr_1')]);
  await expect(db.em().execute(sql)).rejects.toThrow('The audit log only grows.');
});
