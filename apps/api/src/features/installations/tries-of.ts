import { explainAttempt, type AttemptView } from '@minimart/webhooks';

/** The tries at a delivery in plain words, for the workspace; none where the log does not hold it any more. */
export function triesOf(logged: { attemptLog: readonly AttemptView[] } | undefined) {
  return (logged?.attemptLog ?? []).map((attempt) => ({
    number: attempt.number,
    at: attempt.startedAt.toISOString(),
    what: explainAttempt(attempt).what,
  }));
}
