import type { EntityManager } from '@mikro-orm/postgresql';
import type { KeyRecord } from '../key-record.ts';
import type { KeyStore } from '../key-store.ts';
import { ApiKey } from './api-key.entity.ts';

// A key is judged by its row of this moment, whatever the identity map holds; and there is nothing here to track.
const asStored = { disableIdentityMap: true } as const;

/** A key store on PostgreSQL that takes part in the EntityManager's transaction, where there is one. */
export function createKeyStore(em: EntityManager): KeyStore {
  return {
    async insert(record) {
      await em.insert(ApiKey, { ...record });
    },
    async findByHash(hash) {
      const row = await em.findOne(ApiKey, { hash }, asStored);
      return row === null ? undefined : toRecord(row);
    },
    async findBySubject(subject) {
      const rows = await em.find(ApiKey, { subject }, { ...asStored, orderBy: { createdAt: 'asc', id: 'asc' } });
      return rows.map(toRecord);
    },
    async revoke(id, at, reason) {
      const ended = { revokedAt: at, revokedReason: reason };
      return (await em.nativeUpdate(ApiKey, { id, revokedAt: null }, ended)) === 1;
    },
    async revokeBySubject(subject, at, reason) {
      const rows = await em.execute<{ id: string }[]>(
        `update keys.api_keys set revoked_at = ?::timestamptz, revoked_reason = ?
         where subject = ? and revoked_at is null returning id`,
        [at.toISOString(), reason, subject],
      );
      return rows.map(({ id }) => id);
    },
    async keepScopes(id, keep) {
      const [row] = await em.execute<{ scopes: string[] }[]>(
        // One statement, so that two narrowings at once cannot bring back what the other took.
        `update keys.api_keys set scopes = array(
           select scope from unnest(scopes) with ordinality as held (scope, place)
           where scope in (select jsonb_array_elements_text(?::jsonb)) order by place)
         where id = ? and revoked_at is null returning to_jsonb(scopes) as scopes`,
        [JSON.stringify(keep), id],
      );
      return row?.scopes;
    },
  };
}

const toRecord = (row: ApiKey): KeyRecord => ({
  id: row.id,
  hash: Buffer.from(row.hash),
  start: row.start,
  lastFour: row.lastFour,
  environment: row.environment,
  subject: row.subject,
  tenant: row.tenant,
  scopes: row.scopes,
  createdAt: row.createdAt,
  expiresAt: row.expiresAt,
  revokedAt: row.revokedAt,
  revokedReason: row.revokedReason,
  lastUsedAt: row.lastUsedAt,
});
