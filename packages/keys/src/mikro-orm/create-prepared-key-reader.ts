import type { Pool } from 'pg';
import type { KeyRecord } from '../key-record.ts';
import type { KeyReader } from '../key-store.ts';

// Columns by name: a prepared `select *` fails once a migration adds a column.
const statement = {
  name: 'minimart_keys_find_by_hash',
  text: `select id, hash, start, last_four as "lastFour", environment, subject, tenant, scopes,
           created_at as "createdAt", expires_at as "expiresAt", revoked_at as "revokedAt",
           revoked_reason as "revokedReason", last_used_at as "lastUsedAt"
         from keys.api_keys where hash = $1`,
};

/** Reads keys for the hot path: one indexed read by a statement that each connection of the pool prepares once. */
export function createPreparedKeyReader(pool: Pick<Pool, 'query'>): KeyReader {
  return {
    async findByHash(hash) {
      const { rows } = await pool.query<KeyRecord>({ ...statement, values: [hash] });
      return rows[0];
    },
  };
}
