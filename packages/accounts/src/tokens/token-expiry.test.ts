import { expect, test } from 'vitest';
import { expiryProblem } from './token-expiry.ts';

const now = new Date('2027-03-01T12:00:00Z');

test.each([
  ['2027-03-01T12:00:00.001Z', undefined],
  ['2028-03-01T12:00:00Z', undefined],
  ['2027-03-01T12:00:00Z', 'Give a moment that is yet to come.'],
  ['2028-03-02T12:00:00Z', 'A token lasts a year at most. Give an earlier moment.'],
])('a token that expires at %s: %j', (moment, problem) => {
  expect(expiryProblem(new Date(moment), now)).toBe(problem);
});
