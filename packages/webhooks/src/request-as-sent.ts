import type { AttemptView, DeliveryView } from './delivery.ts';
import { deliveryHeaders } from './delivery-headers.ts';
import type { OutgoingRequest } from './outgoing-request.ts';
import { redacted } from './redact-secrets.ts';

/** The request of an attempt as it went out, with what the sender added; its secrets and its signature are masked. */
export function requestAsSent(
  { id, request }: Pick<DeliveryView, 'id' | 'request'>,
  { startedAt }: Pick<AttemptView, 'startedAt'>,
  userAgent: string,
): OutgoingRequest {
  const signature = {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(startedAt.getTime() / 1000)),
    'webhook-signature': `v1,${redacted}`,
  };
  return { ...request, headers: deliveryHeaders(request, { userAgent, signature }) };
}
