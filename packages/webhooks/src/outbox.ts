import type { AttemptView, DeliveryEnvironment, DeliveryTopic, DeliveryView } from './delivery.ts';
import type { OutgoingRequest } from './outgoing-request.ts';

/** A request that must arrive. `display` is the same request with its secrets masked; `secrets` are the values to redact. */
export interface NewDelivery {
  endpointId: string;
  topic: DeliveryTopic;
  subject: string;
  tenant: string;
  request: OutgoingRequest;
  display: OutgoingRequest;
  secrets: string[];
  environment?: DeliveryEnvironment;
}

/** Which deliveries to list, newest first; `limit` 1 to 100, 25 without it. */
export interface DeliveryFilter {
  endpointId?: string | undefined;
  subject?: string | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
}

/** One page of the delivery log. */
export interface DeliveryPage {
  items: DeliveryView[];
  nextCursor: string | null;
}

/** Deliveries of one subject and topic, or one by its id. */
export type CancelTarget = string | { subject: string; topic: DeliveryTopic };

/** The caller's side of the webhooks: everything it writes belongs to the caller's transaction. */
export interface Outbox {
  /** Opens an endpoint (one an app) with its first signing secret, which is shown this once. Refuses `endpoint_exists`. */
  openEndpoint(endpoint: { id: string }): Promise<{ signingSecret: string }>;
  /** A new signing secret beside the former, which signs on for `overlapMs`. Refuses `unknown_endpoint`. */
  rotateSigningSecret(endpointId: string, overlapMs: number): Promise<{ signingSecret: string }>;
  /** Stores a delivery, due at once; its id is the `webhook-id` of all attempts. Refuses `unknown_endpoint`. */
  enqueue(delivery: NewDelivery): Promise<{ id: string }>;
  /** Ends pending deliveries and erases their requests; answers how many. One under way may still arrive. */
  cancel(target: CancelTarget, reason: string): Promise<number>;
  /** Makes a pending delivery due now; false when there is none, as a settled one has no request left to send. */
  retryNow(deliveryId: string): Promise<boolean>;
  /** A page of the delivery log. Refuses `invalid_cursor`. */
  deliveriesOf(filter: DeliveryFilter): Promise<DeliveryPage>;
  /** One delivery with its attempts in order. */
  delivery(id: string): Promise<(DeliveryView & { attemptLog: AttemptView[] }) | undefined>;
}
