import { expect, test } from 'vitest';
import { describeField } from './describe-field.ts';

test('a control with a hint and an error is described by both, hint first', () => {
  expect(describeField('auth-token', { hint: true, error: true })).toBe('auth-token-hint auth-token-error');
});

test('a control with neither carries no aria-describedby', () => {
  expect(describeField('auth-token', { hint: false, error: false })).toBeUndefined();
});
