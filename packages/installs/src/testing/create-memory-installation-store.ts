import type { InstallationRecord } from '../installation.ts';
import type { InstallationStore } from '../installation-store.ts';
import { parseCursor, writeCursor, type PagePlace } from '../page-cursor.ts';

/** An installation store in memory: no transactions, so `lock` and `findForMove` only find and nothing is rolled back. */
export function createMemoryInstallationStore(): InstallationStore {
  const rows = new Map<string, InstallationRecord>();
  const copy = (row: InstallationRecord | undefined) => (row === undefined ? undefined : structuredClone(row));
  const find = async (id: string) => copy(rows.get(id));
  const live = () => [...rows.values()].filter(({ status }) => status !== 'uninstalled');
  const liveOf = (workspaceId: string, appId: string) =>
    live().find((row) => row.workspaceId === workspaceId && row.appId === appId);
  return {
    async insert(record) {
      if (liveOf(record.workspaceId, record.appId) !== undefined) return false;
      rows.set(record.id, structuredClone(record));
      return true;
    },
    find,
    lock: find,
    findForMove: find,
    async save(record) {
      const row = rows.get(record.id);
      if (row === undefined) return;
      const { id, workspaceId, appId, consent, createdAt } = row;
      rows.set(id, structuredClone({ ...record, id, workspaceId, appId, consent, createdAt }));
    },
    findLive: async (workspaceId, appId) => copy(liveOf(workspaceId, appId)),
    async list({ workspaceId, appId, cursor, limit }) {
      const after = cursor === undefined ? undefined : parseCursor(cursor);
      const isMeant = (row: InstallationRecord) =>
        (workspaceId ?? row.workspaceId) === row.workspaceId && (appId ?? row.appId) === row.appId;
      const all = [...rows.values()].filter(isMeant).toSorted(newestFirst);
      const rest = after === undefined ? all : all.filter((row) => newestFirst(after, row) < 0);
      const items = rest.slice(0, limit).map((row) => structuredClone(row));
      const last = items.at(-1);
      return { items, nextCursor: rest.length > limit && last !== undefined ? writeCursor(last) : null };
    },
    async listLive(workspaceId) {
      const found = live().filter((row) => row.workspaceId === workspaceId);
      return found.toSorted((a, b) => newestFirst(b, a)).map((row) => structuredClone(row));
    },
    async countLive(appIds) {
      const counts = new Map<string, number>();
      for (const { appId } of live()) if (appIds.includes(appId)) counts.set(appId, (counts.get(appId) ?? 0) + 1);
      return counts;
    },
  };
}

function newestFirst(a: PagePlace, b: PagePlace): number {
  return b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
}
