import { LRUCache } from 'lru-cache';
import type { Pool } from 'pg';
import type { ClaimedDelivery, ClaimLimits, SealedSigningSecret, SigningScheme } from '../delivery-store.ts';
import { endpointRules } from '../endpoint.ts';
import { momentOf, type OptionalClock } from './sql-values.ts';

// The function is in the migration `0007-claim-with-less`; each connection prepares the call once.
const claim = {
  name: 'minimart_webhooks_claim',
  text: `select id, endpoint_id, fence::text, attempts, plan_from, created_on::text, is_disabled, sealed, secret_ids
         from webhooks.claim_deliveries($1, $2, $3, $4, ${endpointRules.probeAfter})`,
};

const findSecrets = {
  name: 'minimart_webhooks_find_secrets',
  text: 'select id, scheme, sealed from webhooks.signing_secrets where id = any($1::text[])',
};

const findTraces = {
  name: 'minimart_webhooks_find_traces',
  text: 'select id, trace_parent from webhooks.deliveries where id = any($1::text[]) and trace_parent is not null',
};

interface Row {
  id: string;
  endpoint_id: string;
  fence: string;
  attempts: number;
  plan_from: number;
  created_on: string;
  is_disabled: boolean;
  sealed: Buffer | null;
  /** The secrets that sign now, newest first, with spaces between. */
  secret_ids: string | null;
}

const nothing = Buffer.alloc(0);

/** Leases due deliveries. */
export type ClaimDeliveries = (limits: ClaimLimits) => Promise<ClaimedDelivery[]>;

/** Leases due deliveries, at most `perEndpoint` of one endpoint in flight over all dispatchers. Signing secrets never change, so they are read once. Where attempts are traced, one more statement reads where they were enqueued. */
export function createClaim(
  pool: Pick<Pool, 'query'>,
  { clock, isTraced = false }: { clock: OptionalClock; isTraced?: boolean },
): ClaimDeliveries {
  const secrets = new LRUCache<string, SealedSigningSecret>({ max: 10_000 });

  const read = async (ids: readonly string[]): Promise<Map<string, SealedSigningSecret>> => {
    const found = new Map<string, SealedSigningSecret>();
    const unknown: string[] = [];
    for (const id of new Set(ids)) {
      const secret = secrets.get(id);
      if (secret === undefined) unknown.push(id);
      else found.set(id, secret);
    }
    if (unknown.length === 0) return found;
    const { rows } = await pool.query<{ id: string; scheme: SigningScheme; sealed: Buffer }>({
      ...findSecrets,
      values: [unknown],
    });
    for (const secret of rows) {
      secrets.set(secret.id, secret);
      found.set(secret.id, secret);
    }
    return found;
  };

  const readTraces = async (ids: readonly string[]): Promise<Map<string, string>> => {
    if (!isTraced || ids.length === 0) return new Map();
    const { rows } = await pool.query<{ id: string; trace_parent: string }>({ ...findTraces, values: [ids] });
    return new Map(rows.map(({ id, trace_parent: trace }) => [id, trace]));
  };

  return async ({ limit, perEndpoint, leaseMs }) => {
    const { rows } = await pool.query<Row>({ ...claim, values: [momentOf(clock), limit, perEndpoint, leaseMs] });
    const known = await read(rows.flatMap(secretIdsOf));
    const traces = await readTraces(rows.map(({ id }) => id));
    return rows.map((row) => ({
      id: row.id,
      endpointId: row.endpoint_id,
      fence: row.fence,
      attempt: row.attempts,
      planFrom: row.plan_from,
      createdOn: row.created_on,
      isEndpointDisabled: row.is_disabled,
      sealed: row.sealed ?? nothing,
      signingSecrets: secretIdsOf(row).flatMap((id) => known.get(id) ?? []),
      ...(traces.has(row.id) && { traceparent: traces.get(row.id) }),
    }));
  };
}

function secretIdsOf({ secret_ids: ids }: Row): string[] {
  return ids?.split(' ') ?? [];
}
