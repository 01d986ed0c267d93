import { systemClock, type Clock } from '../clock.ts';
import type { KeyAuditEntry } from '../key-audit.ts';
import type { KeyRecord } from '../key-record.ts';
import { toFoundKey, type KeyStore } from '../key-store.ts';

/** A key store in memory, for tests: what goes in and comes out are copies, as with a database. */
export function createMemoryKeyStore({ clock = systemClock }: { clock?: Clock } = {}): KeyStore {
  const records = new Map<string, KeyRecord>();
  const audit: KeyAuditEntry[] = [];
  const endOf = ({ expiresAt, overlapEndsAt }: KeyRecord) => {
    const ends = [expiresAt, overlapEndsAt].flatMap((end) => (end === null ? [] : [end.getTime()]));
    return ends.length === 0 ? null : Math.min(...ends) - clock.now().getTime();
  };
  const isLive = (record: KeyRecord) => record.revokedAt === null && (endOf(record) ?? 1) > 0;
  const live = (id: string) => {
    const record = records.get(id);
    return record && isLive(record) ? record : undefined;
  };
  const change = (record: KeyRecord | undefined, changed: Partial<KeyRecord>) => {
    if (record) Object.assign(record, changed);
    return record !== undefined;
  };
  const store: KeyStore = {
    async insert(record) {
      const taken = [...records.values()].some(({ hash }) => hash.equals(record.hash));
      if (taken || records.has(record.id)) throw new Error(`The key ${record.id} is there already.`);
      records.set(record.id, copy(record));
    },
    async findByHash(hash) {
      const found = [...records.values()].find((record) => record.hash.equals(hash));
      return found && toFoundKey(copy(found), endOf(found));
    },
    async findBySubjects(subjects) {
      const found = [...records.values()].filter((record) => subjects.includes(record.subject));
      return found.sort(oldestFirst).map(copy);
    },
    async findLive(subjects) {
      const found = [...records.values()].filter((record) => subjects.includes(record.subject) && isLive(record));
      return found.sort(oldestFirst).map(copy);
    },
    async findPage({ subject, limit, before }) {
      const found = [...records.values()].filter((record) => record.subject === subject);
      const older = found.filter((record) => before === undefined || oldestFirst(record, before) < 0);
      return older.sort(oldestFirst).toReversed().slice(0, limit).map(copy);
    },
    async findFormer(subject) {
      const found = [...records.values()].filter((record) => record.subject === subject).sort(oldestFirst);
      return found.length === 0 ? undefined : copy(found.toSorted(endsFirst).at(-1)!);
    },
    // One thing at a time happens in memory anyhow.
    async lockSubject() {},
    async lockLive(subject) {
      const found = [...records.values()].filter((record) => record.subject === subject && isLive(record));
      return found.sort(oldestFirst).map(copy);
    },
    async revoke(id, reason) {
      const record = records.get(id);
      const open = record?.revokedAt === null ? record : undefined;
      return change(open, { revokedAt: clock.now(), revokedReason: reason });
    },
    async keepScopes(id, keep) {
      const record = live(id);
      if (record) record.scopes = record.scopes.filter((scope) => keep.includes(scope));
      return record && [...record.scopes];
    },
    async addScopes(id, scopes) {
      const record = live(id);
      if (record) record.scopes = [...new Set([...record.scopes, ...scopes])];
      return record && [...record.scopes];
    },
    async replace(id, by) {
      const record = live(id);
      const overlapEndsAt = new Date(clock.now().getTime() + by.overlapMs);
      return change(record?.replacedBy === null ? record : undefined, { replacedBy: by.id, overlapEndsAt });
    },
    async endWithin(id, ms) {
      const record = live(id);
      const end = new Date(clock.now().getTime() + ms);
      const isSooner = record && (record.overlapEndsAt === null || end < record.overlapEndsAt);
      return change(isSooner ? record : undefined, { overlapEndsAt: end });
    },
    async restore(id) {
      const record = live(id);
      change(record, { replacedBy: null, overlapEndsAt: null });
      return record && copy(record);
    },
    async confirmArrival(id) {
      change(records.get(id), { isOnItsWay: false });
    },
    async setDisabled(id, disabled) {
      const record = live(id);
      const differs = record && (record.disabledAt !== null) !== disabled;
      return change(differs ? record : undefined, { disabledAt: disabled ? clock.now() : null });
    },
    async setSuspended(subjects, suspended) {
      const isDue = (record: KeyRecord) =>
        subjects.includes(record.subject) &&
        (record.suspendedAt === null) === suspended &&
        (!suspended || isLive(record));
      const due = [...records.values()].filter(isDue);
      for (const record of due) record.suspendedAt = suspended ? clock.now() : null;
      return due
        .filter(({ revokedAt }) => revokedAt === null)
        .map(({ id, subject, tenant }) => ({ id, subject, tenant }));
    },
    async setAllowedNetworks(id, networks) {
      return change(live(id), { allowedNetworks: networks && [...networks] });
    },
    async addAudit(entries) {
      for (const entry of entries)
        audit.push({ ...structuredClone(entry), id: String(audit.length + 1), at: clock.now() });
    },
    async auditOf(subject, { limit, before }) {
      const isWanted = ({ subject: whose, id }: KeyAuditEntry) =>
        whose === subject && (before === undefined || Number(id) < Number(before));
      const found = audit.filter(isWanted).toReversed();
      return structuredClone(found.slice(0, limit));
    },
  };
  return store;
}

type Place = Pick<KeyRecord, 'createdAt' | 'id'>;

const oldestFirst = (one: Place, other: Place) => +one.createdAt - +other.createdAt || (one.id < other.id ? -1 : 1);

// A key without an end ends last, and of those with the same end one that is replaced ends first.
function endsFirst(one: KeyRecord, other: KeyRecord): number {
  const endOf = ({ revokedAt, expiresAt, overlapEndsAt }: KeyRecord) =>
    Math.min(...[revokedAt, expiresAt, overlapEndsAt].map((end) => end?.getTime() ?? Number.MAX_SAFE_INTEGER));
  return endOf(one) - endOf(other) || Number(one.replacedBy === null) - Number(other.replacedBy === null);
}

// structuredClone makes a Buffer a Uint8Array.
const copy = (record: KeyRecord): KeyRecord => ({ ...structuredClone(record), hash: Buffer.from(record.hash) });
