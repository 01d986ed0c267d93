import type { ListQuery, Page } from '../page.ts';
import type { EventRange } from './events.ts';

/** A workspace as the host knows it. */
export interface WorkspaceFacts {
  name: string;
  /** The address of a picture. */
  image: string | null;
}

/** What the host tells of the bot's workspace. */
export interface WorkspaceInfo {
  /** Undefined when the host knows no such workspace (any more). */
  read(): Promise<WorkspaceFacts | undefined>;
}

/** The owner of a workspace, under the number they have as an agent. */
export interface WorkspaceOwner {
  id: number;
  name: string;
  email: string;
}

/** The workspace, under the number of its bot. */
export interface WorkspaceSummary {
  id: number;
  name: string;
  image: string | null;
  /** Of several owners the one whom the bot knew first; null while nobody owns it. */
  owner: WorkspaceOwner | null;
}

/** The kinds of channel a bot may be made for. */
export const botTypes = [
  'web',
  'facebook',
  'instagram',
  'whatsapp',
  'whatsapp_cloud',
  'wechat',
  'telegram',
  'google',
  'slack',
  'line',
  'viber',
  'vk',
  'voice',
  'sms',
  'rcs',
  'intercom',
  'jivochat',
  'chatwoot',
] as const;

/** One of `botTypes`. */
export type BotType = (typeof botTypes)[number];

/** A bot as one line of a list. */
export interface BotLine {
  /** `f123` */
  ns: string;
  name: string;
  type: BotType;
}

/** How a bot was used on one day in UTC. */
export interface DailyUsage {
  /** `f123` */
  botNs: string;
  /** `2026-11-24` */
  day: string;
  /** Subscribers at the end of the day. */
  subscribers: number;
  newSubscribers: number;
  /** Subscribers who wrote. */
  activeSubscribers: number;
  inMessages: number;
  outMessages: number;
  agentMessages: number;
  notes: number;
  /** Of the bot and of agents. */
  emails: number;
  /** From a subscriber's last message to an agent's answer, in seconds; null on a day without one. */
  agentResponseSeconds: number | null;
}

/** The workspace around a bot; here it has this one bot. */
export interface Workspace {
  read(): Promise<WorkspaceSummary>;
  /** `type` keeps the bots made for that channel; those of this host are made for the web. */
  listBots(query?: ListQuery & { type?: BotType | undefined }): Promise<Page<BotLine>>;
  /** A row for each day, the first day first. `botNs` must be of this workspace (`not_found`). */
  usage(range: EventRange, botNs?: string): Promise<DailyUsage[]>;
}
