import { expect, test } from 'vitest';
import { fillAuthInputs, keptNames } from './fill-auth-inputs.ts';

const limit = { name: 'limit', title: 'Limit', type: 'number', required: true, secret: false, max: 9 } as const;
const token = { name: 'token', title: 'Token', type: 'string', required: true, secret: true } as const;

test('keeps the rules of the installed version beside the value', () => {
  const filled = fillAuthInputs([{ ...limit, value: 5, isFilled: true }]);
  expect(filled).toEqual([{ input: limit, value: 5, isFilled: true }]);
});

test('a secret is kept when it stays empty only where there is one', () => {
  const filled = fillAuthInputs([
    { ...limit, value: 5, isFilled: true },
    { ...token, value: null, isFilled: true },
    { ...token, name: 'other', value: null, isFilled: false },
  ]);
  expect([...keptNames(filled)]).toEqual(['token']);
});
