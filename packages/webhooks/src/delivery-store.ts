import type { AttemptRecord, DeliveryStatus } from './delivery.ts';

/** A delivery that this dispatcher alone may attempt until its lease ends. */
export interface ClaimedDelivery {
  id: string;
  endpointId: string;
  /** Grows with every claim; a settlement counts only with the current one. */
  fence: string;
  /** The number of this attempt, from 1. */
  attempt: number;
  /** The request and the secrets in it, sealed with the delivery's id as context. */
  sealed: Buffer;
  /** The endpoint's live signing secrets, newest first, each sealed with its own id as context. */
  signingSecrets: { id: string; sealed: Buffer }[];
}

/** The result of a claimed attempt. */
export interface Settlement {
  id: string;
  fence: string;
  attempt: number;
  status: DeliveryStatus;
  /** Milliseconds from now to the next attempt; null unless `pending`. */
  retryInMs: number | null;
  message: string | null;
  /** Null when nothing was attempted: the attempts before were already too many. */
  record: AttemptRecord | null;
}

/** How much to claim at once. */
export interface ClaimLimits {
  limit: number;
  perEndpoint: number;
  leaseMs: number;
}

/** Where the dispatcher finds its work; each call is one short transaction. */
export interface DeliveryStore {
  /** Leases due deliveries, taking turns between endpoints. An expired lease is taken over and its attempt recorded as lost. */
  claim(limits: ClaimLimits): Promise<ClaimedDelivery[]>;
  /** Records results in one transaction; one whose fence has moved on changes nothing. Returns the ids that were settled. */
  settle(settlements: readonly Settlement[]): Promise<string[]>;
}
