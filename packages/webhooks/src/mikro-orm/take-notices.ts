import type { EntityManager } from '@mikro-orm/postgresql';
import type { EndpointNotice } from '../endpoint.ts';

/** A notice of an endpoint that fails, for whoever tells its owner. */
export interface TakenNotice extends Pick<EndpointNotice, 'kind'> {
  id: string;
  endpointId: string;
  failingSince: Date | null;
}

/**
 * Takes notices that nobody was told of yet, the oldest first, in the EntityManager's transaction: those who tell of them in it do so once, and one
 * that rolls back leaves them for the next. Others at the same moment take others.
 */
export async function takeNotices(em: EntityManager, limit: number): Promise<TakenNotice[]> {
  const rows = await em.execute<
    { id: string; endpoint_id: string; kind: TakenNotice['kind']; failing_since: string | Date | null }[]
  >(
    `update webhooks.notices n set told_at = clock_timestamp()
     from (select id from webhooks.notices where told_at is null order by created_at limit ? for update skip locked) due
     where n.id = due.id returning n.id, n.endpoint_id, n.kind, n.failing_since`,
    [limit],
  );
  return rows.map(({ id, endpoint_id: endpointId, kind, failing_since: since }) => ({
    id,
    endpointId,
    kind,
    failingSince: since === null ? null : new Date(since),
  }));
}
