import { schemaDifferences } from '@minimart/database';
import { createTestDatabase, type TestDatabase } from '@minimart/test-kit';
import type { EntityManager } from '@mikro-orm/postgresql';
import { expect, test, vi } from 'vitest';
import { usualPolicy } from '../install-policy.ts';
import type { NewInstallRequest } from '../install-request.ts';
import { approvalsTables, createPolicies, createRequests } from './index.ts';

const clock = { now: () => new Date() };
const requestsOf = (em: EntityManager) => createRequests(em, { clock });
const wanted = (changes: Partial<NewInstallRequest> = {}): NewInstallRequest => ({
  workspaceId: 'ws_1',
  app: { id: 'app_1', name: 'Tag Sync', version: '1.0.0' },
  userId: 'usr_1',
  scopes: ['flow-tags:view'],
  note: 'Please.',
  ...changes,
});
const ask = (db: TestDatabase, changes: Partial<NewInstallRequest> = {}) =>
  db.em().transactional((em) => requestsOf(em).open(wanted(changes)));
const by = (ifMatch: string, userId = 'usr_1') => ({ userId, now: new Date('2026-11-26T08:00:00Z'), ifMatch });
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('a workspace that said nothing goes by the usual policy; what it says stays, with who said it', async () => {
  await using db = await createTestDatabase(approvalsTables);
  const policies = createPolicies(db.em());
  const before = await policies.read('ws_1');
  expect(before).toEqual({ ...usualPolicy, etag: '"policy-0"', changedAt: null, changedBy: null });
  const said = { installers: 'owners', rule: 'block', appIds: ['app_1', 'app_2'] } as const;
  await db.em().transactional((em) => createPolicies(em).replace('ws_1', said, by(before.etag)));
  const after = { ...said, etag: '"policy-1"', changedAt: new Date('2026-11-26T08:00:00Z'), changedBy: 'usr_1' };
  expect(await policies.read('ws_1')).toEqual(after);
  expect(await policies.read('ws_2')).toEqual(before);
});

test('of two who change it at once, the second is told', async () => {
  await using db = await createTestDatabase(approvalsTables);
  const replace = (ifMatch: string) =>
    db.em().transactional((em) => createPolicies(em).replace('ws_1', usualPolicy, by(ifMatch)));
  const results = await Promise.allSettled([replace('"policy-0"'), replace('"policy-0"')]);
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  await expect(replace('"policy-0"')).rejects.toMatchObject({ code: 'policy_changed' });
  expect((await replace('*')).policy.etag).toBe('"policy-2"');
});

