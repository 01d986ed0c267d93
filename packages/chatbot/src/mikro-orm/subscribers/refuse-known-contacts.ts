import { refuse } from '../../chatbot-error.ts';
import { writeNs } from '../../ns.ts';
import type { BotScope } from '../bots/bot-scope.ts';

/** How a person can be reached; `id` is set for one who is a subscriber already. */
interface Contact {
  id?: number;
  email: string | null;
  phone: string | null;
}

/**
 * Refuses people who have both the phone number and the e-mail address of a subscriber, or of each other (`conflict`): one of the two may
 * be shared, as families and offices do. Hold the bot's lock, so that two at once see each other.
 */
export async function refuseKnownContacts({ em, botId }: BotScope, contacts: readonly Contact[]): Promise<void> {
  const wanted = contacts.map(({ id = 0, email, phone }) => {
    return { id, phone: (phone ?? '').replace(/^\+/, ''), email: (email ?? '').toLowerCase() };
  });
  const pairs = new Set(wanted.map(({ phone, email }) => JSON.stringify([phone, email])));
  if (pairs.size < wanted.length) {
    throw refuse('conflict', 'Two of these people have the same phone number and e-mail address.');
  }
  const bot = await botId();
  const [known] = await em.execute<{ id: string }[]>(
    `select subscribers.id
     from jsonb_to_recordset(?::jsonb) as wanted (id bigint, phone text, email text)
     join chatbot.subscribers on bot_id = ?
       and ltrim(coalesce(subscribers.phone, ''), '+') = wanted.phone
       and lower(coalesce(subscribers.email, '')) = lower(wanted.email)
       and subscribers.id <> wanted.id
     limit 1`,
    [JSON.stringify(wanted), bot],
  );
  if (!known) return;
  const ns = writeNs(bot, 'u', Number(known.id));
  throw refuse('conflict', `There is a subscriber with this phone number and e-mail address already: ${ns}.`);
}
