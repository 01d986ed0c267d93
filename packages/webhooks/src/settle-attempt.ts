import type { AttemptOutcome, AttemptRecord, DeliveryStatus } from './delivery.ts';
import type { ClaimedDelivery, Settlement } from './delivery-store.ts';
import type { SendResult } from './create-sender.ts';
import { judgeAnswer } from './judge-answer.ts';
import { parseRetryAfter } from './parse-retry-after.ts';
import { createRedactor, type Redactor } from './redact-secrets.ts';
import { withTokensRedacted } from './redact-tokens.ts';
import { cutMessage, refusalMessage } from './refusal-message.ts';
import { planRetry } from './retry-plan.ts';
import type { TracedSecret } from './secret-forms.ts';

/** What came of an attempt; `unopened`: the request could not be read, so nothing was sent. */
export type AttemptResult = SendResult | { kind: 'unopened' };

/** One attempt that has ended: when it began, how long it took, what came of it, and which values must not be kept. */
export interface EndedAttempt {
  claimed: ClaimedDelivery;
  startedAt: Date;
  durationMs: number;
  result: AttemptResult;
  secrets: readonly (string | TracedSecret)[];
}

const defaultPauseMs = 10_000;

/** What one answer can do to all deliveries of an endpoint is bounded more closely than what it can do to its own. */
export const longestPauseMs = 60 * 60_000;

/** What follows from an attempt: the new state of the delivery, the pause before the next try, and the redacted record. Pure. */
export function settleAttempt(ended: EndedAttempt, random: () => number): Settlement {
  const { claimed, startedAt, durationMs, result } = ended;
  const redactor = withTokensRedacted(createRedactor(ended.secrets));
  const { record, message } = recordAttempt({ startedAt, durationMs, result }, redactor);
  const { outcome } = record;
  const retryAfterMs = retryAfterOf(ended);
  const attempt = claimed.attempt - claimed.planFrom;
  const retryInMs = outcome === 'failed' ? planRetry({ attempt, retryAfterMs, random }) : null;
  return {
    ...ofClaim(claimed),
    attempt: claimed.attempt,
    status: statusOf(outcome, retryInMs),
    retryInMs,
    pauseMs: asksForPause(result) ? Math.min(retryAfterMs ?? retryInMs ?? defaultPauseMs, longestPauseMs) : null,
    message,
    error: null,
    record,
  };
}

/** What is written down of an attempt, redacted, and the words in which the server refused, where it did. */
export function recordAttempt(
  { startedAt, durationMs, result }: Pick<EndedAttempt, 'startedAt' | 'durationMs' | 'result'>,
  redactor: Redactor,
): { record: AttemptRecord & { outcome: Exclude<AttemptOutcome, 'lost'> }; message: string | null } {
  const outcome = outcomeOf(result);
  const message = outcome === 'refused' && result.kind === 'answered' ? messageOf(result, redactor) : null;
  return { record: { startedAt, durationMs, outcome, ...keptOf(result, redactor) }, message };
}

/** Ends a delivery whose attempts before this one were all that the plan allows, the last of them lost. Nothing is sent. */
export function settleExhausted(claimed: ClaimedDelivery): Settlement {
  return endUnsent(claimed, null);
}

/** Ends a delivery to an endpoint that is switched off. Nothing is sent. */
export function settleDisabled(claimed: ClaimedDelivery): Settlement {
  return endUnsent(
    claimed,
    'Nothing was sent: the server failed for five days, so deliveries to it were switched off. They go on once the developer switches them on.',
  );
}

/** Gives back a delivery that was not attempted after all: due at once, as if it had not been claimed. */
export function giveBack(claimed: ClaimedDelivery): Settlement {
  const nothing = { pauseMs: null, message: null, error: null, record: null };
  return { ...ofClaim(claimed), attempt: claimed.attempt - 1, status: 'pending', retryInMs: 0, ...nothing };
}

function endUnsent(claimed: ClaimedDelivery, error: string | null): Settlement {
  const attempt = claimed.attempt - 1;
  const nothing = { retryInMs: null, pauseMs: null, message: null, record: null };
  return { ...ofClaim(claimed), attempt, status: 'gave_up', error, ...nothing };
}

function ofClaim({ id, endpointId, fence, createdOn }: ClaimedDelivery) {
  return { id, endpointId, fence, createdOn };
}

function outcomeOf(result: AttemptResult): Exclude<AttemptOutcome, 'lost'> {
  if (result.kind === 'answered') return judgeAnswer(result.statusCode);
  return result.kind === 'unsendable' ? 'forbidden' : 'failed';
}

/** 429 Too Many Requests (RFC 6585) and 503 Service Unavailable (RFC 9110) are about the server, not about this one request. */
function asksForPause(result: AttemptResult): boolean {
  return result.kind === 'answered' && (result.statusCode === 429 || result.statusCode === 503);
}

function retryAfterOf({ startedAt, durationMs, result }: EndedAttempt): number | null {
  const given = result.kind === 'answered' ? result.headers['retry-after'] : undefined;
  return given === undefined ? null : parseRetryAfter(given, new Date(startedAt.getTime() + durationMs));
}

function statusOf(outcome: AttemptOutcome, retryInMs: number | null): DeliveryStatus {
  if (outcome === 'delivered' || outcome === 'refused' || outcome === 'gone') return outcome;
  // A forbidden destination ends the delivery at once. The URL passed this check when it was saved, so its name has since been
  // pointed into a private network, or the rules were tightened; ten more tries would only be ten more chances to win a race
  // against the check, while the owner waits three days for an answer that is already known.
  return retryInMs === null ? 'gave_up' : 'pending';
}

// Retried as any failure: an operator who lost a sealing key has three days to bring it back.
const unopened = {
  kind: 'unanswered',
  failure: 'sealed',
  statusCode: null,
  error: 'The platform could not open its sealed copy of the request; its operator must restore the sealing key.',
} as const;

function keptOf(given: AttemptResult, redactor: Redactor) {
  const result = given.kind === 'unopened' ? unopened : given;
  if (result.kind !== 'answered') {
    const statusCode = result.kind === 'unanswered' ? result.statusCode : null;
    return {
      failure: result.failure,
      statusCode,
      responseHeaders: null,
      responseBody: null,
      responseTruncated: false,
      error: redactor.text(result.error),
    };
  }
  const redact = result.truncated ? redactor.cutText : redactor.text;
  return {
    failure: null,
    statusCode: result.statusCode,
    responseHeaders: redactor.headers(result.headers),
    responseBody: result.body === null ? null : redact(result.body),
    responseTruncated: result.truncated,
    error: judgeAnswer(result.statusCode) === 'delivered' ? null : answerError(result.statusCode),
  };
}

function answerError(statusCode: number): string {
  if (statusCode >= 300 && statusCode < 400) return `The server answered ${statusCode}; redirects are not followed.`;
  return `The server answered ${statusCode}.`;
}

// Redacted once it is read: escapes in the JSON may have hidden a secret from a search of the raw body.
function messageOf(result: SendResult & { kind: 'answered' }, redactor: Redactor): string | null {
  const said = refusalMessage(result.body, result.truncated ? redactor.cutText : redactor.text);
  return said === null ? null : cutMessage(said);
}
