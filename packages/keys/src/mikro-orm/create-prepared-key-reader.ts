import type { Pool } from 'pg';
import type { KeyRecord } from '../key-record.ts';
import type { KeyReader } from '../key-store.ts';
import { endsInMs } from './key-sql.ts';

// Columns by name: a prepared `select *` fails once a migration adds a column.
const statement = {
  name: 'minimart_keys_find_by_hash',
  text: `select id, hash, start, last_four as "lastFour", environment, subject, tenant, scopes,
           allowed_networks as "allowedNetworks", created_at as "createdAt", expires_at as "expiresAt",
           replaced_by as "replacedBy", overlap_ends_at as "overlapEndsAt", disabled_at as "disabledAt",
           revoked_at as "revokedAt", revoked_reason as "revokedReason", last_used_at as "lastUsedAt",
           ${endsInMs} as "endsInMs"
         from keys.api_keys where hash = $1`,
};

/**
 * Reads keys for the hot path: one indexed read by a statement that each connection of the pool prepares once. Give the pool a
 * `query_timeout` and a `connectionTimeoutMillis`, so that a database that is silent fails the check instead of holding it.
 */
export function createPreparedKeyReader(pool: Pick<Pool, 'query'>): KeyReader {
  return {
    async findByHash(hash) {
      const { rows } = await pool.query<KeyRecord & { endsInMs: number | null }>({ ...statement, values: [hash] });
      const [row] = rows;
      if (row === undefined) return undefined;
      const { endsInMs: ends, ...key } = row;
      return { key, endsInMs: ends };
    },
  };
}
