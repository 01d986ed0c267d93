import { describe, expect, it } from 'vitest';
import { checkAuthInputs } from './check-auth-inputs.ts';
import type { AuthInput } from './sections/auth-inputs.ts';

const input = (part: Partial<AuthInput> & Pick<AuthInput, 'type'>): AuthInput => ({
  name: 'a',
  title: 'Field A',
  required: false,
  secret: false,
  ...part,
});
const one = (part: Partial<AuthInput> & Pick<AuthInput, 'type'>, value: unknown) => {
  const result = checkAuthInputs([input(part)], { a: value });
  return result.ok ? result.values['a'] : result.errors[0]?.message;
};
const options = [{ value: 'eu', label: 'Europe' }];

describe('checkAuthInputs', () => {
  it('names a missing required input by its path and its title', () => {
    const crm = input({ name: 'crm_token', title: 'CRM token', type: 'string', required: true, secret: true });
    for (const values of [{}, { crm_token: '' }, { crm_token: '  ' }, { crm_token: null }]) {
      expect(checkAuthInputs([crm], values)).toEqual({
        ok: false,
        errors: [{ path: 'authInputs.crm_token', message: 'CRM token is missing.' }],
      });
    }
  });

  it('gives every declared input a value: its default, false for a checkbox, null otherwise', () => {
    const inputs = [
      input({ name: 'a', type: 'string' }),
      input({ name: 'b', type: 'number', default: 3 }),
      input({ name: 'c', type: 'checkbox' }),
      input({ name: 'd', type: 'checkbox', default: true }),
    ];
    expect(checkAuthInputs(inputs, {})).toEqual({ ok: true, values: { a: null, b: 3, c: false, d: true } });
  });

  it.each([
    ['number', '12.5', 12.5],
    ['number', -3, -3],
    ['checkbox', 'on', true],
    ['checkbox', 'false', false],
    ['text', 'two\nlines', 'two\nlines'],
    ['string', ' kept as typed ', ' kept as typed '],
  ] as const)('understands for a %s the value %j', (type, value, expected) => {
    expect(one({ type }, value)).toBe(expected);
  });

  it.each([
    ['string', 'two\nlines', 'Field A must be one line.'],
    ['string', 7, 'Field A must be text.'],
    ['string', 'a\0b', 'Field A must be text.'],
    ['string', 'x'.repeat(1001), 'Field A must be at most 1000 characters long.'],
    ['number', 'twelve', 'Field A must be a number.'],
    ['number', Infinity, 'Field A must be a number.'],
    ['number', '0x10', 'Field A must be a number.'],
    ['checkbox', 'perhaps', 'Field A must be true or false.'],
    ['select', 'us', 'Field A must be one of the options.'],
  ] as const)('refuses for a %s the value %j', (type, value, message) => {
    expect(one({ type, options }, value)).toBe(message);
  });

  it('holds a text to its maxLength and a required checkbox to be ticked', () => {
    expect(one({ type: 'text', maxLength: 3 }, 'abcd')).toBe('Field A must be at most 3 characters long.');
    expect(one({ type: 'checkbox', required: true }, false)).toBe('Field A must be ticked.');
    expect(one({ type: 'select', options }, 'eu')).toBe('eu');
  });

  it('refuses values nobody asked for, and what is no object of values', () => {
    expect(checkAuthInputs([input({ name: 'crm_token', type: 'string' })], { crm_tokn: 'x' })).toEqual({
      ok: false,
      errors: [
        { path: 'authInputs.crm_tokn', message: 'The app has no auth input of this name. Did you mean crm_token?' },
      ],
    });
    for (const values of [null, [], 'x', undefined]) expect(checkAuthInputs([], values).ok).toBe(false);
  });

  it('never repeats a value in a message', () => {
    const result = checkAuthInputs([input({ type: 'string', secret: true })], { a: 'hunter2\nhunter2' });
    expect(JSON.stringify(result)).not.toContain('hunter2');
  });
});
