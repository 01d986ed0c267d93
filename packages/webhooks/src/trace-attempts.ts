import type { SendResult } from './create-sender.ts';
import type { ClaimedDelivery, Settlement } from './delivery-store.ts';
import type { OutgoingRequest } from './outgoing-request.ts';

/** Follows attempts for whoever traces them. A dispatcher without one traces nothing. */
export interface AttemptTracer {
  /** Does an attempt; `claimed.traceparent` says in which trace its delivery was enqueued. */
  attempt(claimed: ClaimedDelivery, work: () => Promise<Settlement>): Promise<Settlement>;
  /** Sends the request of the attempt under way, with the headers that `send` is given put on it. */
  exchange(
    request: OutgoingRequest,
    send: (headers: Record<string, string>) => Promise<SendResult>,
  ): Promise<SendResult>;
}

/** Traces nothing. */
export const untraced: AttemptTracer = {
  attempt: (_claimed, work) => work(),
  exchange: (_request, send) => send({}),
};
