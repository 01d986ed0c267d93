import type { Pool } from 'pg';
import type { CheckedKey } from '../key-record.ts';
import type { FoundKey, KeyReader } from '../key-store.ts';
import { endsInMs } from './key-sql.ts';

// What a call needs and no more, in types that cost the driver nothing to read: dates and arrays would take longer than the look-up.
const statement = {
  name: 'minimart_keys_find_by_hash',
  rowMode: 'array' as const,
  text: `select id, subject, tenant, environment, array_to_string(scopes, ' '), array_to_string(allowed_networks, ' '),
           revoked_at is not null, disabled_at is not null, suspended_at is not null, ${endsInMs}
         from keys.api_keys where hash = $1`,
};

type Row = [
  id: string,
  subject: string,
  tenant: string,
  environment: CheckedKey['environment'],
  scopes: string,
  allowedNetworks: string | null,
  isRevoked: boolean,
  isDisabled: boolean,
  isSuspended: boolean,
  endsInMs: number | null,
];

/**
 * Reads keys for the hot path: one indexed read by a statement that each connection of the pool prepares once. Give the pool a
 * `query_timeout` and a `connectionTimeoutMillis`, so that a database that is silent fails the check instead of holding it.
 */
export function createPreparedKeyReader(pool: Pick<Pool, 'query'>): KeyReader {
  return {
    async findByHash(hash) {
      const { rows } = await pool.query<Row>({ ...statement, values: [hash] });
      return rows[0] && toFoundKey(rows[0]);
    },
  };
}

function toFoundKey(row: Row): FoundKey {
  const [id, subject, tenant, environment, scopes, networks, isRevoked, isDisabled, isSuspended, ends] = row;
  const key = {
    id,
    subject,
    tenant,
    environment,
    scopes: words(scopes),
    allowedNetworks: networks === null ? null : words(networks),
  };
  return { key, isRevoked, isDisabled, isSuspended, endsInMs: ends };
}

// Neither a scope nor a network has a space in it.
const words = (text: string): string[] => (text === '' ? [] : text.split(' '));
