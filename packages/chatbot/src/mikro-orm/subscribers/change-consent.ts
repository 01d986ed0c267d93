import type { FilterQuery } from '@mikro-orm/core';
import type { ConsentTo } from '../../port/subscribers.ts';
import type { BotScope } from '../bots/bot-scope.ts';
import { findSubscriber } from './find-subscriber.ts';
import { BotSubscriber } from './subscriber.entity.ts';

const columns = { email: 'optedInEmailAt', sms: 'optedInSmsAt' } as const;

/** Subscribes a person who had left the bot; nothing changes for one who is subscribed. */
export async function subscribe(scope: BotScope, userNs: string): Promise<void> {
  const left = { unsubscribedAt: { $ne: null } };
  await change(scope, userNs, { from: left, to: { unsubscribedAt: null, subscribedAt: scope.now() } });
}

/** Records that a person left the bot, with the time they first did. */
export async function unsubscribe(scope: BotScope, userNs: string): Promise<void> {
  await change(scope, userNs, { from: { unsubscribedAt: null }, to: { unsubscribedAt: scope.now() } });
}

/** Records consent, with the time it was first given. */
export async function optIn(scope: BotScope, userNs: string, to: ConsentTo): Promise<void> {
  await change(scope, userNs, { from: { [columns[to]]: null }, to: { [columns[to]]: scope.now() } });
}

/** Forgets a consent. */
export async function optOut(scope: BotScope, userNs: string, of: ConsentTo): Promise<void> {
  await change(scope, userNs, { from: {}, to: { [columns[of]]: null } });
}

interface Change {
  /** Changes nothing of a subscriber who is not so. */
  from: FilterQuery<BotSubscriber> & object;
  to: Partial<BotSubscriber>;
}

async function change(scope: BotScope, userNs: string, { from, to }: Change): Promise<void> {
  const id = await findSubscriber(scope, userNs);
  await scope.em.nativeUpdate(BotSubscriber, { ...from, id }, to);
}
