import type { ResponseField } from '@minimart/external-request';
import type { AttemptView, DeliveryEnvironment, DeliveryStatus, DeliveryView } from './delivery.ts';
import type { SigningScheme } from './delivery-store.ts';
import type { EndpointLimits, EndpointView } from './endpoint.ts';
import type { ReceivedForCheck, SignatureCheck } from './check-signature.ts';
import type { Signer } from './open-signer.ts';
import type { OutgoingRequest } from './outgoing-request.ts';

/** A request that must arrive. `display` is the same request with its secrets masked; `secrets` are the values to redact. */
export interface NewDelivery {
  endpointId: string;
  /** What it is about, in the caller's words: `subscribe`, `order.paid`. */
  topic: string;
  /** Whom it is about, such as an installation; the log can be read by it. */
  subject: string;
  tenant: string;
  request: OutgoingRequest;
  display: OutgoingRequest;
  secrets: string[];
  /** Values to take from a 2xx answer; they are told as `taken` when it is settled, and kept nowhere here. Those that are secrets are masked in the log. */
  take?: readonly ResponseField[];
  environment?: DeliveryEnvironment;
  /** Deliveries to one endpoint with the same key are sent one after the other; the next one goes when the one before is settled. */
  orderingKey?: string | undefined;
}

/** Which deliveries to list, newest first. */
export interface DeliveryFilter {
  endpointId?: string | undefined;
  subject?: string | undefined;
  topic?: string | undefined;
  statuses?: readonly DeliveryStatus[] | undefined;
  /** A delivery, a subject, a tenant, or words of what went wrong. */
  search?: string | undefined;
  /** Created at or after, and before. */
  since?: Date | undefined;
  until?: Date | undefined;
  cursor?: string | undefined;
  /** 1 to 100, 25 without it. */
  limit?: number | undefined;
}

/** One page of the delivery log. */
export interface DeliveryPage {
  items: DeliveryView[];
  nextCursor: string | null;
}

/** Deliveries of one subject and topic, or one by its id. */
export type CancelTarget = string | { subject: string; topic: string };

/** What came of asking for a delivery to be sent again: due now, or why it cannot be. */
export type ReplayResult = { ok: true } | { ok: false; reason: 'unknown' | 'secrets_erased' | 'cancelled' };

/** The caller's side of the webhooks: everything it writes belongs to the caller's transaction. */
export interface Outbox {
  /** Opens an endpoint (one an app) with its first signing secret, which is shown this once. Refuses `endpoint_exists`. */
  openEndpoint(endpoint: { id: string }): Promise<{ signingSecret: string }>;
  /**
   * A new signing secret beside the former ones, which sign on for `overlapMs`. With the scheme `v1a` it is a key pair and `publicKey` is what
   * receivers verify with; the secrets of the other scheme stay as they are. Refuses `unknown_endpoint`.
   */
  rotateSigningSecret(
    endpointId: string,
    overlapMs: number,
    scheme?: SigningScheme,
  ): Promise<{ signingSecret: string; publicKey: string | null }>;
  /** Checks a request that a receiver got against the live signing secrets. Refuses `unknown_endpoint`. */
  checkSignature(endpointId: string, received: ReceivedForCheck): Promise<SignatureCheck>;
  /** What signs deliveries to an endpoint now, newest first. Refuses `unknown_endpoint`. */
  signersOf(endpointId: string): Promise<Signer[]>;
  /** How an endpoint stands; undefined when it was never opened. */
  endpoint(id: string): Promise<EndpointView | undefined>;
  /** What an endpoint may bear. Refuses `unknown_endpoint` and `invalid_limit`. */
  limitEndpoint(id: string, limits: EndpointLimits): Promise<void>;
  /** Sends nothing to an endpoint until it is resumed; what is enqueued waits. Refuses `unknown_endpoint`. */
  pauseEndpoint(id: string, by: string): Promise<void>;
  /** Sends again to an endpoint that was paused, that rests or that was switched off. Refuses `unknown_endpoint`. */
  resumeEndpoint(id: string): Promise<void>;
  /** Stores a delivery, due at once; its id is the `webhook-id` of all attempts. Refuses `unknown_endpoint`. */
  enqueue(delivery: NewDelivery): Promise<{ id: string }>;
  /** Stores the deliveries of one event, one for each receiver, all or none. Refuses `unknown_endpoint`. */
  enqueueAll(deliveries: readonly NewDelivery[]): Promise<{ eventId: string; ids: string[] }>;
  /** Ends pending deliveries and erases their requests; answers how many. One under way may still arrive. */
  cancel(target: CancelTarget, reason: string): Promise<number>;
  /** Makes a pending delivery due now, whatever its endpoint rests for; false when there is none, as a settled one has no request left to send. */
  retryNow(deliveryId: string): Promise<boolean>;
  /** Sends a delivery again under the same id, settled or not, with a retry plan that begins anew; one with secrets cannot, since they are erased. */
  replay(deliveryId: string): Promise<ReplayResult>;
  /**
   * Replays what failed at or after a moment and can be sent as it was; answers how many, and the ids of those with secrets, 1,000 of each at
   * most. Those of the topics `apart` are for the caller to judge one by one: they are answered and left.
   */
  recoverSince(
    endpointId: string,
    since: Date,
    apart?: readonly string[],
  ): Promise<{ replayed: number; withSecrets: string[]; apart: string[] }>;
  /** A page of the delivery log. Refuses `invalid_cursor`. */
  deliveriesOf(filter: DeliveryFilter): Promise<DeliveryPage>;
  /** One delivery with its attempts in order. */
  delivery(id: string): Promise<(DeliveryView & { attemptLog: AttemptView[] }) | undefined>;
}
