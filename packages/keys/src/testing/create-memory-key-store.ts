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
    async lockLive(subject) {
      const found = [...records.values()].filter((record) => record.subject === subject && isLive(record));
      return found.sort(oldestFirst).map(copy);
    },
    async revoke(id, at, reason) {
      const record = records.get(id);
      const open = record?.revokedAt === null ? record : undefined;
      return change(open, { revokedAt: new Date(at), revokedReason: reason });
    },
    async keepScopes(id, keep) {
      const record = live(id);
      if (record) record.scopes = record.scopes.filter((scope) => keep.includes(scope));
      return record && [...record.scopes];
    },
    async replace(id, by) {
      const record = live(id);
      const overlapEndsAt = new Date(clock.now().getTime() + by.overlapMs);
      return change(record?.replacedBy === null ? record : undefined, { replacedBy: by.id, overlapEndsAt });
    },
    async unreplace(byId) {
      const record = [...records.values()].find((each) => each.replacedBy === byId && isLive(each));
      change(record, { replacedBy: null, overlapEndsAt: null });
      return record && copy(record);
    },
    async setDisabled(id, disabled) {
      const record = live(id);
      const differs = record && (record.disabledAt !== null) !== disabled;
      return change(differs ? record : undefined, { disabledAt: disabled ? clock.now() : null });
    },
    async setAllowedNetworks(id, networks) {
      return change(live(id), { allowedNetworks: networks && [...networks] });
    },
    async addAudit(entries) {
      for (const entry of entries) audit.push({ ...structuredClone(entry), at: clock.now() });
    },
    async auditOf(subject, limit) {
      const found = audit.filter((entry) => entry.subject === subject).toReversed();
      return structuredClone(found.slice(0, limit));
    },
  };
  return store;
}

const oldestFirst = (one: KeyRecord, other: KeyRecord) =>
  +one.createdAt - +other.createdAt || (one.id < other.id ? -1 : 1);

// structuredClone makes a Buffer a Uint8Array.
const copy = (record: KeyRecord): KeyRecord => ({ ...structuredClone(record), hash: Buffer.from(record.hash) });
