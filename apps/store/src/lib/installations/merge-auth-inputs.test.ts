import { expect, test } from 'vitest';
import type { AuthInput } from '#lib/server/api.ts';
import { mergeAuthInputs } from './merge-auth-inputs.ts';

const declared: AuthInput = { name: 'limit', title: 'Limit', type: 'number', required: true, secret: false };

test('takes type and rules from the listing, the value from the installation', () => {
  const merged = mergeAuthInputs([{ name: 'limit', title: 'Limit', secret: false, value: 5 }], [declared]);
  expect(merged).toEqual([{ input: declared, value: 5 }]);
});

test('an input that is secret in the installation stays secret when the listing disagrees', () => {
  const [merged] = mergeAuthInputs([{ name: 'limit', title: 'Limit', secret: true, value: null }], [declared]);
  expect(merged?.input).toMatchObject({ secret: true, type: 'string' });
});
