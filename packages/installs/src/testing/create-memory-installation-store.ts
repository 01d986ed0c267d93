import type { InstallationRecord, ListedConsent } from '../installation.ts';
import type { GrantGroup, InstallationStore, VersionCount } from '../installation-store.ts';
import { parseCursor, writeCursor, type PagePlace } from '../page-cursor.ts';

/** An installation store in memory: no transactions, so `lock` and `findForMove` only find and nothing is rolled back. */
export function createMemoryInstallationStore(): InstallationStore {
  const rows = new Map<string, InstallationRecord>();
  const consents: ListedConsent[] = [];
  const copy = (row: InstallationRecord | undefined) => (row === undefined ? undefined : structuredClone(row));
  const find = async (id: string) => copy(rows.get(id));
  const live = () => [...rows.values()].filter(({ status }) => status !== 'uninstalled');
  const liveOf = (workspaceId: string, appId: string) =>
    live().find((row) => row.workspaceId === workspaceId && row.appId === appId);
  return {
    async insert(record) {
      if (liveOf(record.workspaceId, record.appId) !== undefined) return false;
      rows.set(record.id, structuredClone(record));
      await this.addConsent(record.id, record.consent);
      return true;
    },
    find,
    lock: find,
    findForMove: find,
    async save(record) {
      const row = rows.get(record.id);
      if (row === undefined) return;
      const { id, workspaceId, appId, isTest, consent, createdAt } = row;
      rows.set(id, structuredClone({ ...record, id, workspaceId, appId, isTest, consent, createdAt }));
    },
    async addConsent(installationId, consent) {
      const row = rows.get(installationId);
      if (row === undefined) throw new Error(`There is no installation ${installationId}.`);
      const { workspaceId, appId } = row;
      consents.push(structuredClone({ ...consent, installationId, workspaceId, appId }));
      if (consent.kind !== 'decline') row.consent = structuredClone(consent);
    },
    async listConsents({ workspaceId, installationId, cursor, limit }) {
      const after = cursor === undefined ? undefined : parseCursor(cursor);
      const placeOf = ({ agreedAt, id }: ListedConsent) => ({ createdAt: agreedAt, id });
      const found = consents
        .filter(
          (one) => one.workspaceId === workspaceId && (installationId ?? one.installationId) === one.installationId,
        )
        .toSorted((one, other) => newestFirst(placeOf(one), placeOf(other)))
        .filter((one) => after === undefined || newestFirst(after, placeOf(one)) < 0);
      const items = found.slice(0, limit).map((one) => structuredClone(one));
      const last = items.at(-1);
      return { items, nextCursor: found.length > limit && last !== undefined ? writeCursor(placeOf(last)) : null };
    },
    // Nobody looks for work in memory: a test checks by itself.
    async askForUpdateCheck() {},
    async countVersions(appId) {
      const counts = new Map<string, VersionCount>();
      const of = (version: string) => {
        const known = counts.get(version) ?? { version, installed: {}, waiting: 0, declined: 0 };
        counts.set(version, known);
        return known;
      };
      for (const row of live().filter((each) => each.appId === appId && !each.isTest)) {
        const { installed } = of(row.version);
        installed[row.status] = (installed[row.status] ?? 0) + 1;
        if (row.update !== null) of(row.update.version)[row.update.status] += 1;
      }
      return [...counts.values()];
    },
    async groupByGrant(appId) {
      const groups = new Map<string, GrantGroup>();
      for (const { id, scopes: held, key, consent } of live().filter((each) => each.appId === appId && !each.isTest)) {
        if (key === null) continue;
        const scopes = held.toSorted();
        const group = groups.get(scopes.join()) ?? { scopes, installationIds: [], unchangedSince: consent.agreedAt };
        group.installationIds = [...group.installationIds, id].toSorted();
        group.unchangedSince = new Date(Math.min(group.unchangedSince.getTime(), consent.agreedAt.getTime()));
        groups.set(scopes.join(), group);
      }
      return [...groups.values()];
    },
    findLive: async (workspaceId, appId) => copy(liveOf(workspaceId, appId)),
    async list({ workspaceId, appId, uninstalled, cursor, limit }) {
      const after = cursor === undefined ? undefined : parseCursor(cursor);
      const isMeant = (row: InstallationRecord) =>
        (workspaceId ?? row.workspaceId) === row.workspaceId &&
        (appId ?? row.appId) === row.appId &&
        (uninstalled === undefined || uninstalled === (row.status === 'uninstalled'));
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
    async listSome(appId, limit) {
      const found = live().filter((row) => row.appId === appId && !row.isTest);
      return found
        .toSorted((a, b) => (a.id < b.id ? -1 : 1))
        .slice(0, limit)
        .map((row) => structuredClone(row));
    },
    async countLive(appIds) {
      const counts = new Map<string, number>();
      for (const { appId, isTest } of live())
        if (!isTest && appIds.includes(appId)) counts.set(appId, (counts.get(appId) ?? 0) + 1);
      return counts;
    },
  };
}

function newestFirst(a: PagePlace, b: PagePlace): number {
  return b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
}
