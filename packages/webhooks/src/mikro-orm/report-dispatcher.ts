import type { DispatcherReport } from '../dispatcher-counts.ts';
import type { RunSql } from './run-sql.ts';

/** Keeps one row of what a dispatcher has done, until it says farewell or has not been heard of for a day. */
export async function reportDispatcher(run: RunSql, report: DispatcherReport): Promise<void> {
  const { id, startedAt, inFlight, counts, isLast } = report;
  if (isLast) {
    await run({
      name: 'minimart_webhooks_farewell',
      text: `delete from webhooks.dispatchers where id = $1`,
      values: [id],
    });
    return;
  }
  await run({
    name: 'minimart_webhooks_report',
    text: `with forgotten as (delete from webhooks.dispatchers where seen_at < now() - interval '1 day')
           insert into webhooks.dispatchers (id, started_at, seen_at, in_flight, counts) values ($1, $2, now(), $3, $4::jsonb)
           on conflict (id) do update set seen_at = excluded.seen_at, in_flight = excluded.in_flight, counts = excluded.counts`,
    values: [id, startedAt.toISOString(), inFlight, JSON.stringify(counts)],
  });
}
