import { schemaDifferences } from '@minimart/database';
import { createTestDatabase } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import type { NewAuditEntry } from '../audit-entry.ts';
import { auditTables, createAuditLog } from './index.ts';

const act = (changes: Partial<NewAuditEntry> = {}): NewAuditEntry => ({
  workspaceId: 'ws_1',
  actor: { kind: 'user', id: 'usr_1', name: 'Ada Lovelace' },
  action: 'app_installed',
  app: { id: 'app_1', name: 'Tag Sync' },
  installationId: 'ins_1',
  address: '203.0.113.7',
  userAgent: 'Firefox',
  detail: { version: '1.0.0' },
  ...changes,
});

test('what is added is read as it was, latest first, in its own workspace alone, at the time of the database', async () => {
  await using db = await createTestDatabase(auditTables);
  const log = createAuditLog(db.em());
  const platform = act({ actor: { kind: 'platform', id: null, name: 'Minimart' }, app: null, installationId: null });
  await log.add([act(), act({ workspaceId: 'ws_2' }), { ...platform, address: null, userAgent: null, detail: {} }]);
  const [second, first, ...more] = await log.read({ workspaceId: 'ws_1', limit: 10 });
  expect(more).toEqual([]);
  expect(first).toMatchObject(act());
  expect(second).toMatchObject({ ...platform, address: null, userAgent: null, detail: {} });
  const [now] = await db.em().execute<{ now: Date }[]>('select clock_timestamp() as now');
  expect(Math.abs(new Date(now!.now).getTime() - first!.at.getTime())).toBeLessThan(60_000);
});

test.each([
  `update audit.entries set action = 'x'`,
  `update audit.entries set action = 'x' where false`,
  'delete from audit.entries',
  'truncate audit.entries',
])('%s is refused by the database', async (sql) => {
  await using db = await createTestDatabase(auditTables);
  await createAuditLog(db.em()).add([act()]);
  await expect(db.em().execute(sql)).rejects.toThrow('The audit log only grows.');
  expect(await createAuditLog(db.em()).read({ workspaceId: 'ws_1', limit: 10 })).toHaveLength(1);
});

test('a line goes with the transaction that it tells of', async () => {
  await using db = await createTestDatabase(auditTables);
  const failing = db.em().transactional(async (em) => {
    await createAuditLog(em).add([act()]);
    throw new Error('rolled back');
  });
  await expect(failing).rejects.toThrow('rolled back');
  expect(await createAuditLog(db.em()).read({ workspaceId: 'ws_1', limit: 10 })).toEqual([]);
});

test.each<[object, string[]]>([
  [{ text: 'lovelace' }, ['a']],
  [{ text: 'KEY rotated' }, ['b']],
  [{ text: 'tag 198.51' }, ['b']],
  [{ text: '%' }, ['c']],
  // Only what has one: every action's name and every id.
  [{ text: '_' }, ['a', 'b', 'c']],
  [{ text: String.raw`\ ' or 1=1` }, []],
  [{ action: 'key_rotated' }, ['b']],
  [{ actorId: 'usr_2' }, ['b', 'c']],
  [{ appId: 'app_9' }, ['c']],
  [{ from: new Date('2000-01-01'), to: new Date('2100-01-01') }, ['a', 'b', 'c']],
  [{ to: new Date('2000-01-01') }, []],
  [{ from: new Date('2100-01-01') }, []],
])('%j finds %j', async (filter, found) => {
  await using db = await createTestDatabase(auditTables);
  const log = createAuditLog(db.em());
  const bob = { kind: 'token', id: 'usr_2', name: 'Bob' } as const;
  await log.add([
    act({ installationId: 'a', address: null }),
    act({ installationId: 'b', actor: bob, action: 'key_rotated', address: '198.51.100.1', detail: {} }),
    act({ installationId: 'c', actor: bob, app: { id: 'app_9', name: '100% Off' }, detail: {} }),
  ]);
  const entries = await log.read({ workspaceId: 'ws_1', limit: 10, ...filter });
  expect(entries.map(({ installationId }) => installationId).toSorted()).toEqual(found);
});

test('pages and batches follow each other without a gap, and a batch says nothing of what came later', async () => {
  await using db = await createTestDatabase(auditTables);
  const log = createAuditLog(db.em());
  await log.add(Array.from({ length: 7 }, (_, n) => act({ installationId: `ins_${n}` })));
  const seen: (string | null)[] = [];
  for await (const batch of log.readAll({ workspaceId: 'ws_1', limit: 3 })) {
    seen.push(...batch.map(({ installationId }) => installationId));
    await log.add([act({ installationId: 'later' })]);
  }
  expect(seen).toEqual(['ins_6', 'ins_5', 'ins_4', 'ins_3', 'ins_2', 'ins_1', 'ins_0']);
});

test('names the people and apps of a workspace, by the latest name each had', async () => {
  await using db = await createTestDatabase(auditTables);
  const log = createAuditLog(db.em());
  const platform = { kind: 'platform', id: null, name: 'Minimart' } as const;
  await log.add([act(), act({ app: { id: 'app_1', name: 'Tag Sync 2' } }), act({ actor: platform, app: null })]);
  await log.add([act({ workspaceId: 'ws_2', actor: { kind: 'user', id: 'usr_9', name: 'Eve' } })]);
  expect(await log.namesIn('ws_1')).toEqual({
    actors: [{ id: 'usr_1', name: 'Ada Lovelace' }],
    apps: [{ id: 'app_1', name: 'Tag Sync 2' }],
  });
});

test('entities and migrations agree', async () => {
  await using db = await createTestDatabase(auditTables);
  expect(await schemaDifferences(db.orm)).toBe('');
});
