import { expect, test } from 'vitest';
import { explainAttempt } from './explain-attempt.ts';
import { failureKinds } from './describe-failure.ts';

const answered = (statusCode: number, outcome: 'failed' | 'refused' | 'gone' | 'delivered' = 'failed') =>
  explainAttempt({ outcome, statusCode, failure: null, error: null });

test('an attempt that went well needs nothing', () => {
  expect(answered(204, 'delivered')).toEqual({ what: 'The server took it (204).', advice: null });
});

test.each([301, 307, 400, 401, 403, 404, 405, 408, 409, 410, 413, 415, 418, 422, 429, 500, 502, 503, 599])(
  'an answer with %i is told with its number and with something to do',
  (status) => {
    const { what, advice } = answered(status);
    expect(what).toContain(String(status));
    expect(advice).toMatch(/\.$/);
  },
);

test.each([...failureKinds.filter((kind) => kind !== 'other'), 'sealed'])(
  'no answer (%s) comes with something to do',
  (failure) => {
    const told = explainAttempt({ outcome: 'failed', statusCode: null, failure, error: 'It failed.' });
    expect(told).toEqual({ what: 'It failed.', advice: expect.stringMatching(/\.$/) });
  },
);
