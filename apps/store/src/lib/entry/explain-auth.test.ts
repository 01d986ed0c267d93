import { expect, test } from 'vitest';
import { explainAuth } from './explain-auth.ts';

test.each([
  [400, 'PASSWORD_TOO_SHORT', 'password'],
  [400, 'PASSWORD_TOO_COMMON', 'password'],
  [400, 'INVALID_NAME', 'name'],
  [401, 'CODE_USED', 'code'],
  [400, 'INVALID_TOKEN', undefined],
  [403, 'something new', undefined],
  [403, undefined, undefined],
  [403, 'constructor', undefined],
])('%i %s is told at the field %s', (status, code, field) => {
  expect(explainAuth({ status, code })).toEqual({ ...(field && { field }), message: expect.stringMatching(/\w{3}/) });
});

test('what is not the visitor’s doing is not blamed on a field', () => {
  expect(explainAuth({ status: 429, code: 'INVALID_PASSWORD' }).message).toContain('Too many tries');
  expect(explainAuth({ status: 503, code: 'unavailable' }).field).toBeUndefined();
});
