import type { EntityManager } from '@mikro-orm/postgresql';

/**
 * Deletes up to `limit` keys that are older than the 24 hours they serve, the oldest first, and gives their number: fewer than `limit` mean that
 * none are left. Keys that a call uses at this moment are passed over, so any number of processes may do this at once.
 */
export async function forgetExpired(em: EntityManager, limit: number): Promise<number> {
  const [gone] = await em.execute<{ count: number }[]>(
    `with expired as (
       select actor, key from idempotency.requests where created_at < now() - interval '24 hours'
       order by created_at limit ? for update skip locked
     ), gone as (
       delete from idempotency.requests using expired
       where requests.actor = expired.actor and requests.key = expired.key
       returning 1
     )
     select count(*)::int as count from gone`,
    [limit],
  );
  return gone?.count ?? 0;
}
