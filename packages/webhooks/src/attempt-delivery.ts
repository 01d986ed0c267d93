import type { ResponseField } from '@minimart/external-request';
import type { Sealer } from '@minimart/sealing';
import type { ClaimedDelivery, SealedSigningSecret, Settlement } from './delivery-store.ts';
import type { Sender, SendResult } from './create-sender.ts';
import { takeFrom } from './take-from.ts';
import { deliveryHeaders } from './delivery-headers.ts';
import type { OutgoingRequest } from './outgoing-request.ts';
import { createRedactor } from './redact-secrets.ts';
import { withTokensRedacted } from './redact-tokens.ts';
import { openRequest } from './sealed-request.ts';
import { retryDelaysMs } from './retry-plan.ts';
import { type AttemptResult, settleAttempt, settleDisabled, settleExhausted } from './settle-attempt.ts';
import type { Signer } from './open-signer.ts';
import type { TracedSecret } from './secret-forms.ts';
import { signWith } from './sign-delivery.ts';
import type { AttemptTracer } from './trace-attempts.ts';

/** What an attempt needs from outside. */
export interface AttemptPorts {
  sealer: Sealer;
  /** Opens a signing secret; the same few over and over, so it may remember them. */
  openSigner: (secret: SealedSigningSecret) => Signer;
  sender: Sender;
  tracer: AttemptTracer;
  userAgent: string;
  now: () => Date;
  random: () => number;
}

/** Opens, signs and sends one claimed delivery, and says what follows from the answer. Never throws for what a receiver does. */
export async function attemptDelivery(ports: AttemptPorts, claimed: ClaimedDelivery): Promise<Settlement> {
  if (claimed.isEndpointDisabled) return settleDisabled(claimed);
  if (claimed.attempt - claimed.planFrom > retryDelaysMs.length) return settleExhausted(claimed);
  const startedAt = ports.now();
  const started = performance.now();
  const opened = open(ports, claimed);
  const result =
    opened === null
      ? ({ kind: 'unopened' } as const)
      : await send(ports, signed(ports, { claimed, opened, at: startedAt }));
  const durationMs = Math.round(performance.now() - started);
  const { taken, secrets } = takeAway(result, opened);
  const ended = { claimed, startedAt, durationMs, result, secrets: [...(opened?.secrets ?? []), ...secrets] };
  const settlement = settleAttempt(ended, ports.random);
  return taken === undefined ? settlement : { ...settlement, taken };
}

/** What the tracer adds goes beside what is signed, and takes the place of a developer's own. */
function send({ tracer, sender }: AttemptPorts, request: OutgoingRequest): Promise<SendResult> {
  return tracer.exchange(request, (headers) =>
    sender.send({ ...request, headers: Object.assign(request.headers, headers) }),
  );
}

/** Hardly any delivery has something to take. */
function takeAway(result: AttemptResult, opened: Opened | null): ReturnType<typeof takeFrom> {
  if (opened === null || opened.take.length === 0) return { taken: undefined, secrets: [] };
  const { text: redact } = withTokensRedacted(createRedactor(opened.secrets));
  return takeFrom(result, { take: opened.take, redact });
}

interface Opened {
  request: OutgoingRequest;
  signers: Signer[];
  secrets: (string | TracedSecret)[];
  take: readonly ResponseField[];
}

function open({ sealer, openSigner }: AttemptPorts, claimed: ClaimedDelivery): Opened | null {
  try {
    const signers = claimed.signingSecrets.map(openSigner);
    const { request, secrets, take = [] } = openRequest(sealer, claimed.id, claimed.sealed);
    // A receiver knows its signing secret, so an echo of it is as bad as one of the key.
    return { request, signers, secrets: [...secrets, ...signers.map(({ secret }) => secret)], take };
  } catch {
    return null;
  }
}

function signed(ports: AttemptPorts, { claimed, opened, at }: { claimed: ClaimedDelivery; opened: Opened; at: Date }) {
  const { request, signers } = opened;
  const signature = signWith({ id: claimed.id, at, body: request.body }, signers);
  return { ...request, headers: deliveryHeaders(request, { userAgent: ports.userAgent, signature }) };
}
