import type { Pool } from 'pg';
import type { ClaimedDelivery, ClaimLimits, SealedSigningSecret, SigningScheme } from '../delivery-store.ts';
import { endpointRules } from '../endpoint.ts';
import { momentOf, type OptionalClock } from './sql-values.ts';

// The function is in the migration `0002-dispatch-queue`; each connection prepares the call once.
const statement = {
  name: 'minimart_webhooks_claim',
  text: `select id, endpoint_id, fence::text, attempts, plan_from, created_on::text, is_disabled, sealed, secrets
         from webhooks.claim_deliveries($1, $2, $3, $4, ${endpointRules.probeAfter})`,
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
  /** In the first row of each endpoint. */
  secrets: { id: string; scheme: SigningScheme; sealed: string }[] | null;
}

const none: readonly SealedSigningSecret[] = [];
const nothing = Buffer.alloc(0);

/** Leases due deliveries, at most `perEndpoint` of one endpoint in flight over all dispatchers. */
export async function claimDeliveries(
  pool: Pick<Pool, 'query'>,
  { limit, perEndpoint, leaseMs }: ClaimLimits,
  clock: OptionalClock,
): Promise<ClaimedDelivery[]> {
  const values = [momentOf(clock), limit, perEndpoint, leaseMs];
  const { rows } = await pool.query<Row>({ ...statement, values });
  const secrets = new Map(rows.map((row) => [row.endpoint_id, none]));
  for (const row of rows) if (row.secrets !== null) secrets.set(row.endpoint_id, row.secrets.map(toSecret));
  return rows.map((row) => ({
    id: row.id,
    endpointId: row.endpoint_id,
    fence: row.fence,
    attempt: row.attempts,
    planFrom: row.plan_from,
    createdOn: row.created_on,
    isEndpointDisabled: row.is_disabled,
    sealed: row.sealed ?? nothing,
    signingSecrets: secrets.get(row.endpoint_id) ?? none,
  }));
}

function toSecret({ id, scheme, sealed }: { id: string; scheme: SigningScheme; sealed: string }): SealedSigningSecret {
  return { id, scheme, sealed: Buffer.from(sealed, 'hex') };
}
