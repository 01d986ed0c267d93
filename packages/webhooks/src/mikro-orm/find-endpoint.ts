import type { EndpointNotice, EndpointState, EndpointView } from '../endpoint.ts';
import type { SigningScheme } from '../delivery-store.ts';
import { publicKeyOf } from '../signing-secret.ts';
import type { OutboxContext } from './outbox-context.ts';
import { momentOf } from './sql-values.ts';

const statement = `
with moment as materialized (select coalesce(?::timestamptz, clock_timestamp()) as at)
select e.*, e.closed_until > m.at as is_resting, w.waiting, w.in_flight, w.oldest_due_at,
  (select coalesce(json_agg(n order by n.created_at desc), '[]') from (
     select id, kind, created_at, failing_since from webhooks.notices where endpoint_id = e.id order by created_at desc limit 10) n) as notices,
  (select coalesce(json_agg(s order by s.created_at desc), '[]') from (
     select id, scheme, case when scheme = 'v1a' then encode(sealed, 'hex') end as sealed, created_at, expires_at from webhooks.signing_secrets k
     where k.endpoint_id = e.id and (k.expires_at is null or k.expires_at > m.at)) s) as secrets
from webhooks.endpoints e, moment m
cross join lateral (
  select count(*) filter (where q.lease_until is null)::int as waiting, count(*) filter (where q.lease_until > m.at)::int as in_flight,
    min(q.due_at) filter (where q.lease_until is null) as oldest_due_at
  from webhooks.queue q where q.endpoint_id = e.id and not q.is_cancelled
) w
where e.id = ?`;

interface Row {
  id: string;
  gone_at: Date | null;
  max_in_flight: number | null;
  per_second: number | null;
  failures: number;
  failing_since: Date | null;
  closed_until: Date | null;
  closed_by: EndpointView['restingFor'];
  is_resting: boolean | null;
  paused_at: Date | null;
  paused_by: string | null;
  disabled_at: Date | null;
  waiting: number;
  in_flight: number;
  oldest_due_at: Date | null;
  notices: { id: string; kind: EndpointNotice['kind']; created_at: string; failing_since: string | null }[];
  secrets: {
    id: string;
    scheme: SigningScheme;
    sealed: string | null;
    created_at: string;
    expires_at: string | null;
  }[];
}

/** How an endpoint stands; undefined when it was never opened. */
export async function findEndpoint(context: OutboxContext, id: string): Promise<EndpointView | undefined> {
  const [row] = await context.em.execute<Row[]>(statement, [momentOf(context.clock), id]);
  return row && toView(context, row);
}

function toView({ sealer }: OutboxContext, row: Row): EndpointView {
  return {
    id: row.id,
    state: stateOf(row),
    limits: { maxInFlight: row.max_in_flight, perSecond: row.per_second },
    failures: row.failures,
    failingSince: toDate(row.failing_since),
    restingUntil: row.is_resting ? toDate(row.closed_until) : null,
    restingFor: row.is_resting ? row.closed_by : null,
    pausedAt: toDate(row.paused_at),
    pausedBy: row.paused_by,
    disabledAt: toDate(row.disabled_at),
    waiting: row.waiting,
    inFlight: row.in_flight,
    oldestDueAt: toDate(row.oldest_due_at),
    notices: row.notices.map(({ id, kind, created_at: at, failing_since: since }) => ({
      id,
      kind,
      createdAt: new Date(at),
      failingSince: toDate(since),
    })),
    signingSecrets: row.secrets.map(({ id, scheme, sealed, created_at: at, expires_at: end }) => ({
      id,
      scheme,
      publicKey: sealed === null ? null : publicKeyOf(sealer.open(Buffer.from(sealed, 'hex'), id).toString('utf8')),
      createdAt: new Date(at),
      expiresAt: toDate(end),
    })),
  };
}

// What keeps everything back comes first.
function stateOf(row: Row): EndpointState {
  if (row.disabled_at !== null) return 'disabled';
  if (row.paused_at !== null) return 'paused';
  if (row.is_resting === true) return 'resting';
  if (row.gone_at !== null) return 'gone';
  return row.failures > 0 ? 'failing' : 'healthy';
}

function toDate(value: Date | string | null): Date | null {
  return value === null ? null : new Date(value);
}
