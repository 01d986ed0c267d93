import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AuthInputRules } from './auth-input-rules.ts';
import { checkAuthInput } from './check-auth-input.ts';
import { formatIds, formats } from './formats.ts';

const of = (rules: Partial<AuthInputRules> & Pick<AuthInputRules, 'type'>, given: unknown) => {
  const checked = checkAuthInput({ required: false, ...rules }, given);
  return 'wrong' in checked ? checked.wrong : checked.value;
};

describe('checkAuthInput', () => {
  it.each([
    [{ min: 1, max: 10 }, '0', 'must be from 1 to 10'],
    [{ min: 1, max: 10 }, '10.5', 'must be from 1 to 10'],
    [{ min: 1 }, '0.99', 'must be 1 or more'],
    [{ max: 10 }, '11', 'must be 10 or less'],
    [{ step: 1 }, '1.5', 'must be a whole number'],
    [{ step: 0.1 }, '0.25', 'must be a multiple of 0.1'],
    [{ step: 5, min: 2 }, '8', 'must be 2, or that and a multiple of 5'],
    [{ min: 1, max: 10 }, '1', 1],
    [{ min: 1, max: 10 }, '10', 10],
    [{ step: 0.1 }, '0.3', 0.3],
    [{ step: 0.01 }, '1234567.89', 1234567.89],
    [{ step: 5, min: 2 }, '7', 7],
    [{ min: -5, step: 1 }, '-4', -4],
  ] as const)('holds a number to %j: %j', (rules, given, expected) => {
    expect(of({ type: 'number', ...rules }, given)).toBe(expected);
  });

  it.each([
    ['9007199254740991', 9_007_199_254_740_991],
    ['12345678901234567890', 'has more digits than a number can keep'],
    [2 ** 60, 'has more digits than a number can keep'],
    ['1e400', 'must be a number'],
    ['0x10', 'must be a number'],
    ['1,5', 'must be a number'],
    ['１２', 'must be a number'],
    [' 5 ', 5],
    ['-0', -0],
    [true, 'must be a number'],
    [['5'], 'must be a number'],
  ])('reads the number %j as %j, and never as another one', (given, expected) => {
    expect(of({ type: 'number' }, given)).toBe(expected);
  });

  it('gives an empty input its default in the type of the input, however a manifest writes it', () => {
    expect(of({ type: 'number', required: true, default: '12' }, '')).toBe(12);
    expect(of({ type: 'checkbox', default: 'on' }, undefined)).toBe(true);
    expect(of({ type: 'string', required: true, default: ' ' }, '')).toBe('is missing');
  });

  it.each([
    [{ minLength: 3 }, 'ab', 'must be at least 3 characters long'],
    [{ minLength: 3 }, 'abc', 'abc'],
    [{ minLength: 3 }, '', null],
    [{ maxLength: 3 }, 'abcd', 'must be at most 3 characters long'],
  ] as const)('holds a text to %j: %j', (rules, given, expected) => {
    expect(of({ type: 'string', ...rules }, given)).toBe(expected);
  });

  it('counts a line end as one character, however a browser sends it', () => {
    expect(of({ type: 'text', maxLength: 3 }, 'a\r\nb')).toBe('a\nb');
  });

  it.each([
    [
      'email',
      ['ada@example.com', 'a.b+c@sub.example.co.uk'],
      ['ada', '@example.com', 'ada@', 'a b@example.com', 'ada@localhost', 'a@b.c1.', 'a@b@'],
    ],
    [
      'url',
      ['https://example.com/a?b', 'http://127.0.0.1:8080'],
      ['example.com', 'ftp://example.com', 'https://', 'javascript:alert(1)', 'https://a b'],
    ],
    ['https-url', ['https://example.com'], ['http://example.com', 'https:']],
    [
      'domain',
      ['example.com', 'a-b.example.com', 'xn--bcher-kva.example'],
      ['example', '-a.com', 'a..com', '1.2.3.4', 'a_b.com', 'https://example.com'],
    ],
    ['phone', ['+44 20 7946 0958', '+4915112345678'], ['020 7946 0958', '+', '+44 abc', '+1']],
    ['digits', ['007'], ['', '1.5', '-1', '１２']],
    ['identifier', ['list_1-A'], ['a b', 'ä', 'a/b']],
    ['uuid', ['123e4567-e89b-12d3-a456-426614174000'], ['123e4567', '123e4567-e89b-12d3-a456-42661417400g']],
  ] as const)('knows a text of the format %s', (format, right, wrong) => {
    for (const text of right) expect(formats[format].fits(text), text).toBe(true);
    for (const text of wrong) expect(formats[format].fits(text), text).toBe(false);
    expect(of({ type: 'string', format }, 'no such thing, surely?')).toBe(`must be ${formats[format].words}`);
  });

  it('answers for every format on long hostile texts', () => {
    const hostile = ['a', '-', '.', '@', 'a.', '1-', '+1 ', 'a@', 'https://a'].map((part) => part.repeat(20_000));
    for (const id of formatIds) for (const text of hostile) formats[id].fits(text);
  });

  it('never repeats a value, and never throws, whatever is given', () => {
    const rules = fc.record({
      type: fc.constantFrom('string', 'text', 'number', 'checkbox', 'select'),
      required: fc.boolean(),
      minLength: fc.constantFrom(undefined, 2),
      format: fc.constantFrom(undefined, ...formatIds),
      min: fc.constantFrom(undefined, 3),
      step: fc.constantFrom(undefined, 2),
    });
    fc.assert(
      fc.property(
        rules,
        fc.oneof(
          fc.anything(),
          fc.string({ minLength: 12 }).map((text) => `hunter2${text}`),
        ),
        (given, value) => {
          const checked = checkAuthInput(given as AuthInputRules, value);
          if ('wrong' in checked) expect(checked.wrong).not.toContain('hunter2');
        },
      ),
    );
  });
});
