import type { ChatStatus } from '../../port/subscribers.ts';

/** A subscriber's columns as they are when nothing is known of them yet. */
export const blankSubscriber = {
  firstName: null,
  lastName: null,
  email: null,
  phone: null,
  gender: null,
  image: null,
  channel: 'web',
  userId: null,
  language: null,
  locale: null,
  status: 'open' as ChatStatus,
  unsubscribedAt: null,
  optedInEmailAt: null,
  optedInSmsAt: null,
  optedInThrough: null,
  botPausedUntil: null,
  lastSeenAt: null,
  lastInteractionAt: null,
  lastBotInteractionAt: null,
  lastMessageAt: null,
  lastMessageType: null,
  agent: null,
  agentGroup: null,
};
