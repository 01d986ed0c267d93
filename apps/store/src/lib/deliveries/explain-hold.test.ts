import { expect, test } from 'vitest';
import { explainHold } from './explain-hold.ts';

const waiting = { status: 'pending', inFlight: false, nextAttemptAt: '2026-11-23T22:40:00.000Z' } as const;
const healthy = { state: 'healthy', restingUntil: null } as const;

test.each([
  [{}, {}, undefined],
  [{}, { state: 'paused' }, /paused/],
  [{}, { state: 'disabled' }, /switched off/],
  [{}, { state: 'resting', restingUntil: '2026-11-23T22:41:00.000Z' }, /before 23 Nov 2026, 22:41 UTC/],
  [{ nextAttemptAt: null }, {}, /an earlier request/],
  [{ inFlight: true }, { state: 'paused' }, undefined],
  [{ status: 'delivered' }, { state: 'paused' }, undefined],
] as const)('%j at an endpoint that is %j: %s', (delivery, endpoint, told) => {
  const hold = explainHold({ ...waiting, ...delivery }, { ...healthy, ...endpoint });
  if (told === undefined) expect(hold).toBeUndefined();
  else expect(hold).toMatch(told);
});
