import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '@minimart/problem';
import type { AttemptOutcome, AttemptView, DeliveryView } from '../delivery.ts';
import type { DeliveryFilter, DeliveryPage } from '../outbox.ts';
import type { OutgoingRequest } from '../outgoing-request.ts';
import type { WebhookErrorCode } from '../webhook-error-code.ts';
import { momentOf, type OptionalClock } from './sql-values.ts';

const mostItems = 100;

// What is pending is told by the queue; when nothing is sent before, by the endpoint.
const columns = `
select d.id, d.event_id, d.endpoint_id, d.topic, d.subject, d.tenant, d.environment, d.status, d.display, d.holds_secrets, d.ordering_key,
  greatest(d.attempts, q.attempts) as attempts, coalesce(q.lease_until > coalesce(?::timestamptz, clock_timestamp()), false) as in_flight,
  case when q.due_at is not null then greatest(q.due_at, case when q.lease_until is null then e.closed_until end) end as next_attempt_at,
  d.last_status_code, d.last_error, d.message, d.cancel_reason, d.created_at, d.settled_at
from webhooks.deliveries d
left join webhooks.queue q on q.delivery_id = d.id and not q.is_cancelled
left join webhooks.endpoints e on e.id = d.endpoint_id`;

interface Row {
  id: string;
  event_id: string;
  endpoint_id: string;
  topic: string;
  subject: string;
  tenant: string;
  environment: DeliveryView['environment'];
  status: DeliveryView['status'];
  display: OutgoingRequest;
  holds_secrets: boolean;
  ordering_key: string | null;
  attempts: number;
  in_flight: boolean;
  next_attempt_at: Date | string | null;
  last_status_code: number | null;
  last_error: string | null;
  message: string | null;
  cancel_reason: string | null;
  created_at: Date | string;
  settled_at: Date | string | null;
}

/** Deliveries newest first, a page at a time. Refuses `invalid_cursor`. */
export async function listDeliveries(
  em: EntityManager,
  filter: DeliveryFilter,
  clock: OptionalClock,
): Promise<DeliveryPage> {
  const limit = Math.min(Math.max(Math.trunc(filter.limit ?? 25), 1), mostItems);
  const conditions = conditionsOf(filter);
  const where = conditions.map(([sql]) => `(${sql})`).join(' and ') || 'true';
  const rows = await em.execute<Row[]>(
    `${columns} where ${where} order by d.created_at desc, d.id desc limit ${limit + 1}`,
    [momentOf(clock), ...conditions.flatMap(([, ...values]) => values)],
  );
  const items = rows.slice(0, limit).map(toView);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}

/** One delivery with its attempts, first to last. */
export async function findDelivery(em: EntityManager, id: string, clock: OptionalClock) {
  const [row] = await em.execute<Row[]>(`${columns} where d.id = ?`, [momentOf(clock), id]);
  if (row === undefined) return undefined;
  // The day leads to the one partition that has them.
  const attempts = await em.execute<AttemptRow[]>(
    `select a.* from webhooks.attempts a
     where a.delivery_id = ? and a.created_on = (?::timestamptz at time zone 'UTC')::date order by a.number`,
    [id, new Date(row.created_at).toISOString()],
  );
  return { ...toView(row), attemptLog: attempts.map(toAttempt) };
}

type Condition = [sql: string, ...values: unknown[]];

function conditionsOf(filter: DeliveryFilter): Condition[] {
  const { endpointId, subject, topic, statuses, search, since, until, cursor } = filter;
  const words = search?.trim();
  const conditions: (Condition | undefined)[] = [
    endpointId === undefined ? undefined : ['d.endpoint_id = ?', endpointId],
    subject === undefined ? undefined : ['d.subject = ?', subject],
    topic === undefined ? undefined : ['d.topic = ?', topic],
    statuses === undefined ? undefined : [`d.status in (${statuses.map(() => '?').join(', ')})`, ...statuses],
    since === undefined ? undefined : ['d.created_at >= ?::timestamptz', since.toISOString()],
    until === undefined ? undefined : ['d.created_at < ?::timestamptz', until.toISOString()],
    words ? matching(words) : undefined,
    cursor === undefined ? undefined : after(cursor),
  ];
  return conditions.filter((condition) => condition !== undefined);
}

function matching(words: string): Condition {
  const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
  return [
    `? in (d.id, d.event_id, d.subject, d.tenant) or d.last_error ilike ? or d.message ilike ?`,
    words,
    pattern,
    pattern,
  ];
}

function toView(row: Row): DeliveryView {
  return {
    id: row.id,
    eventId: row.event_id,
    endpointId: row.endpoint_id,
    topic: row.topic,
    subject: row.subject,
    tenant: row.tenant,
    environment: row.environment,
    status: row.status,
    request: row.display,
    holdsSecrets: row.holds_secrets,
    orderingKey: row.ordering_key,
    attempts: row.attempts,
    inFlight: row.in_flight,
    nextAttemptAt: toDate(row.next_attempt_at),
    lastStatusCode: row.last_status_code,
    lastError: row.last_error,
    message: row.message,
    cancelReason: row.cancel_reason,
    createdAt: new Date(row.created_at),
    settledAt: toDate(row.settled_at),
  };
}

interface AttemptRow {
  number: number;
  started_at: Date | string;
  duration_ms: number;
  outcome: AttemptOutcome;
  failure: string | null;
  status_code: number | null;
  response_headers: Record<string, string> | null;
  response_body: string | null;
  response_truncated: boolean;
  error: string | null;
}

function toAttempt(row: AttemptRow): AttemptView {
  return {
    number: row.number,
    startedAt: new Date(row.started_at),
    durationMs: row.duration_ms,
    outcome: row.outcome,
    failure: row.failure,
    statusCode: row.status_code,
    responseHeaders: row.response_headers,
    responseBody: row.response_body,
    responseTruncated: row.response_truncated,
    error: row.error,
  };
}

function toDate(value: Date | string | null): Date | null {
  return value === null ? null : new Date(value);
}

function cursorOf({ createdAt, id }: Pick<DeliveryView, 'createdAt' | 'id'>): string {
  return Buffer.from(`${createdAt.getTime()}.${id}`).toString('base64url');
}

function after(cursor: string): Condition {
  // Fourteen digits reach the year 5138; years past 9999 are written with a sign, which PostgreSQL does not read.
  const [, millis, id] = /^(\d{1,14})\.(\w+)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (millis === undefined || id === undefined) {
    throw new Refusal<WebhookErrorCode>({
      code: 'invalid_cursor',
      detail: 'The cursor is not one that this list gave.',
    });
  }
  return ['(d.created_at, d.id) < (?::timestamptz, ?)', new Date(Number(millis)).toISOString(), id];
}
