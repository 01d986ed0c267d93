import { expect, test } from 'vitest';
import { explainReplay } from './explain-replay.ts';

test.each([
  [{ status: 'cancelled', topic: 'unsubscribe', replayable: true }, 'none'],
  [{ status: 'pending', topic: 'subscribe', replayable: true }, 'now'],
  [{ status: 'refused', topic: 'unsubscribe', replayable: true }, 'again'],
  [{ status: 'delivered', topic: 'subscribe', replayable: false }, 'new-key'],
  [{ status: 'gave_up', topic: 'unsubscribe', replayable: false }, 'none'],
] as const)('%j can be sent: %s', (delivery, kind) => {
  expect(explainReplay(delivery).kind).toBe(kind);
});
