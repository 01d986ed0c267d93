import { expect, test } from 'vitest';
import { pollMsOf } from './poll-ms-of.ts';

const now = '2026-11-23T22:00:00.000Z';
const waiting = { status: 'pending', inFlight: false, nextAttemptAt: '2026-11-23T22:05:00.000Z' } as const;

test.each([
  [{}, 10_000],
  [{ nextAttemptAt: null }, 10_000],
  [{ nextAttemptAt: '2026-11-23T22:00:20.000Z' }, 2000],
  [{ inFlight: true }, 2000],
  [{ status: 'delivered' }, undefined],
] as const)('%j is looked at again after %s ms', (delivery, pollMs) => {
  expect(pollMsOf({ ...waiting, ...delivery }, now)).toBe(pollMs);
});
