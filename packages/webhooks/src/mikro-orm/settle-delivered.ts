import type { SettledDelivery } from '../delivery.ts';
import type { DeliveredSettlement } from '../delivery-store.ts';
import type { RunSql } from './run-sql.ts';
import { momentOf, toArray, toJsonb, type OptionalClock } from './sql-values.ts';

// The function is in the migration `0003-settle-delivered`.
const statement = {
  name: 'minimart_webhooks_settle_delivered',
  text: `select id, endpoint_id, topic, subject, tenant from webhooks.settle_delivered(
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
};

interface Row {
  id: string;
  endpoint_id: string;
  topic: string;
  subject: string;
  tenant: string;
}

/** Records attempts that were answered with 2xx in one statement; answers the deliveries that changed. */
export async function settleDelivered(
  run: RunSql,
  settlements: readonly DeliveredSettlement[],
  clock: OptionalClock,
): Promise<SettledDelivery[]> {
  const column = (valueOf: (settlement: DeliveredSettlement) => string | number | boolean | null) =>
    toArray(settlements.map(valueOf));
  const values = [
    momentOf(clock),
    column(({ id }) => id),
    column(({ fence }) => fence),
    column(({ attempt }) => attempt),
    column(({ createdOn }) => createdOn),
    column(({ record }) => record.startedAt.toISOString()),
    column(({ record }) => record.durationMs),
    column(({ record }) => record.statusCode),
    column(({ record }) => (record.responseHeaders === null ? null : toJsonb(record.responseHeaders))),
    column(({ record }) => record.responseBody),
    column(({ record }) => record.responseTruncated),
  ];
  const sent = new Map(settlements.map((settlement) => [settlement.id, settlement]));
  const rows = await run<Row>({ ...statement, values });
  return rows.map(({ endpoint_id: endpointId, ...row }) => ({
    ...row,
    endpointId,
    status: 'delivered',
    statusCode: sent.get(row.id)!.record.statusCode,
    message: null,
    error: null,
    nextAttemptAt: null,
    attempt: sent.get(row.id)!.attempt,
  }));
}
