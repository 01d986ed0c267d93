import { refuse } from '../../chatbot-error.ts';
import { checkContent, checkName, checkText } from '../../check-text.ts';
import type { NewContact, Recipient, Template } from '../../port/sending.ts';
import { writeNs } from '../../ns.ts';
import type { BotScope } from '../bots/bot-scope.ts';
import { inLockedBot } from '../bots/in-locked-bot.ts';
import { blankSubscriber } from '../subscribers/blank-subscriber.ts';
import { BotSubscriber } from '../subscribers/subscriber.entity.ts';
import { findRecipient, lookUpRecipient, type Addressee } from './find-recipient.ts';
import type { Saying } from './say.ts';

/** A template as a message: its name and what is filled in, and all of it in the payload for the channel. */
export function sayingOfTemplate({ medium, params = {}, ...template }: Template): Saying {
  const name = checkName(template.name);
  const lang = checkName(template.lang);
  const filled = Object.entries(params).map(([key, value]) => `${checkText(key)}: ${checkText(value)}`);
  const content = checkContent([`Template ${name} (${lang})`, ...filled].join('\n'));
  const namespace = template.namespace === undefined ? {} : { namespace: checkText(template.namespace) };
  return { content, medium, payload: { ...namespace, name, lang, params: { ...params } } };
}

/** Whom a template goes to; somebody new where nobody has that channel id or phone number and a contact is given. */
export async function findOrAddRecipient(
  scope: BotScope,
  to: Recipient,
  { medium, ifNobody }: { medium: Template['medium']; ifNobody: NewContact | undefined },
): Promise<Addressee> {
  if (ifNobody === undefined || 'ns' in to) return findRecipient(scope, to, medium);
  const found = await lookUpRecipient(scope, to);
  if (found) return findRecipient(scope, to, medium);
  return inLockedBot(scope, async (inside) => {
    const known = await findByPhone(inside, to.userId);
    if (known !== undefined) return findRecipient(inside, { ns: known }, medium);
    await addContact(inside, to.userId, ifNobody);
    // Another request may have added them at the same moment; there is one of them either way.
    return findRecipient(inside, to, medium);
  });
}

/** Who has that phone number without that channel id, such as a person who was added by it; the first where several share it. */
async function findByPhone({ em, botId }: BotScope, userId: string): Promise<string | undefined> {
  const bot = await botId();
  const [known] = await em.execute<{ id: string }[]>(
    `select id from chatbot.subscribers where bot_id = ? and ltrim(phone, '+') = ? order by id limit 1`,
    [bot, checkText(userId).trim()],
  );
  return known && writeNs(bot, 'u', Number(known.id));
}

async function addContact(scope: BotScope, userId: string, { firstName, lastName }: NewContact): Promise<void> {
  const id = checkText(userId).trim();
  if (!/^\d{6,15}$/.test(id))
    throw refuse('invalid_input', 'A person is added by phone number: 6 to 15 digits with the country code.');
  const names = [firstName, lastName].map((name) => (name?.trim() ? checkName(name) : null));
  const row = {
    ...blankSubscriber,
    bot: await scope.botId(),
    name: checkName(names.filter(Boolean).join(' ') || id),
    firstName: names[0] ?? null,
    lastName: names[1] ?? null,
    phone: `+${id}`,
    channel: 'whatsapp_cloud',
    userId: id,
    subscribedAt: scope.now(),
  };
  await scope.em.upsertMany(BotSubscriber, [row], { onConflictFields: ['bot', 'userId'], onConflictAction: 'ignore' });
}
