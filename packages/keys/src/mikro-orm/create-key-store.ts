import type { FilterQuery } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { KeyRecord } from '../key-record.ts';
import { toFoundKey, type KeyStore } from '../key-store.ts';
import { ApiKey } from './api-key.entity.ts';
import { KeyAuditRow } from './audit-entry.entity.ts';
import { endsAt, endsInMs, liveNow } from './key-sql.ts';

// A key is judged by its row of this moment, whatever the identity map holds; and there is nothing here to track.
const asStored = { disableIdentityMap: true } as const;
const oldestFirst = { createdAt: 'asc', id: 'asc' } as const;

/** A key store on PostgreSQL that takes part in the EntityManager's transaction, where there is one. */
export function createKeyStore(em: EntityManager): KeyStore {
  const changes = async (sql: string, values: unknown[]) =>
    (await em.execute<{ id: string }[]>(`${sql} returning id`, values)).length === 1;
  const recordsOf = async (found: { id: string }[]) => {
    if (found.length === 0) return [];
    const where = { id: found.map(({ id }) => id) };
    return (await em.find(ApiKey, where, { ...asStored, orderBy: oldestFirst })).map(toRecord);
  };
  const lockSubject = async (subject: string) => {
    // A key that another change has just made must be seen, which waiting for rows does not show.
    await em.execute(`select pg_advisory_xact_lock(hashtextextended('keys.subject ' || ?, 0))`, [subject]);
  };
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
    async findLive(subjects) {
      const held = await em.execute<{ id: string }[]>(
        `select id from keys.api_keys where subject in (select jsonb_array_elements_text(?::jsonb)) and ${liveNow}`,
        [JSON.stringify(subjects)],
      );
      return recordsOf(held);
    },
    async findPage({ subject, limit, before }) {
      const older: FilterQuery<ApiKey> =
        before === undefined
          ? {}
          : {
              $or: [{ createdAt: { $lt: before.createdAt } }, { createdAt: before.createdAt, id: { $lt: before.id } }],
            };
      const orderBy = { createdAt: 'desc', id: 'desc' } as const;
      const rows = await em.find(ApiKey, { subject, ...older }, { ...asStored, orderBy, limit });
      return rows.map(toRecord);
    },
    async findFormer(subject) {
      const found = await em.execute<{ id: string }[]>(
        `select id from keys.api_keys where subject = ?
         order by ${endsAt} desc nulls first, replaced_by is null desc, created_at desc, id desc limit 1`,
        [subject],
      );
      return (await recordsOf(found))[0];
    },
    lockSubject,
    async lockLive(subject) {
      await lockSubject(subject);
      // Held in one order by everybody, so that two changes at once never wait in a circle.
      const held = await em.execute<{ id: string }[]>(
        `select id from keys.api_keys where subject = ? and ${liveNow} order by id for no key update`,
        [subject],
      );
      return recordsOf(held);
    },
    revoke: (id, reason) =>
      changes(
        `update keys.api_keys set revoked_at = clock_timestamp(), revoked_reason = ? where id = ? and revoked_at is null`,
        [reason, id],
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
    async addScopes(id, scopes) {
      const [row] = await em.execute<{ scopes: string[] }[]>(
        `update keys.api_keys set scopes = scopes || array(
           select scope from jsonb_array_elements_text(?::jsonb) with ordinality as given (scope, place)
           where scope <> all (scopes) order by place)
         where id = ? and ${liveNow} returning to_jsonb(scopes) as scopes`,
        [JSON.stringify([...new Set(scopes)]), id],
      );
      return row?.scopes;
    },
    replace: (id, { id: byId, overlapMs }) =>
      changes(
        `update keys.api_keys set replaced_by = ?, overlap_ends_at = clock_timestamp() + make_interval(secs => ?::float8 / 1000)
         where id = ? and replaced_by is null and ${liveNow}`,
        [byId, overlapMs, id],
      ),
    endWithin: (id, ms) =>
      changes(
        `update keys.api_keys set overlap_ends_at = clock_timestamp() + make_interval(secs => ?::float8 / 1000)
         where id = ? and ${liveNow}
           and coalesce(overlap_ends_at > clock_timestamp() + make_interval(secs => ?::float8 / 1000), true)`,
        [ms, id, ms],
      ),
    async restore(id) {
      const sql = `update keys.api_keys set replaced_by = null, overlap_ends_at = null where id = ? and ${liveNow} returning id`;
      return (await recordsOf(await em.execute<{ id: string }[]>(sql, [id])))[0];
    },
    async confirmArrival(id) {
      await em.execute(`update keys.api_keys set is_on_its_way = false where id = ?`, [id]);
    },
    setDisabled: (id, disabled) =>
      changes(
        `update keys.api_keys set disabled_at = case when ?::boolean then clock_timestamp() end
         where id = ? and (disabled_at is null) = ?::boolean and ${liveNow}`,
        [disabled, id, disabled],
      ),
    async setSuspended(subjects, suspended) {
      if (subjects.length === 0) return [];
      // Held in the order in which everybody holds keys; a change that is under way is waited for, and its outcome counts.
      return em.execute<Pick<KeyRecord, 'id' | 'subject' | 'tenant'>[]>(
        `with held as (
           select id from keys.api_keys
           where subject in (select jsonb_array_elements_text(?::jsonb)) and (suspended_at is null) = ?::boolean
             ${suspended ? `and ${liveNow}` : ''}
           order by id for no key update
         ), changed as (
           update keys.api_keys k set suspended_at = case when ?::boolean then clock_timestamp() end
           from held where k.id = held.id returning k.id, k.subject, k.tenant, k.revoked_at)
         select id, subject, tenant from changed where revoked_at is null`,
        [JSON.stringify(subjects), suspended, suspended],
      );
    },
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
    async auditOf(subject, { limit, before }) {
      const where = { subject, ...(before !== undefined && { id: { $lt: before } }) };
      const rows = await em.find(KeyAuditRow, where, { ...asStored, orderBy: { id: 'desc' }, limit });
      return rows.map(({ id, at, event, keyId, subject: whose, tenant, actor, address, detail }) => {
        return { id, at, event, keyId, subject: whose, tenant, actor, address, detail };
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
  isOnItsWay: row.isOnItsWay,
  disabledAt: row.disabledAt,
  suspendedAt: row.suspendedAt,
  revokedAt: row.revokedAt,
  revokedReason: row.revokedReason,
  lastUsedAt: row.lastUsedAt,
});
