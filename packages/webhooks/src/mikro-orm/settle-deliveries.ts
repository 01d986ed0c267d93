import type { DeliveryStatus, SettledDelivery } from '../delivery.ts';
import { isDelivered, type Settlement } from '../delivery-store.ts';
import type { RunSql } from './run-sql.ts';
import { settleDelivered } from './settle-delivered.ts';
import { momentOf, toJsonb, type OptionalClock } from './sql-values.ts';

// The function is in the migration `0002-dispatch-queue`.
const statement = { name: 'minimart_webhooks_settle', text: 'select * from webhooks.settle_deliveries($1, $2)' };

interface Row {
  id: string;
  endpoint_id: string;
  topic: string;
  subject: string;
  tenant: string;
  status: DeliveryStatus;
  last_status_code: number | null;
  message: string | null;
  last_error: string | null;
  attempts: number;
  due_ms: number | null;
}

/** Records a batch of results in one statement; answers the deliveries that changed. */
export async function settleDeliveries(
  run: RunSql,
  results: readonly Settlement[],
  clock: OptionalClock,
): Promise<SettledDelivery[]> {
  const settlements = latestOfEach(results);
  if (settlements.every(isDelivered)) return withTaken(await settleDelivered(run, settlements, clock), settlements);
  const rows = await run<Row>({ ...statement, values: [momentOf(clock), toJsonb(settlements.map(toInput))] });
  return withTaken(rows.map(toSettled), settlements);
}

/** What was taken from answers goes by, to be kept by whom it is told to. */
function withTaken(settled: SettledDelivery[], settlements: readonly Settlement[]): SettledDelivery[] {
  const taken = new Map(settlements.flatMap(({ id, taken: values }) => (values === undefined ? [] : [[id, values]])));
  if (taken.size === 0) return settled;
  return settled.map((delivery) => ({ ...delivery, taken: taken.get(delivery.id) }));
}

/**
 * One result for each delivery, that of its latest claim. An earlier one was declared lost before that claim, and that stands; in one statement with
 * the other it could be taken for it.
 */
function latestOfEach(results: readonly Settlement[]): readonly Settlement[] {
  const latest = new Map<string, Settlement>();
  for (const result of results) {
    const other = latest.get(result.id);
    if (other === undefined || BigInt(result.fence) > BigInt(other.fence)) latest.set(result.id, result);
  }
  return latest.size === results.length ? results : [...latest.values()];
}

function toSettled(row: Row): SettledDelivery {
  return {
    id: row.id,
    endpointId: row.endpoint_id,
    topic: row.topic,
    subject: row.subject,
    tenant: row.tenant,
    status: row.status,
    statusCode: row.last_status_code,
    message: row.message,
    error: row.last_error,
    nextAttemptAt: row.due_ms === null ? null : new Date(row.due_ms),
    attempt: row.attempts,
  };
}

function toInput(
  { id, fence, attempt, createdOn, status, retryInMs, pauseMs, message, error, record }: Settlement,
  n: number,
) {
  return {
    n,
    id,
    fence,
    attempt,
    created_on: createdOn,
    status,
    message,
    why: error,
    retry_in_ms: retryInMs,
    pause_ms: pauseMs,
    started_at: record?.startedAt,
    duration_ms: record?.durationMs,
    outcome: record?.outcome,
    failure: record?.failure,
    status_code: record?.statusCode,
    response_headers: record?.responseHeaders,
    response_body: record?.responseBody,
    response_truncated: record?.responseTruncated,
    error: record?.error,
  };
}
