import { expect, test } from 'vitest';
import type { Installation } from '#lib/server/api.ts';
import { adviseOnFailure } from './advise-on-failure.ts';

const failed = (status: string | null, changes: object = {}) =>
  adviseOnFailure({
    delivery: status === null ? null : ({ status } as Installation['delivery']),
    hasInputs: true,
    mayRetry: true,
    ...changes,
  });

test.each([
  ['refused', {}, /Correct it below/],
  ['refused', { hasInputs: false }, /only its developer can tell/],
  ['gone', {}, /hardly help/],
  ['gave_up', {}, /may be up again/],
  ['delivered', {}, /new key/],
  [null, {}, /new key/],
])('says what helps when its set-up was %s (%o)', (status, changes, words) => {
  expect(failed(status, changes).join(' ')).toMatch(words);
});

test('sends who may not try again to those who may', () => {
  expect(failed('refused', { mayRetry: false })).toEqual([expect.stringContaining('Ask an owner or an admin')]);
});
