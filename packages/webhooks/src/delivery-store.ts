import type { AttemptRecord, DeliveryStatus, TakenValues } from './delivery.ts';
import type { DispatcherReport } from './dispatcher-counts.ts';

/** A signing secret as it is stored, sealed with its id as context. */
export interface SealedSigningSecret {
  id: string;
  scheme: SigningScheme;
  sealed: Buffer;
}

/** `v1`: HMAC-SHA256 with a shared secret; `v1a`: Ed25519 with a key pair (Standard Webhooks). */
export type SigningScheme = 'v1' | 'v1a';

/** A delivery that this dispatcher alone may attempt until its lease ends. */
export interface ClaimedDelivery {
  id: string;
  endpointId: string;
  /** Grows with every claim; a settlement counts only with the current one. */
  fence: string;
  /** The number of this attempt, from 1. */
  attempt: number;
  /** Attempts that were over when its retry plan began: 0, or more when it was replayed. */
  planFrom: number;
  /** The day (UTC, `YYYY-MM-DD`) of its creation, in whose partition its attempts lie. */
  createdOn: string;
  /** The endpoint is switched off because it failed for days: to be ended without being sent. */
  isEndpointDisabled: boolean;
  /** The request and the secrets in it, sealed with the delivery's id as context. */
  sealed: Buffer;
  /** The endpoint's live signing secrets, newest first. */
  signingSecrets: readonly SealedSigningSecret[];
  /** In which trace it was enqueued, as the header `traceparent` says it; only where attempts are traced. */
  traceparent?: string | undefined;
}

/** The result of a claimed attempt. */
export interface Settlement {
  id: string;
  endpointId: string;
  fence: string;
  attempt: number;
  createdOn: string;
  status: DeliveryStatus;
  /** Milliseconds from now to the next attempt; null unless `pending`. */
  retryInMs: number | null;
  /** Milliseconds for which the endpoint asked to be left alone (429, 503); null when it did not. */
  pauseMs: number | null;
  message: string | null;
  /** Why it ended when nothing was attempted; null leaves what the last attempt said. */
  error: string | null;
  /** Null when nothing was attempted. */
  record: AttemptRecord | null;
  /** What the delivery said to take from a 2xx answer, as far as it was there. Held in memory until it is settled, and told then. */
  taken?: TakenValues | undefined;
}

/** A result as most are: the attempt was answered with 2xx. */
export type DeliveredSettlement = Settlement & { status: 'delivered'; record: AttemptRecord };

/** Whether a result is as most are. */
export function isDelivered(settlement: Settlement): settlement is DeliveredSettlement {
  return settlement.status === 'delivered' && settlement.record?.outcome === 'delivered';
}

/** How much to claim at once. */
export interface ClaimLimits {
  limit: number;
  /** In flight to one endpoint at most, over all dispatchers, where the endpoint has no limit of its own. */
  perEndpoint: number;
  leaseMs: number;
}

/** Where the dispatcher finds its work; each call is one short transaction. */
export interface DeliveryStore {
  /** Leases due deliveries, taking turns between endpoints. An expired lease is taken over and its attempt recorded as lost. */
  claim(limits: ClaimLimits): Promise<ClaimedDelivery[]>;
  /** Records results in one transaction; one whose fence has moved on changes nothing. Returns the ids that were settled. */
  settle(settlements: readonly Settlement[]): Promise<string[]>;
  /** Writes down that a dispatcher is alive and what it has done; one that says so for the last time is forgotten. */
  report(report: DispatcherReport): Promise<void>;
}
