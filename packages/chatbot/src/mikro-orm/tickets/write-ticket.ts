import { refuse } from '../../chatbot-error.ts';
import type { Ticket as Shown, Tickets } from '../../port/tickets.ts';
import { kindOfColumn, parseTicketValue, type TicketColumn } from '../../ticket-value.ts';
import type { BotScope } from '../bots/bot-scope.ts';
import { inTransaction } from '../bots/in-transaction.ts';
import { lockSubscriber } from '../subscribers/lock-subscriber.ts';
import { findAgent } from '../team/create-team.ts';
import { addComment } from './comments.ts';
import { findColumns, lockTicket, toTicket, type TicketRef } from './find-ticket.ts';
import { TicketChange } from './ticket-change.entity.ts';
import { Ticket } from './ticket.entity.ts';

/** Makes a ticket, and the lines of the log that say so. */
export async function createTicket(
  scope: BotScope,
  listId: number,
  { userNs, columns: given }: Parameters<Tickets['create']>[1],
): Promise<Shown> {
  const columns = await findColumns(scope, listId);
  const parsed = await parseColumns(scope, columns, given);
  const { title, ...values } = parsed;
  if (typeof title !== 'string') throw refuse('invalid_input', 'A ticket has a title. Give one.');
  const now = scope.now();
  return inTransaction(scope, async (inside) => {
    const subscriber = await lockSubscriber(inside, userNs);
    const row = { list: listId, subscriber, title, values, createdAt: now, updatedAt: now };
    const ticket = { ...row, id: Number(await inside.em.insert(Ticket, row)) } as Ticket;
    await writeLog(inside, ticket, { action: 'create', columns: parsed });
    return toTicket(ticket, { columns, bot: await inside.botId() });
  });
}

/** Changes a ticket, with a line of the log for its title and for each option, where they changed. */
export async function updateTicket(
  scope: BotScope,
  ref: TicketRef,
  { columns: given, comment }: Parameters<Tickets['update']>[1],
): Promise<Shown> {
  const columns = await findColumns(scope, ref.listId);
  const parsed = await parseColumns(scope, columns, given);
  return inTransaction(scope, async (inside) => {
    const ticket = await lockTicket(inside, ref);
    const { title = ticket.title, ...changed } = parsed;
    const kept = Object.entries({ ...ticket.values, ...changed }).filter(([, value]) => value !== undefined);
    const next = { title: String(title), values: Object.fromEntries(kept), updatedAt: scope.now() };
    await inside.em.nativeUpdate(Ticket, { id: ticket.id }, next);
    const before: Record<string, unknown> = { ...ticket.values, title: ticket.title };
    const differs = Object.entries(parsed).filter(([column, value]) => before[column] !== value);
    const after = { ...ticket, ...next } as Ticket;
    await writeLog(inside, after, { action: 'update', columns: Object.fromEntries(differs) });
    if (comment) await addComment(inside, ticket, comment);
    return toTicket(after, { columns, bot: await inside.botId() });
  });
}

/** Writes a line for the title and one for each single choice among columns; the log keeps nothing else. */
async function writeLog(
  { em }: BotScope,
  { id: ticketId, list, subscriber: subscriberId, updatedAt: createdAt }: Ticket,
  { action, columns }: { action: 'create' | 'update'; columns: Record<string, unknown> },
): Promise<void> {
  const lines = Object.entries(columns)
    .filter(([name]) => name === 'title' || kindOfColumn(name) === 'select')
    .map(([columnName, value]) => ({ columnName, value: typeof value === 'number' ? value : null }));
  const line = { list, ticketId, subscriberId, action, createdAt };
  if (lines.length > 0)
    await em.insertMany(
      TicketChange,
      lines.map((each) => ({ ...line, ...each })),
    );
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
