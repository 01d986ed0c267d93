import type { KeyRecord } from '../key-record.ts';
import type { KeyStore } from '../key-store.ts';

/** A key store in memory, for tests: what goes in and comes out are copies, as with a database. */
export function createMemoryKeyStore(): KeyStore {
  const records = new Map<string, KeyRecord>();
  const live = (id: string) => {
    const record = records.get(id);
    return record?.revokedAt === null ? record : undefined;
  };
  const store: KeyStore = {
    async insert(record) {
      const taken = [...records.values()].some(({ hash }) => hash.equals(record.hash));
      if (taken || records.has(record.id)) throw new Error(`The key ${record.id} is there already.`);
      records.set(record.id, copy(record));
    },
    async findByHash(hash) {
      const found = [...records.values()].find((record) => record.hash.equals(hash));
      return found && copy(found);
    },
    async findBySubject(subject) {
      const found = [...records.values()].filter((record) => record.subject === subject);
      return found.sort((one, other) => +one.createdAt - +other.createdAt).map(copy);
    },
    async revoke(id, at, reason) {
      const record = live(id);
      if (record) Object.assign(record, { revokedAt: new Date(at), revokedReason: reason });
      return record !== undefined;
    },
    async revokeBySubject(subject, at, reason) {
      const found = [...records.values()].filter((record) => record.subject === subject && record.revokedAt === null);
      for (const record of found) Object.assign(record, { revokedAt: new Date(at), revokedReason: reason });
      return found.map(({ id }) => id);
    },
    async keepScopes(id, keep) {
      const record = live(id);
      if (record) record.scopes = record.scopes.filter((scope) => keep.includes(scope));
      return record && [...record.scopes];
    },
  };
  return store;
}

const copy = (record: KeyRecord): KeyRecord => ({
  ...record,
  hash: Buffer.from(record.hash),
  scopes: [...record.scopes],
  createdAt: new Date(record.createdAt),
  expiresAt: record.expiresAt && new Date(record.expiresAt),
  revokedAt: record.revokedAt && new Date(record.revokedAt),
  lastUsedAt: record.lastUsedAt && new Date(record.lastUsedAt),
});
