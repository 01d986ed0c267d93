import { notFound, refuse } from '../../chatbot-error.ts';
import { checkText } from '../../check-text.ts';
import { writeNs } from '../../ns.ts';
import type { Medium, Recipient } from '../../port/sending.ts';
import { asStored, type BotScope } from '../bots/bot-scope.ts';
import { BotSubscriber } from '../subscribers/subscriber.entity.ts';

/** A person who may be written to. */
export type Addressee = Pick<
  BotSubscriber,
  'id' | 'bot' | 'name' | 'channel' | 'userId' | 'email' | 'phone' | 'unsubscribedAt'
>;

const fields = ['id', 'bot', 'name', 'channel', 'userId', 'email', 'phone', 'unsubscribedAt'] as const;

/** Looks a person up in this bot; undefined when nobody has that channel id. An id of nobody is `not_found`. */
export async function lookUpRecipient(scope: BotScope, to: Recipient): Promise<Addressee | undefined> {
  const where =
    'ns' in to ? await scope.at('u', to.ns) : { bot: await scope.botId(), userId: checkText(to.userId).trim() };
  const found = await scope.em.findOne(BotSubscriber, where, { ...asStored, fields });
  return found ?? undefined;
}

/** A person who is there and may be reached that way. */
export async function findRecipient(scope: BotScope, to: Recipient, medium: Medium = 'chat'): Promise<Addressee> {
  const found = await lookUpRecipient(scope, to);
  if (!found) throw notFound('subscriber', 'ns' in to ? to.ns : to.userId);
  refuseUnreachable(found, medium);
  return found;
}

/** Refuses a person who unsubscribed, or who lacks the address that a medium needs. */
export function refuseUnreachable(person: Addressee, medium: Medium): void {
  const who = `The subscriber ${writeNs(person.bot, 'u', person.id)}`;
  if (person.unsubscribedAt) throw refuse('conflict', `${who} has unsubscribed and is not written to.`);
  if (medium === 'email' && !person.email) throw refuse('conflict', `${who} has no e-mail address.`);
  if (medium === 'sms' && !person.phone) throw refuse('conflict', `${who} has no phone number.`);
}
