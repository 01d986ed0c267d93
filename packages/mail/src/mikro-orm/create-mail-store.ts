import type { EntityManager } from '@mikro-orm/postgresql';
import type { Sealer } from '@minimart/sealing';
import type { ClaimedMail } from '../mail.ts';
import type { MailStore } from '../mail-store.ts';
import { openContent, type StoredContent } from './seal-content.ts';

/**
 * A mail store on PostgreSQL; each call is a statement of its own, by the database's clock. What a mail says is erased in the statement that settles it for
 * good. One that does not open, because its sealing key is gone, is given up and not handed out.
 */
export function createMailStore(fork: () => EntityManager, sealer: Sealer): MailStore {
  const store: MailStore = {
    async claim({ limit, leaseMs }) {
      const rows = await fork().execute<Row[]>(
        `update mail.messages m set
           attempts = m.attempts + 1, lease_token = gen_random_uuid()::text,
           leased_until = clock_timestamp() + make_interval(secs => ?)
         from (select id from mail.messages
           where status in ('waiting', 'queued') and due_at <= clock_timestamp()
             and (leased_until is null or leased_until <= clock_timestamp())
           order by due_at limit ? for update skip locked) due
         where m.id = due.id
         returning m.id, m.to_name, m.to_address, m.subject, m.text, m.html, m.sealed, m.attempts, m.lease_token`,
        [leaseMs / 1000, limit],
      );
      const opened = rows.map((row) => toClaimed(row, sealer));
      for (const { id, lease_token: leaseToken } of rows.filter((_row, place) => opened[place] === undefined))
        await store.settle({ id, leaseToken }, { kind: 'failed', error: 'What it says could not be opened.' });
      return opened.filter((mail) => mail !== undefined);
    },
    async settle({ id, leaseToken }, result) {
      const [status, waitMs, error] =
        result.kind === 'wait'
          ? ([null, result.waitMs, result.error] as const)
          : ([result.kind, 0, result.kind === 'failed' ? result.error : null] as const);
      const rows = await fork().execute<{ id: string }[]>(
        `update mail.messages set status = coalesce(?, status), due_at = clock_timestamp() + make_interval(secs => ?), last_error = ?,
           lease_token = null, leased_until = null,
           settled_at = case when wanted.is_settled then clock_timestamp() end,
           sealed = case when not wanted.is_settled then sealed end, subject = case when not wanted.is_settled then subject end,
           text = case when not wanted.is_settled then text end, html = case when not wanted.is_settled then html end
         from (select ?::boolean as is_settled) wanted
         where id = ? and lease_token = ? returning id`,
        [status, waitMs / 1000, error, status !== null, id, leaseToken],
      );
      return rows.length === 1;
    },
  };
  return store;
}

interface Row extends StoredContent {
  to_name: string;
  to_address: string;
  attempts: number;
  lease_token: string;
}

/** Undefined when it does not open. */
function toClaimed(row: Row, sealer: Sealer): ClaimedMail | undefined {
  const { id, attempts: attempt, lease_token: leaseToken } = row;
  try {
    const content = openContent(sealer, row);
    if (content === undefined) return undefined;
    return { id, to: { name: row.to_name, address: row.to_address }, ...content, attempt, leaseToken };
  } catch {
    return undefined;
  }
}
