import type { EntityManager } from '@mikro-orm/postgresql';

/** Deletes mails that are not waiting any more and are older than `days`; answers how many. */
export async function forgetMails(em: EntityManager, days: number): Promise<number> {
  const rows = await em.execute<{ id: string }[]>(
    `delete from mail.messages
     where id in (select id from mail.messages where status not in ('waiting', 'queued') and created_at < now() - make_interval(days => ?)
       order by created_at limit 10000)
     returning id`,
    [days],
  );
  return rows.length;
}
