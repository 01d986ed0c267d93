import type { Page } from '../page.ts';
import type { MediaType, Medium, MessageType } from './sending.ts';
import type { ChatStatus } from './subscribers.ts';

/** How a bot stands. */
export interface BotOverview {
  /** `f123` */
  ns: string;
  name: string;
  subscribers: number;
  /** Messages of the last 24 hours, both ways. */
  messagesToday: number;
  /** Every tag, by name, and how many people carry it. */
  tags: { ns: string; name: string; subscribers: number }[];
}

/** A subscriber as one line of a list. */
export interface PersonLine {
  ns: string;
  name: string;
  image: string | null;
  channel: string;
  status: ChatStatus;
  tags: string[];
  /** The end of the conversation; null when nothing was said. */
  lastMessage: { type: MessageType; content: string; sentAt: Date } | null;
}

/** One message as the owner sees it, with the installation that sent it, where one did. */
export interface WatchedMessage {
  id: number;
  type: MessageType;
  medium: Medium;
  mediaType: MediaType;
  content: string;
  installationId: string | null;
  sentAt: Date;
}

/** A subscriber, and the last messages with them, oldest first. */
export interface Person extends Omit<PersonLine, 'lastMessage'> {
  email: string | null;
  phone: string | null;
  labels: string[];
  /** Stored values by the name of their field, written as text. */
  fields: { name: string; value: string }[];
  subscribedAt: Date;
  unsubscribedAt: Date | null;
  messages: WatchedMessage[];
}

/** Which people a page of the list holds. */
export interface PeopleQuery {
  /** Part of a name, an e-mail address or a phone number, in any letter case. */
  search?: string | undefined;
  tagNs?: string | undefined;
  /** Counts from 1. */
  page?: number | undefined;
  limit?: number | undefined;
}

/** What a workspace's owner sees of the bot. */
export interface Overview {
  bot(): Promise<BotOverview>;
  /** Those who spoke last come first. */
  people(query?: PeopleQuery): Promise<Page<PersonLine>>;
  /** `not_found` when there is no such subscriber in this bot. */
  person(userNs: string, messages?: number): Promise<Person>;
}
