import { type FilterQuery, LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { InstallationRecord } from '../installation.ts';
import type { InstallationPageQuery, InstallationStore } from '../installation-store.ts';
import { parseCursor, writeCursor } from '../page-cursor.ts';
import { ConsentRow } from './consent.entity.ts';
import { InstallationRow } from './installation.entity.ts';
import { countVersions } from './count-versions.ts';
import { groupByGrant } from './group-by-grant.ts';
import { listConsents } from './list-consents.ts';
import { toChanges, toRecord } from './to-record.ts';
import { askForCheck } from './update-checks.ts';

// What another transaction changed since must be seen, so nothing is taken from the identity map.
const asStored = { disableIdentityMap: true } as const;
const live = { $ne: 'uninstalled' } as const;

/** An installation store on PostgreSQL, in the EntityManager's transaction; `lock` and `findForMove` must be called in one. */
export function createInstallationStore(em: EntityManager): InstallationStore {
  const one = async (row: InstallationRow | null) => (row === null ? undefined : (await withConsents(em, [row]))[0]);
  const find = async (id: string) => one(await em.findOne(InstallationRow, { id }, asStored));
  return {
    insert: (record) => insert(em, record),
    find,
    async findForMove(id) {
      await em.execute(`select pg_advisory_xact_lock(hashtextextended('installs.installations ' || ?, 0))`, [id]);
      return find(id);
    },
    lock: async (id) =>
      one(await em.findOne(InstallationRow, { id }, { ...asStored, lockMode: LockMode.PESSIMISTIC_WRITE })),
    async save(record) {
      await em.nativeUpdate(InstallationRow, { id: record.id }, toChanges(record));
    },
    async addConsent(installationId, consent) {
      await em.insert(ConsentRow, { ...consent, installationId });
    },
    listConsents: (query) => listConsents(em, query),
    askForUpdateCheck: (id) => askForCheck(em, id),
    countVersions: (appId) => countVersions(em, appId),
    groupByGrant: (appId) => groupByGrant(em, appId),
    findLive: async (workspaceId, appId) =>
      one(await em.findOne(InstallationRow, { workspaceId, appId, status: live }, asStored)),
    list: (query) => list(em, query),
    async listLive(workspaceId) {
      const where = { workspaceId, status: live };
      const rows = await em.find(InstallationRow, where, { ...asStored, orderBy: { createdAt: 'asc', id: 'asc' } });
      return withConsents(em, rows);
    },
    async listSome(appId, limit) {
      const where = { appId, status: live, isTest: false };
      return withConsents(em, await em.find(InstallationRow, where, { ...asStored, orderBy: { id: 'asc' }, limit }));
    },
    async countLive(appIds) {
      const rows = await em.execute<{ app_id: string; live: number }[]>(
        `select app_id, count(*)::int as live from installs.installations
         where status <> 'uninstalled' and not is_test and app_id in (select jsonb_array_elements_text(?::jsonb)) group by app_id`,
        [JSON.stringify(appIds)],
      );
      return new Map(rows.map((row) => [row.app_id, row.live]));
    },
  };
}

async function insert(em: EntityManager, record: InstallationRecord): Promise<boolean> {
  const { id, workspaceId, appId, isTest, createdAt, consent } = record;
  // A violated unique index would end the transaction; this only reports it, after waiting for a concurrent insert.
  const { affectedRows } = await em
    .createQueryBuilder(InstallationRow)
    .insert({ id, workspaceId, appId, isTest, createdAt, ...toChanges(record) })
    .onConflict()
    .ignore()
    .execute('run');
  if (affectedRows === 0) return false;
  await em.insert(ConsentRow, { ...consent, installationId: id });
  return true;
}

async function list(em: EntityManager, { cursor, limit, uninstalled, ...of }: InstallationPageQuery) {
  const after = cursor === undefined ? undefined : parseCursor(cursor);
  const older: FilterQuery<InstallationRow> =
    after === undefined
      ? {}
      : { $or: [{ createdAt: { $lt: after.createdAt } }, { createdAt: after.createdAt, id: { $lt: after.id } }] };
  const rows = await em.find(
    InstallationRow,
    { ...of, ...(uninstalled !== undefined && { status: uninstalled ? 'uninstalled' : live }), ...older },
    { ...asStored, orderBy: { createdAt: 'desc', id: 'desc' }, limit: limit + 1 },
  );
  const items = await withConsents(em, rows.slice(0, limit));
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? writeCursor(last) : null };
}

/** The records of these rows, each with the latest consent that agreed to something. */
async function withConsents(em: EntityManager, rows: readonly InstallationRow[]): Promise<InstallationRecord[]> {
  const ids = rows.map(({ id }) => id);
  const consents = await em.find(
    ConsentRow,
    { installationId: { $in: ids }, kind: { $ne: 'decline' } },
    { ...asStored, orderBy: { agreedAt: 'asc', id: 'asc' } },
  );
  const latest = new Map(consents.map((consent) => [consent.installationId, consent]));
  return rows.map((row) => {
    const consent = latest.get(row.id);
    if (consent === undefined) throw new Error(`The installation ${row.id} has no consent.`);
    return toRecord(row, consent);
  });
}
