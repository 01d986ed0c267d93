import type { EntityManager } from '@mikro-orm/postgresql';
import type { UseStore } from '../use-store.ts';

/** Where use is written down on PostgreSQL; takes part in the EntityManager's transaction, where there is one. */
export function createUseStore(em: EntityManager): UseStore {
  return {
    async addUses(counted) {
      const rows = JSON.stringify(
        counted.map(({ keyId, lastUsedAt, ...use }) => ({
          key_id: keyId,
          last_used_at: lastUsedAt.toISOString(),
          ...use,
        })),
      );
      await em.transactional(async (tx) => {
        // Rows in one order for everybody, so that two processes that write at once never wait in a circle.
        await tx.execute(
          `insert into keys.scope_uses (subject, scope, day, uses, last_used_at)
           select subject, scope, (last_used_at at time zone 'utc')::date as day, sum(uses), max(last_used_at)
           from jsonb_to_recordset(?::jsonb) as counted (subject text, scope text, uses bigint, last_used_at timestamptz)
           group by subject, scope, day order by subject, scope, day
           on conflict (subject, scope, day) do update
           set uses = scope_uses.uses + excluded.uses, last_used_at = greatest(scope_uses.last_used_at, excluded.last_used_at)`,
          [rows],
        );
        await tx.execute(
          `with used as (
             select key_id as id, max(last_used_at) as last_used_at
             from jsonb_to_recordset(?::jsonb) as counted (key_id text, last_used_at timestamptz) group by key_id
           ), held as (
             select id from keys.api_keys where id in (select id from used) order by id for no key update
           )
           update keys.api_keys set last_used_at = greatest(api_keys.last_used_at, used.last_used_at)
           from used, held where api_keys.id = used.id and held.id = used.id`,
          [rows],
        );
      });
    },
    async usesSince(subjects, since) {
      const rows = await em.execute<{ subject: string; scope: string; uses: string; last_used_at: string }[]>(
        `select subject, scope, sum(uses) as uses, max(last_used_at) as last_used_at from keys.scope_uses
         where subject in (select jsonb_array_elements_text(?::jsonb)) and day >= (?::timestamptz at time zone 'utc')::date
         group by subject, scope order by subject, scope`,
        [JSON.stringify(subjects), since.toISOString()],
      );
      return rows.map(({ subject, scope, uses, last_used_at: last }) => {
        return { subject, scope, uses: Number(uses), lastUsedAt: new Date(last) };
      });
    },
    async usesOfGroups(groups, since) {
      const rows = await em.execute<{ place: number; scope: string; uses: string; last_used_at: string }[]>(
        `select place::int, scope, coalesce(sum(uses) filter (where day >= (?::timestamptz at time zone 'utc')::date), 0) as uses,
           max(last_used_at) as last_used_at
         from jsonb_array_elements(?::jsonb) with ordinality as grouped (subjects, place)
         cross join lateral jsonb_array_elements_text(subjects) as member (subject)
         join keys.scope_uses using (subject)
         group by place, scope order by place, scope`,
        [since.toISOString(), JSON.stringify(groups)],
      );
      return rows.map(({ place, scope, uses, last_used_at: last }) => {
        return { group: place - 1, scope, uses: Number(uses), lastUsedAt: new Date(last) };
      });
    },
    async forgetUses(before) {
      const { affectedRows } = await em.execute<{ affectedRows: number }>(
        `delete from keys.scope_uses where day < (?::timestamptz at time zone 'utc')::date`,
        [before.toISOString()],
        'run',
      );
      return affectedRows;
    },
  };
}
