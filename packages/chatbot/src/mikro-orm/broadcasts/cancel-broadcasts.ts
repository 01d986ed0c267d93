import { type FilterQuery, LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Broadcast } from './broadcast.entity.ts';

/** Which broadcasts to cancel, and the time it is. */
export interface Cancelling {
  where: FilterQuery<Broadcast> & object;
  now: Date;
}

/**
 * Cancels the broadcasts that are not over and everybody who waits for one of them; how many broadcasts that were. It waits for a message
 * that is being sent just now; once the caller's transaction has ended nobody else is written to.
 */
export async function cancelBroadcasts(em: EntityManager, { where, now }: Cancelling): Promise<number> {
  const isUnderWay = { ...where, status: { $in: ['New', 'Scheduled'] as const } };
  const rows = await em.find(Broadcast, isUnderWay, {
    disableIdentityMap: true,
    fields: ['id'],
    orderBy: { id: 'asc' },
    lockMode: LockMode.PESSIMISTIC_WRITE,
  });
  if (rows.length === 0) return 0;
  const ids = rows.map(({ id }) => id);
  await em.nativeUpdate(Broadcast, { id: { $in: ids } }, { status: 'Cancelled', endedAt: now });
  // First the people, as everybody does who changes what they have: who deletes one of them holds them before their places in broadcasts.
  await em.execute(
    `with held as materialized (
       select id from chatbot.subscribers
       where id in (select subscriber_id from chatbot.broadcast_recipients where broadcast_id in (?) and status = 'pending')
       order by id for key share
     )
     update chatbot.broadcast_recipients set status = 'cancelled', settled_at = ?::timestamptz
     from held where subscriber_id = held.id and broadcast_id in (?) and status = 'pending'`,
    [ids, now.toISOString(), ids],
  );
  return ids.length;
}
