import type { MediaType, Message } from './sending.ts';
import type { ChatStatus } from './subscribers.ts';
import type { Recipient } from './sending.ts';

/** Which messages of a chat; times and the rest narrow it further. */
export interface ChatQuery {
  /** What is among them besides messages of the person and of agents. */
  include?: { bot?: boolean; notes?: boolean; system?: boolean };
  mediaType?: MediaType | undefined;
  /** Not before; no older than 31 days. */
  from?: Date | undefined;
  to?: Date | undefined;
  limit?: number | undefined;
}

/** A message, and whose chat it belongs to. */
export interface ChatMessage extends Message {
  userNs: string;
}

/** The chats of a bot. */
export interface Chats {
  /** The last messages that fit, oldest first. */
  messages(of: Recipient, query?: ChatQuery): Promise<ChatMessage[]>;
  /** The messages that have these channel ids, as far as they are there, oldest first. */
  messagesByMids(mids: readonly string[]): Promise<ChatMessage[]>;
  /** Keeps the bot from answering by itself; apps and agents still write. */
  pauseBot(userNs: string, minutes: number): Promise<void>;
  resumeBot(userNs: string): Promise<void>;
  moveTo(userNs: string, status: ChatStatus): Promise<void>;
}
