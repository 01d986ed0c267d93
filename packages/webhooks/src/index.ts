export { createEgressGuard, type EgressGuard, type UrlCheck } from './egress/create-egress-guard.ts';
export { EgressForbidden } from './egress/egress-forbidden.ts';
export type { Resolve } from './egress/create-pinned-lookup.ts';
export { WebhookDispatcher, type DispatcherOptions } from './webhook-dispatcher.ts';
export type { DispatcherLogger } from './dispatcher-logger.ts';
export { createSender, type Sender, type SendResult } from './create-sender.ts';
export { signDelivery, type SignedContent } from './sign-delivery.ts';
export { createSigningSecret } from './signing-secret.ts';
export { planRetry, retryAfterCapMs, retryDelaysMs, type FailedAttempt } from './retry-plan.ts';
export { judgeAnswer, type Verdict } from './judge-answer.ts';
export { createRedactor, redacted, type Redactor } from './redact-secrets.ts';
export { webhookErrorCodes, type WebhookErrorCode } from './webhook-error-code.ts';
export {
  deliveryStatuses,
  type AttemptOutcome,
  type AttemptRecord,
  type AttemptView,
  type DeliveryEnvironment,
  type DeliveryStatus,
  type DeliveryTopic,
  type DeliveryView,
  type SettledDelivery,
} from './delivery.ts';
export type { ClaimedDelivery, ClaimLimits, DeliveryStore, Settlement } from './delivery-store.ts';
export type { CancelTarget, DeliveryFilter, DeliveryPage, NewDelivery, Outbox } from './outbox.ts';
export type { OutgoingRequest } from './outgoing-request.ts';
