import type { EntityManager } from '@mikro-orm/postgresql';
import type { Chatbot } from '../chatbot.ts';
import { createBotScope } from './bots/bot-scope.ts';
import { createFields } from './fields/create-fields.ts';
import { createFlows } from './flows/create-flows.ts';
import { createOverview } from './overview/create-overview.ts';
import { createSending } from './sending/create-sending.ts';
import { createSubscribers } from './subscribers/create-subscribers.ts';
import { createTags } from './tags/create-tags.ts';

/** What a bot needs besides its database. */
export interface ChatbotOptions {
  /** The time; the machine's without it. */
  now?: () => Date;
}

/** The bot of a workspace on PostgreSQL; takes part in the EntityManager's transaction, where there is one. */
export function createChatbot(
  em: EntityManager,
  workspaceId: string,
  { now = () => new Date() }: ChatbotOptions = {},
): Chatbot {
  const scope = createBotScope(em, workspaceId, now);
  return {
    fields: createFields(scope),
    flows: createFlows(scope),
    overview: createOverview(scope),
    sending: createSending(scope),
    subscribers: createSubscribers(scope),
    tags: createTags(scope),
  };
}
