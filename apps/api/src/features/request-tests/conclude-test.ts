import type { LifecycleTopic } from '@minimart/app-manifest';
import type { TestResult } from '@minimart/webhooks';
import type { TestAnswer } from './test-request-schemas.ts';

type Outcome = TestAnswer['outcome'];

/** What the platform would conclude from an answer if the request were a real one, as a word and in plain words. */
export function concludeTest(
  topic: LifecycleTopic,
  { record }: Pick<TestResult, 'record'>,
): { outcome: Outcome; conclusion: string } {
  const outcome = outcomeOf(topic, record.outcome);
  return { outcome, conclusion: topic === 'subscribe' ? ofInstall[outcome] : ofFarewell[outcome] };
}

function outcomeOf(topic: LifecycleTopic, outcome: TestResult['record']['outcome']): Outcome {
  if (outcome === 'delivered') return topic === 'subscribe' ? 'active' : 'done';
  if (outcome === 'forbidden') return 'not_sent';
  return outcome === 'refused' || outcome === 'gone' ? outcome : 'retried';
}

const retried = 'It would be sent again on the schedule, for up to three days';

const ofInstall: Record<Outcome, string> = {
  active: 'The app would be active.',
  done: 'The app would be active.',
  refused: 'The install would fail at once. The owner would read your message, and could correct what they entered.',
  gone: 'The install would fail at once, and your address would be marked as gone.',
  retried: `The install would stay pending. ${retried}; then the install would fail.`,
  not_sent: 'Nothing was sent, so the install would fail at once.',
};

const ofFarewell: Record<Outcome, string> = {
  active: 'The request would count as delivered.',
  done: 'The request would count as delivered.',
  refused: 'The request would not be sent again. What was uninstalled stays uninstalled.',
  gone: 'The request would not be sent again, and your address would be marked as gone.',
  retried: `${retried}. What was uninstalled stays uninstalled.`,
  not_sent: 'Nothing was sent, and nothing would be.',
};
