import { notFound } from '../../chatbot-error.ts';
import { writeNs } from '../../ns.ts';
import type { Ticket as Shown } from '../../port/tickets.ts';
import { showTicketValue, type TicketColumn } from '../../ticket-value.ts';
import { asStored, type BotScope } from '../bots/bot-scope.ts';
import { TicketField } from './ticket-field.entity.ts';
import { TicketList } from './ticket-list.entity.ts';
import { Ticket } from './ticket.entity.ts';

/** Where a ticket is. */
export interface TicketRef {
  listId: number;
  ticketId: number;
}

/** Refuses with `not_found` when this workspace has no such list. */
export async function findList(scope: BotScope, listId: number): Promise<void> {
  const count = await scope.em.count(TicketList, { id: listId, bot: await scope.botId() });
  if (count === 0) throw notFound('ticket list', String(listId));
}

/** The columns of a list of this workspace, in order; each list has a title. */
export async function findColumns(scope: BotScope, listId: number): Promise<TicketColumn[]> {
  await findList(scope, listId);
  const rows = await scope.em.find(
    TicketField,
    { list: listId },
    { ...asStored, orderBy: { position: 'asc', id: 'asc' } },
  );
  const columns: TicketColumn[] = rows.map(({ columnName, title, options }) => ({ columnName, title, options }));
  const hasTitle = columns.some(({ columnName }) => columnName === 'title');
  return hasTitle ? columns : [{ columnName: 'title', title: 'Title', options: null }, ...columns];
}

/** A ticket of a list of this workspace. */
export async function findTicket(scope: BotScope, { listId, ticketId }: TicketRef): Promise<Ticket> {
  await findList(scope, listId);
  const ticket = await scope.em.findOne(Ticket, { id: ticketId, list: listId }, asStored);
  if (!ticket) throw notFound('ticket', String(ticketId));
  return ticket;
}

/** A ticket of a list of this workspace, which nobody else can change or delete before the transaction ends. */
export async function lockTicket(scope: BotScope, ref: TicketRef): Promise<Ticket> {
  const { id } = await findTicket(scope, ref);
  await scope.em.execute('select 1 from chatbot.tickets where id = ? for no key update', [id]);
  // Read again: it may have changed, or gone, while this waited.
  return findTicket(scope, ref);
}

/** A ticket's row as the port shows it. */
export function toTicket(row: Ticket, { columns, bot }: { columns: readonly TicketColumn[]; bot: number }): Shown {
  const { id, subscriber, title, values, createdAt, updatedAt } = row;
  const shown = columns.flatMap((column) => {
    const value = values[column.columnName];
    return value === undefined || value === null ? [] : [[column.columnName, showTicketValue(column, value)] as const];
  });
  const userNs = subscriber === null ? null : writeNs(bot, 'u', subscriber);
  return { id, userNs, title, values: Object.fromEntries(shown), createdAt, updatedAt };
}
