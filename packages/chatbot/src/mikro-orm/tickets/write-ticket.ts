import { refuse } from '../../chatbot-error.ts';
import type { Ticket as Shown, Tickets } from '../../port/tickets.ts';
import { parseTicketValue, type TicketColumn } from '../../ticket-value.ts';
import type { BotScope } from '../bots/bot-scope.ts';
import { findSubscriber } from '../subscribers/find-subscriber.ts';
import { findAgent } from '../team/create-team.ts';
import { addComment } from './comments.ts';
import { findColumns, findTicket, toTicket, type TicketRef } from './find-ticket.ts';
import { TicketChange } from './ticket-change.entity.ts';
import { Ticket } from './ticket.entity.ts';

/** Makes a ticket, and the lines of the log that say so. */
export async function createTicket(
  scope: BotScope,
  listId: number,
  { userNs, columns: given }: Parameters<Tickets['create']>[1],
): Promise<Shown> {
  const columns = await findColumns(scope, listId);
  const subscriber = await findSubscriber(scope, userNs);
  const { title, ...values } = await parseColumns(scope, columns, given);
  if (typeof title !== 'string') throw refuse('invalid_input', 'A ticket has a title. Give one.');
  const now = scope.now();
  return scope.em.transactional(async (em) => {
    const row = { list: listId, subscriber, title, values, createdAt: now, updatedAt: now };
    const id = Number(await em.insert(Ticket, row));
    const line = { list: listId, ticketId: id, subscriberId: subscriber, action: 'create' as const, createdAt: now };
    const chosen = choicesIn(values).map(([columnName, value]) => ({ ...line, columnName, value }));
    await em.insertMany(TicketChange, chosen.length > 0 ? chosen : [{ ...line, columnName: null, value: null }]);
    return toTicket({ ...row, id } as Ticket, { columns, bot: await scope.botId() });
  });
}

/** Changes a ticket; a line of the log for each option that changed. */
export async function updateTicket(
  scope: BotScope,
  ref: TicketRef,
  { columns: given, comment }: Parameters<Tickets['update']>[1],
): Promise<Shown> {
  const columns = await findColumns(scope, ref.listId);
  const parsed = await parseColumns(scope, columns, given);
  const now = scope.now();
  return scope.em.transactional(async (em) => {
    const inside = { ...scope, em };
    await em.execute('select 1 from chatbot.tickets where id = ? for no key update', [ref.ticketId]);
    const ticket = await findTicket(inside, ref);
    const { title = ticket.title, ...changed } = parsed;
    const values = Object.fromEntries(
      Object.entries({ ...ticket.values, ...changed }).filter(([, value]) => value !== undefined),
    );
    const next = { title: String(title), values, updatedAt: now };
    await em.nativeUpdate(Ticket, { id: ticket.id }, next);
    const moved = choicesIn(parsed).filter(([column, value]) => ticket.values[column] !== value);
    const line = { list: ref.listId, ticketId: ticket.id, subscriberId: ticket.subscriber, createdAt: now };
    const lines = moved.map(([columnName, value]) => ({ ...line, action: 'update' as const, columnName, value }));
    if (lines.length > 0) await em.insertMany(TicketChange, lines);
    if (comment) await addComment(inside, ticket, comment);
    return toTicket({ ...ticket, ...next } as Ticket, { columns, bot: await scope.botId() });
  });
}

/** The single choices among values: what the log keeps. */
function choicesIn(values: Record<string, unknown>): [string, number][] {
  return Object.entries(values).filter((entry): entry is [string, number] => {
    return entry[0].startsWith('select') && typeof entry[1] === 'number';
  });
}

async function parseColumns(
  scope: BotScope,
  columns: readonly TicketColumn[],
  given: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const parsed: Record<string, unknown> = {};
  for (const [name, raw] of Object.entries(given)) {
    if (raw === undefined) continue;
    const column = columns.find(({ columnName }) => columnName === name);
    if (!column)
      throw refuse(
        'invalid_input',
        `This ticket list has no column ${name}. It has ${columns.map(({ columnName }) => columnName).join(', ')}.`,
      );
    parsed[name] = parseTicketValue(column, raw);
    if (name === 'assignee') await findAgent(scope, Number(parsed[name]));
  }
  return parsed;
}
