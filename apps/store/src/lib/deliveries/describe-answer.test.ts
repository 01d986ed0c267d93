import { expect, test } from 'vitest';
import { describeAnswer } from './describe-answer.ts';

const fresh = { status: 'pending', attempts: 0, lastStatusCode: null, lastError: null, message: null } as const;

test.each([
  [{}, 'Not tried yet'],
  [{ status: 'cancelled' }, 'Never sent'],
  [{ attempts: 1 }, 'No answer yet'],
  [{ attempts: 1, lastStatusCode: 503 }, 'Answered 503'],
  [{ attempts: 2, lastError: 'The server did not answer in time.' }, 'The server did not answer in time.'],
  [
    { status: 'refused', attempts: 1, lastStatusCode: 422, message: 'Not our token.' },
    'Answered 422: “Not our token.”',
  ],
] as const)('%j reads: %s', (delivery, told) => {
  expect(describeAnswer({ ...fresh, ...delivery })).toBe(told);
});
