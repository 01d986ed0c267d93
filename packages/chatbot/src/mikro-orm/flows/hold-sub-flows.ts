import type { EntityManager } from '@mikro-orm/postgresql';
import { notFound } from '../../chatbot-error.ts';
import { writeNs } from '../../ns.ts';

/** Keeps sub flows of a bot from being deleted until the transaction ends; `not_found` when one of them is gone. */
export async function holdSubFlows(em: EntityManager, bot: number, ids: readonly number[]): Promise<void> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return;
  const rows = await em.execute<{ id: string }[]>(
    'select id from chatbot.sub_flows where bot_id = ? and id in (?) order by id for key share',
    [bot, wanted],
  );
  const held = new Set(rows.map(({ id }) => Number(id)));
  const gone = wanted.find((id) => !held.has(id));
  if (gone !== undefined) throw notFound('sub flow', writeNs(bot, 's', gone));
}
