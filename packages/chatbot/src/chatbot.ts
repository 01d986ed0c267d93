import type { ListQuery, Page } from './page.ts';

/** A label that a bot's owner sorts subscribers with. */
export interface Tag {
  /** `f123t456` */
  ns: string;
  name: string;
}

/** A named part of a bot's dialogue that can be started for one subscriber. */
export interface SubFlow {
  /** `f123s789` */
  ns: string;
  name: string;
}

/** A person who talks with the bot. */
export interface Subscriber {
  /** `f123u456` */
  ns: string;
  name: string;
  email: string | null;
  phone: string | null;
  subscribedAt: Date;
}

/** One message of a conversation: `in` came from the subscriber, `out` went to them. */
export interface Message {
  id: number;
  direction: 'in' | 'out';
  content: string;
  /** The sub flow that said it, where one did. */
  subFlowNs: string | null;
  sentAt: Date;
}

/**
 * The bot of one workspace. Every id is looked up in that bot alone: another workspace's id, or no bot, is a
 * `Refusal` `not_found`. The other refusals are `invalid_input`, `conflict` and `limit_reached`.
 */
export interface Chatbot {
  /** Tags in the order they were made. */
  listTags(query?: ListQuery): Promise<Page<Tag>>;
  /** Refuses a name that is taken (`conflict`) and the tag after the thousandth (`limit_reached`). */
  createTag(name: string): Promise<Tag>;
  deleteTag(tagNs: string): Promise<void>;
  deleteTagByName(name: string): Promise<void>;
  listSubFlows(query?: ListQuery): Promise<Page<SubFlow>>;
  listSubscribers(query?: ListQuery): Promise<Page<Subscriber>>;
  /** The last `limit` messages (100 without it) with a subscriber, oldest first. */
  conversation(userNs: string, limit?: number): Promise<Message[]>;
  /** Sends a text; what was recorded in the conversation. */
  sendText(userNs: string, content: string): Promise<Message>;
  /** Sends a sub flow's messages; what was recorded, one message a step. */
  sendSubFlow(userNs: string, subFlowNs: string): Promise<Message[]>;
  sendSubFlowByName(userNs: string, name: string): Promise<Message[]>;
  /** Starts the bot from its beginning. */
  sendMainFlow(userNs: string): Promise<Message[]>;
}
