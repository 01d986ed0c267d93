import type { Pool } from 'pg';

/** In which trace the last delivery about somebody was enqueued, as the header `traceparent` says it; undefined where none was traced. */
export async function readTraceparent(pool: Pick<Pool, 'query'>, subject: string): Promise<string | undefined> {
  const { rows } = await pool.query<{ trace_parent: string }>({
    name: 'minimart_webhooks_read_traceparent',
    text: `select trace_parent from webhooks.deliveries where subject = $1 and trace_parent is not null order by created_at desc limit 1`,
    values: [subject],
  });
  return rows[0]?.trace_parent;
}
