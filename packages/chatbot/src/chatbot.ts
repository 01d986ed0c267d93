import type { Flows } from './port/flows.ts';
import type { MiniApps } from './port/mini-apps.ts';
import type { Overview } from './port/overview.ts';
import type { Sending } from './port/sending.ts';
import type { Shop } from './port/shop.ts';
import type { Subscribers } from './port/subscribers.ts';
import type { Tags } from './port/tags.ts';
import type { Fields } from './port/fields.ts';
import type { Chats } from './port/chats.ts';
import type { Events } from './port/events.ts';
import type { Triggers } from './port/triggers.ts';
import type { Team } from './port/team.ts';
import type { Tickets } from './port/tickets.ts';
import type { Segments } from './port/segments.ts';
import type { Broadcasts } from './port/broadcasts.ts';
import type { Workspace } from './port/workspace.ts';

/**
 * The bot of one workspace, part by part. Every id is looked up in that bot alone: another workspace's id, or no bot, is a
 * `Refusal` `not_found`. The other refusals are `invalid_input`, `conflict` and `limit_reached`.
 */
export interface Chatbot {
  readonly broadcasts: Broadcasts;
  readonly segments: Segments;
  readonly tickets: Tickets;
  readonly triggers: Triggers;
  readonly events: Events;
  readonly chats: Chats;
  readonly fields: Fields;
  readonly flows: Flows;
  readonly miniApps: MiniApps;
  readonly overview: Overview;
  readonly sending: Sending;
  readonly shop: Shop;
  readonly subscribers: Subscribers;
  readonly tags: Tags;
  readonly team: Team;
  readonly workspace: Workspace;
}
