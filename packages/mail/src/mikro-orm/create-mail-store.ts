import type { EntityManager } from '@mikro-orm/postgresql';
import type { ClaimedMail } from '../mail.ts';
import type { MailStore } from '../mail-store.ts';

/** A mail store on PostgreSQL; each call is a statement of its own, by the database's clock. */
export function createMailStore(fork: () => EntityManager): MailStore {
  return {
    async claim({ limit, leaseMs }) {
      const rows = await fork().execute<Row[]>(
        `update mail.messages m set
           attempts = m.attempts + 1, lease_token = gen_random_uuid()::text,
           leased_until = clock_timestamp() + make_interval(secs => ?)
         from (select id from mail.messages
           where status = 'queued' and due_at <= clock_timestamp()
             and (leased_until is null or leased_until <= clock_timestamp())
           order by due_at limit ? for update skip locked) due
         where m.id = due.id
         returning m.id, m.to_name, m.to_address, m.subject, m.text, m.html, m.attempts, m.lease_token`,
        [leaseMs / 1000, limit],
      );
      return rows.map(toClaimed);
    },
    async settle({ id, leaseToken }, result) {
      const [status, waitMs, error] =
        result.kind === 'wait'
          ? (['queued', result.waitMs, result.error] as const)
          : ([result.kind, 0, result.kind === 'failed' ? result.error : null] as const);
      const rows = await fork().execute<{ id: string }[]>(
        `update mail.messages set status = ?, due_at = clock_timestamp() + make_interval(secs => ?), last_error = ?,
           lease_token = null, leased_until = null, settled_at = case when ? = 'queued' then null else clock_timestamp() end
         where id = ? and lease_token = ? returning id`,
        [status, waitMs / 1000, error, status, id, leaseToken],
      );
      return rows.length === 1;
    },
  };
}

interface Row {
  id: string;
  to_name: string;
  to_address: string;
  subject: string;
  text: string;
  html: string;
  attempts: number;
  lease_token: string;
}

function toClaimed(row: Row): ClaimedMail {
  const { id, subject, text, html, attempts: attempt, lease_token: leaseToken } = row;
  return { id, to: { name: row.to_name, address: row.to_address }, subject, text, html, attempt, leaseToken };
}
