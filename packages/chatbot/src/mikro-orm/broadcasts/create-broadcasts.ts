import { notFound, refuse } from '../../chatbot-error.ts';
import { writeNs } from '../../ns.ts';
import { checkListQuery } from '../../page.ts';
import type { Broadcasts } from '../../port/broadcasts.ts';
import { asStored, type BotScope } from '../bots/bot-scope.ts';
import { Broadcast } from './broadcast.entity.ts';
import { cancelBroadcasts } from './cancel-broadcasts.ts';
import { insertBroadcast } from './insert-broadcast.ts';

/** The broadcasts of a bot on PostgreSQL. Making one writes down who is to get it and when; a `BroadcastRunner` sends. */
export function createBroadcasts(scope: BotScope): Broadcasts {
  return {
    async create(broadcast) {
      const id = await insertBroadcast(scope, broadcast);
      const [shown] = await showBroadcasts(scope, [await scope.em.findOneOrFail(Broadcast, { id }, asStored)]);
      if (!shown) throw new Error('A broadcast that was made is there.');
      return shown;
    },
    async list({ status, ...query } = {}) {
      const { limit, page, offset } = checkListQuery(query);
      const where = { bot: await scope.botId(), ...(status && { status }) };
      const options = { ...asStored, orderBy: { id: 'desc' }, limit, offset } as const;
      const [rows, total] = await scope.em.findAndCount(Broadcast, where, options);
      return { items: await showBroadcasts(scope, rows), total, page, limit };
    },
    async cancel(ns) {
      const { id } = await findBroadcast(scope, ns);
      const ended = await scope.em.transactional((em) => cancelBroadcasts(em, { where: { id }, now: scope.now() }));
      if (ended === 0) throw refuse('conflict', `The broadcast ${ns} is over; there is nothing left to cancel.`);
    },
    async delete(ns) {
      const { id } = await findBroadcast(scope, ns);
      if ((await scope.em.nativeDelete(Broadcast, { id, status: 'Cancelled' })) === 0)
        throw refuse('conflict', `The broadcast ${ns} is not cancelled. Cancel it first.`);
    },
  };
}

async function findBroadcast(scope: BotScope, ns: string): Promise<Broadcast> {
  const found = await scope.em.findOne(Broadcast, await scope.at('b', ns), asStored);
  if (!found) throw notFound('broadcast', ns);
  return found;
}

async function showBroadcasts({ em }: BotScope, rows: readonly Broadcast[]) {
  const counts = await em.execute<{ id: string; recipients: string; sent: string; failed: string }[]>(
    `select broadcast_id as id, count(*) as recipients, count(*) filter (where status = 'sent') as sent,
       count(*) filter (where status = 'failed') as failed
     from chatbot.broadcast_recipients
     where broadcast_id in (select id::bigint from jsonb_array_elements_text(?::jsonb) as id) group by broadcast_id`,
    [JSON.stringify(rows.map(({ id }) => id))],
  );
  return rows.map(({ bot, id, name, status, type, subFlow, scheduledAt, createdAt, endedAt }) => {
    const { recipients = 0, sent = 0, failed = 0 } = counts.find((count) => Number(count.id) === id) ?? {};
    return {
      ns: writeNs(bot, 'b', id),
      name,
      status,
      type,
      subFlowNs: subFlow === null ? null : writeNs(bot, 's', subFlow),
      recipients: Number(recipients),
      sent: Number(sent),
      failed: Number(failed),
      scheduledAt,
      createdAt,
      endedAt,
    };
  });
}
