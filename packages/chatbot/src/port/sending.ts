/** Who a message is from: `in` the subscriber, `out` the bot, `agent` a person of the team; `note` and `system` are for the team alone. */
export type MessageType = 'in' | 'out' | 'agent' | 'note' | 'system';

/** What a message holds. */
export type MediaType = 'text' | 'image' | 'audio' | 'video' | 'file' | 'cards';

/** How a message travels: the subscriber's own chat, or another way to them. */
export type Medium = 'chat' | 'email' | 'sms' | 'whatsapp_template' | 'facebook_template';

/** One message of a conversation. */
export interface Message {
  id: number;
  type: MessageType;
  content: string;
  /** The sub flow that said it, where one did. */
  subFlowNs: string | null;
  sentAt: Date;
}

/** What is said to a bot's subscribers. */
export interface Sending {
  /** The last `limit` messages (100 without it) with a subscriber, oldest first. */
  conversation(userNs: string, limit?: number): Promise<Message[]>;
  /** Sends a text; what was recorded in the conversation. */
  sendText(userNs: string, content: string): Promise<Message>;
  /** Sends a sub flow's messages; what was recorded, one message a node. */
  sendSubFlow(userNs: string, subFlowNs: string): Promise<Message[]>;
  sendSubFlowByName(userNs: string, name: string): Promise<Message[]>;
  /** Starts the bot from its beginning. */
  sendMainFlow(userNs: string): Promise<Message[]>;
}
