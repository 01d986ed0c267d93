import type { ResponseField } from '@minimart/external-request';
import { createId } from '@minimart/tokens';
import type { Sender } from './create-sender.ts';
import type { AttemptRecord } from './delivery.ts';
import { deliveryHeaders } from './delivery-headers.ts';
import type { Signer } from './open-signer.ts';
import type { OutgoingRequest } from './outgoing-request.ts';
import { createRedactor, type Redactor } from './redact-secrets.ts';
import { withTokensRedacted } from './redact-tokens.ts';
import { recordAttempt } from './settle-attempt.ts';
import { signWith } from './sign-delivery.ts';
import { takeFrom } from './take-from.ts';

/** A request to try: `display` is the same with its secrets masked, `secrets` are the values to take out of whatever comes back. */
export interface TestRequest {
  request: OutgoingRequest;
  display: OutgoingRequest;
  secrets: readonly string[];
  /** Values to take from a 2xx answer; those that are secrets are masked in what is shown. */
  take?: readonly ResponseField[] | undefined;
}

/** What came of a test. Everything in it may be shown, but for `body`. */
export interface TestResult {
  /** Sent as `webhook-id`; begins with `test_`, by which a server can tell it from a delivery. */
  id: string;
  /** The request as it went out, its secrets masked. */
  request: OutgoingRequest;
  /** The three headers that a receiver verifies. */
  signature: Record<string, string>;
  /** What came back, redacted, and what it would mean for a delivery. */
  record: AttemptRecord;
  /** The app's own words when it refused. */
  message: string | null;
  /** The body as it came, for the one who reads values out of it; null when there was none. */
  body: string | null;
  /** Takes the secrets of the request out of a text that was read from the body; one that it changes would not be taken. */
  redact: Redactor['text'];
}

/** What a test is sent with. */
export interface TestPorts {
  sender: Sender;
  /** The live signing secrets of the endpoint. */
  signers: readonly Signer[];
  userAgent: string;
  now: () => Date;
}

/**
 * Sends a request once, as a delivery is sent: the same signature, headers, deadline and egress guard. It is no delivery: nothing is written down, retried or
 * counted against the endpoint. Call it outside of a transaction, for the server may take its time.
 */
export async function sendTest(
  ports: TestPorts,
  { request, display, secrets, take = [] }: TestRequest,
): Promise<TestResult> {
  const id = createId('test');
  const at = ports.now();
  const started = performance.now();
  const signature = signWith({ id, at, body: request.body }, ports.signers);
  const ours = { userAgent: ports.userAgent, signature };
  const result = await ports.sender.send({ ...request, headers: deliveryHeaders(request, ours) });
  const durationMs = Math.round(performance.now() - started);
  const known = [...secrets, ...ports.signers.map(({ secret }) => secret)];
  const { text: redact } = withTokensRedacted(createRedactor(known));
  const { secrets: found } = takeFrom(result, { take, redact });
  const redactor = withTokensRedacted(createRedactor([...known, ...found]));
  const { record, message } = recordAttempt({ startedAt: at, durationMs, result }, redactor);
  return {
    id,
    request: { ...display, headers: deliveryHeaders(display, ours) },
    signature,
    record,
    message,
    body: result.kind === 'answered' ? result.body : null,
    redact,
  };
}
