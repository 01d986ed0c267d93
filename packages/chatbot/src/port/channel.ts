import type { MediaType, Medium } from './sending.ts';

/** A message on its way to one person, and every way there is to reach them. */
export interface OutgoingMessage {
  /** `f123u456` */
  userNs: string;
  /** Where the person talks with the bot: `web`, `whatsapp_cloud`. */
  channel: string;
  /** Who they are on that channel; null where it knows them by `userNs`. */
  userId: string | null;
  email: string | null;
  phone: string | null;
  medium: Medium;
  mediaType: MediaType;
  content: string;
  /** What a medium needs besides text: the address of a picture, the parts of a template, quick replies. */
  payload: Record<string, unknown> | null;
}

/**
 * Where sending ends: the way out to the world. It is called in the transaction that records the message, so an adapter for a real
 * channel hands the message to a queue and lets a worker talk to the network.
 */
export interface Channel {
  /** Takes a message; the id by which the channel knows it. Throws a `Refusal` for what it cannot carry; nothing is recorded then. */
  deliver(message: OutgoingMessage): Promise<{ mid: string }>;
}
