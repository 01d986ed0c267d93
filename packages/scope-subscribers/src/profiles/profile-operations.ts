import { createManySubscribers } from './create-many-subscribers.ts';
import { createSubscriber } from './create-subscriber.ts';
import { deleteSubscriber } from './delete-subscriber.ts';
import { getSubscriber } from './get-subscriber.ts';
import { getSubscriberByUserId } from './get-subscriber-by-user-id.ts';
import { listSubscribers } from './list-subscribers.ts';
import { optInEmail } from './opt-in-email.ts';
import { optInSms } from './opt-in-sms.ts';
import { optOutEmail } from './opt-out-email.ts';
import { optOutSms } from './opt-out-sms.ts';
import { subscribeToBot } from './subscribe-to-bot.ts';
import { unsubscribeFromBot } from './unsubscribe-from-bot.ts';
import { updateSubscriber } from './update-subscriber.ts';

/** Who the people are. */
export const profileOperations = [
  listSubscribers,
  getSubscriber,
  getSubscriberByUserId,
  createSubscriber,
  createManySubscribers,
  updateSubscriber,
  deleteSubscriber,
  subscribeToBot,
  unsubscribeFromBot,
  optInEmail,
  optOutEmail,
  optInSms,
  optOutSms,
] as const;
