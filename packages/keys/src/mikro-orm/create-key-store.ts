import type { EntityManager } from '@mikro-orm/postgresql';
import type { KeyRecord } from '../key-record.ts';
import { toFoundKey, type KeyStore } from '../key-store.ts';
import { ApiKey } from './api-key.entity.ts';
import { KeyAuditRow } from './audit-entry.entity.ts';
import { endsInMs, liveNow } from './key-sql.ts';

// A key is judged by its row of this moment, whatever the identity map holds; and there is nothing here to track.
const asStored = { disableIdentityMap: true } as const;
const oldestFirst = { createdAt: 'asc', id: 'asc' } as const;

/** A key store on PostgreSQL that takes part in the EntityManager's transaction, where there is one. */
export function createKeyStore(em: EntityManager): KeyStore {
  const idsOf = async (sql: string, values: unknown[]) =>
    (await em.execute<{ id: string }[]>(`${sql} returning id`, values)).map(({ id }) => id);
  const changes = async (sql: string, values: unknown[]) => (await idsOf(sql, values)).length === 1;
  return {
    async insert(record) {
      await em.insert(ApiKey, { ...record });
    },
    async findByHash(hash) {
      const row = await em.findOne(ApiKey, { hash }, asStored);
      if (row === null) return undefined;
      const [clock] = await em.execute<{ ends_in_ms: number | null }[]>(
        `select ${endsInMs} as ends_in_ms from keys.api_keys where id = ?`,
        [row.id],
      );
      return toFoundKey(toRecord(row), clock?.ends_in_ms ?? null);
    },
    async findBySubjects(subjects) {
      if (subjects.length === 0) return [];
      const rows = await em.find(ApiKey, { subject: [...subjects] }, { ...asStored, orderBy: oldestFirst });
      return rows.map(toRecord);
    },
    async lockLive(subject) {
      // One change of a subject's keys at a time: a key that another change has just made must be seen, which waiting for rows does not show.
      await em.execute(`select pg_advisory_xact_lock(hashtextextended('keys.subject ' || ?, 0))`, [subject]);
      // Held in one order by everybody, so that two changes at once never wait in a circle.
      const held = await em.execute<{ id: string }[]>(
        `select id from keys.api_keys where subject = ? and ${liveNow} order by id for no key update`,
        [subject],
      );
      const ids = held.map(({ id }) => id);
      const rows = ids.length === 0 ? [] : await em.find(ApiKey, { id: ids }, { ...asStored, orderBy: oldestFirst });
      return rows.map(toRecord);
    },
    revoke: (id, at, reason) =>
      changes(
        `update keys.api_keys set revoked_at = ?::timestamptz, revoked_reason = ? where id = ? and revoked_at is null`,
        [at.toISOString(), reason, id],
      ),
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
    replace: (id, { id: byId, overlapMs }) =>
      changes(
        `update keys.api_keys set replaced_by = ?, overlap_ends_at = clock_timestamp() + make_interval(secs => ?::float8 / 1000)
         where id = ? and replaced_by is null and ${liveNow}`,
        [byId, overlapMs, id],
      ),
    async unreplace(byId) {
      const [id] = await idsOf(
        `update keys.api_keys set replaced_by = null, overlap_ends_at = null where replaced_by = ? and ${liveNow}`,
        [byId],
      );
      const row = id === undefined ? null : await em.findOne(ApiKey, { id }, asStored);
      return row === null ? undefined : toRecord(row);
    },
    setDisabled: (id, disabled) =>
      changes(
        `update keys.api_keys set disabled_at = case when ?::boolean then clock_timestamp() end
         where id = ? and (disabled_at is null) = ?::boolean and ${liveNow}`,
        [disabled, id, disabled],
      ),
    setAllowedNetworks: (id, networks) =>
      changes(
        `update keys.api_keys set allowed_networks = case when ?::jsonb is not null
           then array(select jsonb_array_elements_text(?::jsonb)) end where id = ? and ${liveNow}`,
        [networks && JSON.stringify(networks), networks && JSON.stringify(networks), id],
      ),
    async addAudit(entries) {
      await em.insertMany(
        KeyAuditRow,
        entries.map((entry) => ({ ...entry, detail: { ...entry.detail } })),
      );
    },
    async auditOf(subject, limit) {
      const rows = await em.find(KeyAuditRow, { subject }, { ...asStored, orderBy: { id: 'desc' }, limit });
      return rows.map(({ at, event, keyId, subject: whose, tenant, actor, address, detail }) => {
        return { at, event, keyId, subject: whose, tenant, actor, address, detail };
      });
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
  allowedNetworks: row.allowedNetworks,
  createdAt: row.createdAt,
  expiresAt: row.expiresAt,
  replacedBy: row.replacedBy,
  overlapEndsAt: row.overlapEndsAt,
  disabledAt: row.disabledAt,
  revokedAt: row.revokedAt,
  revokedReason: row.revokedReason,
  lastUsedAt: row.lastUsedAt,
});
