import { expect, it } from 'vitest';
import { checkAuthInput } from './check-auth-input.ts';
import { formatIds } from './formats.ts';
import { sampleAuthInput } from './sample-auth-input.ts';

const base = { name: 'crm_token', required: true } as const;

it.each([
  [{ type: 'string' }, 'sample-crm_token'],
  [{ type: 'string', default: 'eu' }, 'eu'],
  [{ type: 'string', minLength: 20 }, 'sample-crm_tokensamp'],
  [{ type: 'text', maxLength: 4 }, 'samp'],
  [{ type: 'number' }, 1],
  [{ type: 'number', min: 5, max: 9 }, 5],
  [{ type: 'number', max: -2 }, -2],
  [{ type: 'checkbox' }, true],
  [{ type: 'select', options: [{ value: 'a' }, { value: 'b' }] }, 'a'],
  [{ type: 'string', format: 'email', maxLength: 3 }, null],
] as const)('of %j is %j', (rules, sample) => {
  expect(sampleAuthInput({ ...base, ...rules })).toBe(sample);
});

it('fits every format', () => {
  for (const format of formatIds) {
    const input = { ...base, type: 'string', format } as const;
    expect(checkAuthInput(input, sampleAuthInput(input)), format).toHaveProperty('value');
  }
});
