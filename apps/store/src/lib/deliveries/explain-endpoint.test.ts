import { describe, expect, test } from 'vitest';
import { explainEndpoint, explainNotice } from './explain-endpoint.ts';

const healthy = {
  state: 'healthy',
  failures: 0,
  failingSince: null,
  restingUntil: null,
  restingFor: null,
  pausedAt: null,
  disabledAt: null,
  waiting: 0,
  inFlight: 0,
} as const;
const at = '2026-11-23T22:40:00.000Z';

describe('an endpoint', () => {
  test.each([
    [{}, 'Deliveries go on', ['pause']],
    [{ state: 'failing', failures: 1, failingSince: at }, 'The last attempt failed', ['pause']],
    [{ state: 'failing', failures: 4, failingSince: at }, 'The last 4 attempts failed', ['pause']],
    [
      { state: 'resting', restingFor: 'receiver', restingUntil: at },
      'Your server asked to be left alone until 23 Nov 2026, 22:40 UTC',
      ['resume', 'pause'],
    ],
    [
      { state: 'resting', restingFor: 'failures', failures: 12, restingUntil: at },
      'We leave your server alone until 23 Nov 2026, 22:40 UTC',
      ['resume', 'pause'],
    ],
    [{ state: 'paused', pausedAt: at }, 'Deliveries are paused', ['resume']],
    [{ state: 'disabled', disabledAt: at }, 'Deliveries are switched off', ['resume']],
    [{ state: 'gone' }, 'Your server said that its address is gone (410)', ['pause']],
  ] as const)('%j is headed %j', (state, title, actions) => {
    const told = explainEndpoint({ ...healthy, ...state });
    expect(told).toMatchObject({ title, actions });
    expect(told.text.every((sentence) => sentence.endsWith('.'))).toBe(true);
  });

  test.each([
    [0, 0, 'No request waits.'],
    [1, 1, 'One request waits; one is being sent.'],
    [7, 3, '7 requests wait; 3 are being sent.'],
  ])('with %d waiting and %d under way says: %s', (waiting, inFlight, told) => {
    expect(explainEndpoint({ ...healthy, waiting, inFlight }).text).toEqual([told]);
  });

  test('that was switched off says how much ended meanwhile', () => {
    expect(explainEndpoint({ ...healthy, state: 'disabled' }, '12 requests').text).toContain(
      '12 requests ended meanwhile. You can recover them after you resume.',
    );
  });
});

test('a notice says since when it had failed', () => {
  expect(explainNotice({ kind: 'disabled', createdAt: at, failingSince: at })).toBe(
    'We switched deliveries off. It had failed since 23 Nov 2026, 22:40 UTC.',
  );
});
