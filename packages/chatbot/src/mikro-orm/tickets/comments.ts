import { refuse } from '../../chatbot-error.ts';
import { chatbotLimits } from '../../chatbot-limits.ts';
import { checkText } from '../../check-text.ts';
import { checkListQuery, type ListQuery, type Page } from '../../page.ts';
import type { TicketComment as Shown } from '../../port/tickets.ts';
import { asStored, type BotScope } from '../bots/bot-scope.ts';
import { findTicket, type TicketRef } from './find-ticket.ts';
import { TicketComment } from './ticket-comment.entity.ts';
import type { Ticket } from './ticket.entity.ts';

/** A page of the comments on a ticket, oldest first. */
export async function listComments(scope: BotScope, ref: TicketRef, query: ListQuery = {}): Promise<Page<Shown>> {
  const { limit, page, offset } = checkListQuery(query);
  const { id } = await findTicket(scope, ref);
  const options = { ...asStored, orderBy: { id: 'asc' }, limit, offset } as const;
  const [rows, total] = await scope.em.findAndCount(TicketComment, { ticket: id }, options);
  return { items: rows.map(toComment), total, page, limit };
}

/** Adds a comment to a ticket that is locked; its attachment is an address that begins with `https://`. */
export async function addComment(
  scope: BotScope,
  { id: ticket }: Pick<Ticket, 'id'>,
  { content, file }: { content: string; file: string | null },
): Promise<Shown> {
  if (checkText(content).trim() === '' || content.length > chatbotLimits.ticketCommentLength)
    throw refuse(
      'invalid_input',
      `A comment has 1 to ${chatbotLimits.ticketCommentLength.toLocaleString('en')} characters.`,
    );
  if (file !== null && (!checkText(file).startsWith('https://') || !URL.canParse(file) || file.length > 500))
    throw refuse('invalid_input', 'The address of an attachment begins with https:// and has at most 500 characters.');
  const now = scope.now();
  const row = { ticket, agent: null, content, file, createdAt: now, updatedAt: now };
  return toComment({ ...row, id: Number(await scope.em.insert(TicketComment, row)) });
}

function toComment({ id, ticket, agent, content, file, createdAt, updatedAt }: Omit<TicketComment, symbol>): Shown {
  return { id, ticketId: ticket, agentId: agent, content, file, createdAt, updatedAt };
}
