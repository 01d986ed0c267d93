import type { OutgoingRequest } from './outgoing-request.ts';

/** All states of a delivery; every one but `pending` is final until it is replayed, and with it the sealed request is erased. */
export const deliveryStatuses = ['pending', 'delivered', 'refused', 'gave_up', 'cancelled', 'gone'] as const;

/** The state of a delivery. */
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** Ends that somebody should look at: the dead letters. */
export const failedStatuses = ['refused', 'gave_up', 'gone'] as const satisfies readonly DeliveryStatus[];

/** How one attempt ended; `lost` when the dispatcher died before it could record the answer, `forbidden` when nothing was sent. */
export const attemptOutcomes = ['delivered', 'refused', 'gone', 'failed', 'forbidden', 'lost'] as const;

/** One of `attemptOutcomes`. */
export type AttemptOutcome = (typeof attemptOutcomes)[number];

/** Whether a delivery belongs to a live or a test installation. */
export type DeliveryEnvironment = 'live' | 'test';

/** One try, as it is recorded: what came back, redacted, and how long it took. Never the request, which holds the secrets. */
export interface AttemptRecord {
  startedAt: Date;
  durationMs: number;
  outcome: AttemptOutcome;
  /** Why there was no answer, one word of `FailureKind`, or `lost` or `sealed`; null when there was one. */
  failure: string | null;
  statusCode: number | null;
  responseHeaders: Record<string, string> | null;
  responseBody: string | null;
  responseTruncated: boolean;
  /** Why there was no usable answer, in a sentence for the developer. */
  error: string | null;
}

/** An attempt in the delivery log, numbered from 1. */
export interface AttemptView extends AttemptRecord {
  number: number;
}

/** A delivery in the delivery log; `request` is the display copy with its secrets masked. */
export interface DeliveryView {
  id: string;
  /** The same for all deliveries that were enqueued together. */
  eventId: string;
  endpointId: string;
  topic: string;
  subject: string;
  tenant: string;
  environment: DeliveryEnvironment;
  status: DeliveryStatus;
  request: OutgoingRequest;
  /** Whether the request holds secrets, which are erased when it is settled: then it cannot be sent again as it was. */
  holdsSecrets: boolean;
  orderingKey: string | null;
  /** How many attempts were begun. */
  attempts: number;
  /** An attempt is under way now. */
  inFlight: boolean;
  /** Not before then; null when it is settled, and while it waits for another one of its ordering key. */
  nextAttemptAt: Date | null;
  lastStatusCode: number | null;
  lastError: string | null;
  /** The app's own words when it refused: plain text of at most 300 characters. */
  message: string | null;
  /** Why it was cancelled. */
  cancelReason: string | null;
  createdAt: Date;
  settledAt: Date | null;
}

/** Values that were taken from an answer, by the names of their fields. */
export type TakenValues = Readonly<Record<string, string | number | boolean>>;

/** What is told to the owner of the outbox, inside the settling transaction, after each attempt. `pending`: will be retried. */
export interface SettledDelivery {
  id: string;
  endpointId: string;
  topic: string;
  subject: string;
  tenant: string;
  status: DeliveryStatus;
  statusCode: number | null;
  message: string | null;
  error: string | null;
  nextAttemptAt: Date | null;
  /** The number of the attempt that led here, from 1. */
  attempt: number;
  /** What the delivery said to take from a 2xx answer, as far as it was there. */
  taken?: TakenValues | undefined;
}
