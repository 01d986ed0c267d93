import { notFound, refuse } from '../../chatbot-error.ts';
import type { TicketChange as ShownChange, Tickets } from '../../port/tickets.ts';
import { writeNs } from '../../ns.ts';
import { checkListQuery } from '../../page.ts';
import { asStored, type BotScope } from '../bots/bot-scope.ts';
import { escapeLike, findPage } from '../bots/find-page.ts';
import { inTransaction } from '../bots/in-transaction.ts';
import { addComment, listComments } from './comments.ts';
import { findColumns, findList, findTicket, lockTicket, toTicket } from './find-ticket.ts';
import { TicketChange } from './ticket-change.entity.ts';
import { TicketList } from './ticket-list.entity.ts';
import { Ticket } from './ticket.entity.ts';
import { createTicket, updateTicket } from './write-ticket.ts';

const halfYearMs = 184 * 24 * 3_600_000;

/** The ticket lists of a workspace on PostgreSQL. */
export function createTickets(scope: BotScope): Tickets {
  return {
    async listLists(query = {}) {
      const page = await findPage(scope, TicketList, query);
      return {
        ...page,
        items: page.items.map(({ id, name, code, icon, isLive }) => ({ id, name, code, icon, isLive })),
      };
    },
    async fields(listId) {
      const columns = await findColumns(scope, listId);
      return columns.map(({ columnName: column, title, options }) => ({ column, title, options }));
    },
    async list(listId, { flowNs, userNs, ...query } = {}) {
      const { limit, page, offset, name: title } = checkListQuery(query);
      const columns = await findColumns(scope, listId);
      const where = {
        list: listId,
        ...(title !== undefined && { title: { $ilike: `%${escapeLike(title)}%` } }),
        ...(userNs !== undefined && { subscriber: (await scope.at('u', userNs)).id }),
      };
      const bot = await scope.botId();
      if (flowNs !== undefined && flowNs !== `f${bot}`) return { items: [], total: 0, page, limit };
      const options = { ...asStored, orderBy: { id: 'asc' }, limit, offset } as const;
      const [rows, total] = await scope.em.findAndCount(Ticket, where, options);
      return { items: rows.map((row) => toTicket(row, { columns, bot })), total, page, limit };
    },
    create: (listId, ticket) => createTicket(scope, listId, ticket),
    update: (ref, change) => updateTicket(scope, ref, change),
    async delete(ref) {
      const { id } = await findTicket(scope, ref);
      if ((await scope.em.nativeDelete(Ticket, { id })) === 0) throw notFound('ticket', String(id));
    },
    comments: (ref, query) => listComments(scope, ref, query),
    comment: (ref, comment) =>
      inTransaction(scope, async (inside) => addComment(inside, await lockTicket(inside, ref), comment)),
    log: (listId, query) => readLog(scope, listId, query),
  };
}

async function readLog(
  scope: BotScope,
  listId: number,
  query: Parameters<Tickets['log']>[1] = {},
): Promise<ShownChange[]> {
  const { from, to, flowNs, userNs, ticketId, column } = query;
  const { limit } = checkListQuery({ limit: query.limit ?? 100 });
  const oldest = new Date(scope.now().getTime() - halfYearMs);
  if ((from && from < oldest) || (to && to < oldest))
    throw refuse('invalid_input', 'The log can be read for the last six months. Give later times.');
  await findList(scope, listId);
  const bot = await scope.botId();
  if (flowNs !== undefined && flowNs !== `f${bot}`) return [];
  const where = {
    list: listId,
    createdAt: { $gte: from ?? oldest, ...(to && { $lte: to }) },
    ...(userNs !== undefined && { subscriberId: (await scope.at('u', userNs)).id }),
    ...(ticketId !== undefined && { ticketId }),
    ...(column !== undefined && { columnName: column }),
  };
  const latest = await scope.em.find(TicketChange, where, { ...asStored, orderBy: { id: 'desc' }, limit });
  return latest.reverse().map(({ id, ticketId: ticket, subscriberId, action, columnName, value, createdAt: at }) => {
    const user = subscriberId === null ? null : writeNs(bot, 'u', subscriberId);
    return { id, ticketId: ticket, flowNs: `f${bot}`, userNs: user, action, column: columnName, value, at };
  });
}
