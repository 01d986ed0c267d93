import type { EntityManager } from '@mikro-orm/postgresql';
import type { Chatbot } from '../chatbot.ts';
import { createBotScope, type ChatbotOptions } from './bots/bot-scope.ts';
import { createFields } from './fields/create-fields.ts';
import { createChats } from './chats/create-chats.ts';
import { createEvents } from './events/create-events.ts';
import { createTriggers } from './triggers/create-triggers.ts';
import { createTeam } from './team/create-team.ts';
import { createTickets } from './tickets/create-tickets.ts';
import { createSegments } from './segments/create-segments.ts';
import { createBroadcasts } from './broadcasts/create-broadcasts.ts';
import { createFlows } from './flows/create-flows.ts';
import { createMiniApps } from './mini-apps/create-mini-apps.ts';
import { createOverview } from './overview/create-overview.ts';
import { createSending } from './sending/create-sending.ts';
import { createShop } from './shop/create-shop.ts';
import { createSubscribers } from './subscribers/create-subscribers.ts';
import { createTags } from './tags/create-tags.ts';
import { standsAlone } from './stands-alone.ts';
import { createWorkspace } from './workspace/create-workspace.ts';

/** The bot of a workspace on PostgreSQL; takes part in the EntityManager's transaction, where there is one. */
export function createChatbot(em: EntityManager, workspaceId: string, options: ChatbotOptions = {}): Chatbot {
  const scope = createBotScope(em, workspaceId, options);
  const { workspaceInfo, installedApps } = { ...standsAlone, ...options };
  return {
    fields: createFields(scope),
    chats: createChats(scope),
    events: createEvents(scope),
    triggers: createTriggers(scope),
    team: createTeam(scope),
    tickets: createTickets(scope),
    segments: createSegments(scope),
    broadcasts: createBroadcasts(scope),
    flows: createFlows(scope),
    miniApps: createMiniApps(scope, installedApps),
    overview: createOverview(scope),
    sending: createSending(scope),
    shop: createShop(scope),
    subscribers: createSubscribers(scope),
    tags: createTags(scope),
    workspace: createWorkspace(scope, workspaceInfo),
  };
}
