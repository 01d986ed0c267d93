import type { Page } from '../page.ts';
import type { FieldValue } from './fields.ts';
import type { Template } from './sending.ts';

/** How a broadcast travels, where not through each subscriber's own chat. */
export const broadcastTypes = ['EMAIL', 'SMS', 'WHATSAPP_TEMPLATE', 'FACEBOOK_NOTIFICATION'] as const;

export type BroadcastType = (typeof broadcastTypes)[number];

/** `New` is being sent, `Scheduled` waits for its time. */
export const broadcastStatuses = ['New', 'Scheduled', 'Completed', 'Cancelled'] as const;

export type BroadcastStatus = (typeof broadcastStatuses)[number];

/** How far a broadcast got with one subscriber. */
export type RecipientStatus = 'pending' | 'sent' | 'failed' | 'cancelled';

/** Whom a broadcast is for. People who unsubscribed are left out; an id of nothing is `not_found`. */
export type Audience =
  | { users: readonly string[] }
  | { userIds: readonly string[] }
  | { segments: readonly string[] }
  /** Who carries any of the tags, and none of the excluded ones. */
  | { tags: readonly string[]; except: readonly string[] };

/** What a broadcast is made of. */
export interface NewBroadcast {
  audience: Audience;
  what: { subFlowNs: string } | { template: Template };
  name?: string | undefined;
  type?: BroadcastType | undefined;
  /** Why people are written to, for channels that ask. */
  messageTag?: string | undefined;
  /** How many people a minute; 60 without it. */
  maxPerMinute?: number | undefined;
  /** At once without it, and for a time that has passed. */
  scheduledAt?: Date | undefined;
  /** Stored in the bot when the broadcast is made. */
  botFields?: readonly FieldValue[] | undefined;
  /** Stored for each person right before they are written to. */
  userFields?: readonly FieldValue[] | undefined;
}

/** A broadcast, and how far it got. */
export interface Broadcast {
  /** `f123b31` */
  ns: string;
  name: string | null;
  status: BroadcastStatus;
  type: BroadcastType | null;
  subFlowNs: string | null;
  recipients: number;
  sent: number;
  failed: number;
  scheduledAt: Date | null;
  createdAt: Date;
  endedAt: Date | null;
}

/** A bot's broadcasts. */
export interface Broadcasts {
  create(broadcast: NewBroadcast): Promise<Broadcast>;
  /** Newest first. */
  list(query?: {
    limit?: number | undefined;
    page?: number | undefined;
    status?: BroadcastStatus | undefined;
  }): Promise<Page<Broadcast>>;
  /** Nobody who waits is written to any more; `conflict` when it is over. */
  cancel(broadcastNs: string): Promise<void>;
  /** Erases a cancelled broadcast with its recipients; `conflict` for any other. */
  delete(broadcastNs: string): Promise<void>;
}
