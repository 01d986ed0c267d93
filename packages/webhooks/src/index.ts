export { createEgressGuard, type EgressGuard, type EgressRules, type UrlCheck } from './egress/create-egress-guard.ts';
export { EgressForbidden } from './egress/egress-forbidden.ts';
export type { HostAddresses, Resolve } from './egress/resolve.ts';
export { WebhookDispatcher, type DispatcherOptions } from './webhook-dispatcher.ts';
export type { DispatcherLogger } from './dispatcher-logger.ts';
export { createSender, type Sender, type SenderOptions, type SendResult } from './create-sender.ts';
export { failureKinds, type FailureKind } from './describe-failure.ts';
export { sendTest, type TestPorts, type TestRequest, type TestResult } from './send-test.ts';
export type { Signer } from './open-signer.ts';
export { signDelivery, type SignedContent } from './sign-delivery.ts';
export { createSigningSecret, publicKeyOf } from './signing-secret.ts';
export { planRetry, retryAfterCapMs, retryDelaysMs, type FailedAttempt } from './retry-plan.ts';
export { judgeAnswer, type Verdict } from './judge-answer.ts';
export { createRedactor, redacted, type Redactor } from './redact-secrets.ts';
export { webhookErrorCodes, type WebhookErrorCode } from './webhook-error-code.ts';
export {
  attemptOutcomes,
  deliveryStatuses,
  failedStatuses,
  type AttemptOutcome,
  type AttemptRecord,
  type AttemptView,
  type DeliveryEnvironment,
  type DeliveryStatus,
  type DeliveryView,
  type SettledDelivery,
} from './delivery.ts';
export {
  endpointRules,
  endpointStates,
  type EndpointLimits,
  type EndpointNotice,
  type EndpointState,
  type EndpointView,
} from './endpoint.ts';
export { latencyBoundsMs, type DispatcherCounts, type DispatcherReport } from './dispatcher-counts.ts';
export type {
  ClaimedDelivery,
  ClaimLimits,
  DeliveryStore,
  SealedSigningSecret,
  Settlement,
  SigningScheme,
} from './delivery-store.ts';
export type { CancelTarget, DeliveryFilter, DeliveryPage, NewDelivery, Outbox, ReplayResult } from './outbox.ts';
export type { AttemptTracer } from './trace-attempts.ts';
export type { OutgoingRequest } from './outgoing-request.ts';
export { explainAttempt, type AttemptExplanation } from './explain-attempt.ts';
export { requestAsSent } from './request-as-sent.ts';
export { toCurl } from './to-curl.ts';
export { checkSignature, toleranceSeconds, type ReceivedForCheck, type SignatureCheck } from './check-signature.ts';
