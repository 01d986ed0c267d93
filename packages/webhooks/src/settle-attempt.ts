import type { AttemptOutcome, DeliveryStatus } from './delivery.ts';
import type { ClaimedDelivery, Settlement } from './delivery-store.ts';
import type { SendResult } from './create-sender.ts';
import { judgeAnswer } from './judge-answer.ts';
import { parseRetryAfter } from './parse-retry-after.ts';
import { createRedactor, type Redactor } from './redact-secrets.ts';
import { cutMessage, refusalMessage } from './refusal-message.ts';
import { planRetry } from './retry-plan.ts';

/** One attempt that has ended: when it began, how long it took, what came of it, and which values must not be kept. */
export interface EndedAttempt {
  claimed: ClaimedDelivery;
  startedAt: Date;
  durationMs: number;
  result: SendResult;
  secrets: readonly string[];
}

/** What follows from an attempt: the new state of the delivery, the pause before the next try, and the redacted record. Pure. */
export function settleAttempt(ended: EndedAttempt, random: () => number): Settlement {
  const { claimed, startedAt, durationMs, result } = ended;
  const redactor = createRedactor(ended.secrets);
  const outcome = outcomeOf(result);
  const retryAfter = result.kind === 'answered' ? parseRetryAfter(result.headers['retry-after'], endOf(ended)) : null;
  const retryInMs =
    outcome === 'failed' ? planRetry({ attempt: claimed.attempt, retryAfterMs: retryAfter, random }) : null;
  return {
    id: claimed.id,
    fence: claimed.fence,
    attempt: claimed.attempt,
    status: statusOf(outcome, retryInMs),
    retryInMs,
    message: outcome === 'refused' && result.kind === 'answered' ? messageOf(result, redactor) : null,
    record: { startedAt, durationMs, outcome, ...keptOf(result, redactor) },
  };
}

/** Ends a delivery whose attempts before this one were all that the plan allows, the last of them lost. Nothing is sent. */
export function settleExhausted(claimed: ClaimedDelivery): Settlement {
  const { id, fence, attempt } = claimed;
  return { id, fence, attempt: attempt - 1, status: 'gave_up', retryInMs: null, message: null, record: null };
}

function outcomeOf(result: SendResult): AttemptOutcome {
  if (result.kind === 'answered') return judgeAnswer(result.statusCode);
  return result.kind === 'unsendable' ? 'forbidden' : 'failed';
}

function statusOf(outcome: AttemptOutcome, retryInMs: number | null): DeliveryStatus {
  if (outcome === 'delivered' || outcome === 'refused' || outcome === 'gone') return outcome;
  // A forbidden destination ends the delivery at once. The URL passed this check when it was saved, so its name has since been
  // pointed into a private network, or the rules were tightened; ten more tries would only be ten more chances to win a race
  // against the check, while the owner waits three days for an answer that is already known.
  return retryInMs === null ? 'gave_up' : 'pending';
}

function keptOf(result: SendResult, redactor: Redactor) {
  if (result.kind !== 'answered') {
    const statusCode = result.kind === 'unanswered' ? result.statusCode : null;
    return {
      statusCode,
      responseHeaders: null,
      responseBody: null,
      responseTruncated: false,
      error: redactor.text(result.error),
    };
  }
  const redact = result.truncated ? redactor.cutText : redactor.text;
  return {
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

function endOf({ startedAt, durationMs }: EndedAttempt): Date {
  return new Date(startedAt.getTime() + durationMs);
}