test('a change waits for an install that goes by the policy, and others go by it at the same time', async () => {
  await using db = await createTestDatabase(approvalsTables);
  const order: string[] = [];
  const [held, agreed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const install = db.em().transactional(async (em) => {
    await createPolicies(em).hold('ws_1');
    held.resolve();
    await agreed.promise;
    order.push('installed');
  });
  await held.promise;
  await db.em().transactional((em) => createPolicies(em).hold('ws_1'));
  order.push('other');
  const change = db
    .em()
    .transactional((em) => createPolicies(em).replace('ws_1', usualPolicy, by('*')))
    .then(() => order.push('changed'));
  await vi.waitFor(async () => {
    const waiting = await db
      .em()
      .execute(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and wait_event = 'advisory'`,
      );
    expect(waiting).toHaveLength(1);
  }, 10_000);
  agreed.resolve();
  await Promise.all([install, change]);
  expect(order).toEqual(['other', 'installed', 'changed']);
});

test('a member has one open ask per app; another time, app, member or workspace is another', async () => {
  await using db = await createTestDatabase(approvalsTables);
  const first = await ask(db);
  await expect(ask(db)).rejects.toMatchObject({ code: 'already_asked', extra: { requestId: first.id } });
  await ask(db, { userId: 'usr_2' });
  await ask(db, { workspaceId: 'ws_2' });
  await ask(db, { app: { id: 'app_2', name: 'Other', version: '1.0.0' } });
  await db.em().transactional(async (em) => {
    const requests = requestsOf(em);
    const open = await requests.lockOpen({ workspaceId: 'ws_1', requestId: first.id });
    await requests.end(open, { status: 'declined', by: 'usr_9', answer: 'Not now.' });
  });
  const again = await ask(db);
  expect(again.id).not.toBe(first.id);
});

test('an answered ask keeps who answered and what they said, and cannot be answered again', async () => {
  await using db = await createTestDatabase(approvalsTables);
  const { id: requestId } = await ask(db);
  const ref = { workspaceId: 'ws_1', requestId };
  const decline = () =>
    db.em().transactional(async (em) => {
      const requests = requestsOf(em);
      return requests.end(await requests.lockOpen(ref), { status: 'declined', by: 'usr_9', answer: 'Not now.' });
    });
  const results = await Promise.allSettled([decline(), decline()]);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  await expect(decline()).rejects.toMatchObject({ code: 'request_answered', extra: { requestStatus: 'declined' } });
  expect(await requestsOf(db.em()).find(ref)).toMatchObject({
    status: 'declined',
    answeredBy: 'usr_9',
    answer: 'Not now.',
    answeredAt: expect.any(Date),
    note: 'Please.',
    scopes: ['flow-tags:view'],
    version: '1.0.0',
  });
  const elsewhere = requestsOf(db.em()).find({ workspaceId: 'ws_2', requestId });
  await expect(elsewhere).rejects.toMatchObject({ code: 'not_found' });
});

test('an install closes what is asked for at the same moment', async () => {
  await using db = await createTestDatabase(approvalsTables);
  const installed = { workspaceId: 'ws_1', appId: 'app_1', installationId: 'ins_1', by: 'usr_9' };
  await ask(db, { userId: 'usr_2' });
  await ask(db, { userId: 'usr_2', workspaceId: 'ws_2' });
  const turn = Promise.withResolvers<void>();
  const asking = db.em().transactional(async (em) => {
    await requestsOf(em).waitForTurn('ws_1', 'app_1');
    turn.resolve();
    await pause(100);
    await requestsOf(em).open(wanted());
  });
  await turn.promise;
  const closed = await db.em().transactional((em) => requestsOf(em).closeFor(installed));
  await asking;
  expect(closed.map(({ userId, status, installationId }) => [userId, status, installationId]).toSorted()).toEqual([
    ['usr_1', 'closed', 'ins_1'],
    ['usr_2', 'closed', 'ins_1'],
  ]);
  expect(await requestsOf(db.em()).countOpen({ workspaceId: 'ws_1' })).toBe(0);
  expect(await requestsOf(db.em()).countOpen({ workspaceId: 'ws_2' })).toBe(1);
});

test('lists latest first, by member, app and status, without a gap between pages', async () => {
  await using db = await createTestDatabase(approvalsTables);
  const ids: string[] = [];
  for (let n = 0; n < 5; n += 1) ids.unshift((await ask(db, { userId: `usr_${n}` })).id);
  const requests = requestsOf(db.em());
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await requests.list({ workspaceId: 'ws_1', limit: 2, cursor });
    found.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(new Set(found)).toEqual(new Set(ids));
  expect(found).toHaveLength(5);
  const of = (query: object) => requests.list({ workspaceId: 'ws_1', limit: 10, ...query });
  expect((await of({ userId: 'usr_3' })).items.map(({ userId }) => userId)).toEqual(['usr_3']);
  expect((await of({ status: 'declined' })).items).toEqual([]);
  expect((await of({ appId: 'app_2' })).items).toEqual([]);
  await expect(of({ cursor: 'zz' })).rejects.toMatchObject({ code: 'invalid_cursor' });
});

test('entities and migrations agree', async () => {
  await using db = await createTestDatabase(approvalsTables);
  expect(await schemaDifferences(db.orm)).toBe('');
});
