import { notFound } from '../../chatbot-error.ts';
import { checkProfile, fullName } from '../../check-profile.ts';
import type { Profile } from '../../port/subscribers.ts';
import { asStored, type BotScope } from '../bots/bot-scope.ts';
import { inLockedBot } from '../bots/in-locked-bot.ts';
import { refuseKnownContacts } from './refuse-known-contacts.ts';
import { BotSubscriber } from './subscriber.entity.ts';

/** Changes who a subscriber is, as far as it is given. A name that was made of first and last name follows them. */
export async function updateProfile(scope: BotScope, userNs: string, profile: Profile): Promise<void> {
  const changes = checkProfile(profile);
  const where = await scope.at('u', userNs);
  await inLockedBot(scope, async (inside) => {
    const { em } = inside;
    const stored = await em.findOne(BotSubscriber, where, asStored);
    if (!stored) throw notFound('subscriber', userNs);
    const next = { ...stored, ...changes };
    const kept = stored.name === fullName(stored) ? null : stored.name;
    const { name = kept } = changes;
    const isReachedAnew = next.phone !== stored.phone || next.email !== stored.email;
    if (isReachedAnew && (next.phone ?? next.email) !== null) await refuseKnownContacts(inside, [next]);
    await em.nativeUpdate(BotSubscriber, where, { ...changes, name: name ?? fullName(next) });
  });
}
