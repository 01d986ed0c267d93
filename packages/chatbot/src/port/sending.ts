/** Who a message is from: `in` the subscriber, `out` the bot, `agent` a person of the team; `note` and `system` are for the team alone. */
export type MessageType = 'in' | 'out' | 'agent' | 'note' | 'system';

/** What a message holds. */
export type MediaType = 'text' | 'image' | 'audio' | 'video' | 'file' | 'cards';

/** How a message travels: the subscriber's own chat, or another way to them. */
export type Medium = 'chat' | 'email' | 'sms' | 'whatsapp_template' | 'facebook_template';

/** Whom to write to: by id (`f123u456`), or by who they are on their channel. */
export type Recipient = { ns: string } | { userId: string };

/** One message of a conversation. */
export interface Message {
  id: number;
  /** The id by which the channel knows it. */
  mid: string;
  type: MessageType;
  medium: Medium;
  mediaType: MediaType;
  content: string;
  payload: Record<string, unknown> | null;
  /** The sub flow that said it, where one did. */
  subFlowNs: string | null;
  sentAt: Date;
}

/** A message that a channel has approved beforehand, with what is filled into it. */
export interface Template {
  medium: 'whatsapp_template' | 'facebook_template';
  name: string;
  lang: string;
  namespace?: string | undefined;
  params?: Readonly<Record<string, string>> | undefined;
}

/** A person to be added when nobody has the channel id that a template is sent to. */
export interface NewContact {
  firstName?: string | undefined;
  lastName?: string | undefined;
}

/** One part of a document that is sent at once. */
export type ContentMessage =
  | { type: 'text'; text: string; rest: Record<string, unknown> }
  | { type: 'image' | 'audio' | 'video' | 'file'; url: string; rest: Record<string, unknown> }
  | { type: 'cards'; rest: Record<string, unknown> };

/** A change to the person, made along with sending. */
export type ContentAction =
  | { action: 'add_tag' | 'remove_tag'; tagName: string }
  | { action: 'set_field_value'; fieldName: string; value: unknown }
  | { action: 'unset_field_value'; fieldName: string };

/** A document of messages, changes, and where to go on. */
export interface Content {
  messages: readonly ContentMessage[];
  actions: readonly ContentAction[];
  /** Offered below the last message. */
  quickReplies: readonly Record<string, unknown>[];
  /** The id or the name of the node to go on with. */
  goTo?: string | undefined;
  /** Sends in the name of a person of the team instead of the bot. */
  asAgent: boolean;
}

/**
 * What is said to a bot's subscribers. Everything sent is answered as it was recorded in the conversation. Who is not there is
 * `not_found`; who unsubscribed, or has no address of the kind needed, is a `conflict`.
 */
export interface Sending {
  /** The last `limit` messages (100 without it) with a subscriber, oldest first. */
  conversation(userNs: string, limit?: number): Promise<Message[]>;
  text(to: Recipient, content: string): Promise<Message[]>;
  email(to: Recipient, mail: { subject?: string | undefined; content: string }): Promise<Message[]>;
  sms(to: Recipient, content: string): Promise<Message[]>;
  template(to: Recipient, template: Template, ifNobody?: NewContact): Promise<Message[]>;
  /** Messages in order, all or none, together with the changes. */
  content(to: Recipient, content: Content): Promise<Message[]>;
  /** One message a node, from the first. */
  subFlow(to: Recipient, subFlow: { ns: string } | { name: string }): Promise<Message[]>;
  /** From that node to the last of its sub flow. */
  node(to: Recipient, nodeNs: string): Promise<Message[]>;
  /** Starts the bot from its beginning. */
  mainFlow(to: Recipient): Promise<Message[]>;
}
