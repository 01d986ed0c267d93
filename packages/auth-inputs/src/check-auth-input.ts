import type { AuthInputRules } from './auth-input-rules.ts';
import { formats } from './formats.ts';
import { isStorable } from './is-storable.ts';

/** The value of an auth input; `null` is an optional one left empty. */
export type AuthInputValue = string | number | boolean | null;

/** The value in the type of its input, or what is wrong with it: words that go after the input's title, and never repeat the value. */
export type AuthInputCheck = { value: AuthInputValue } | { wrong: string };

/**
 * Checks what a person filled in. Text from an HTML form is understood: `"12.5"` for a number, `"on"` for a checkbox, `""` for nothing. Left
 * empty, an input gets its default, a checkbox `false`, anything else `null`.
 */
export function checkAuthInput(input: AuthInputRules, given: unknown): AuthInputCheck {
  const empty = given === undefined || given === null || (typeof given === 'string' && given.trim() === '');
  if (input.type === 'checkbox') return checkCheckbox(input, empty ? (input.default ?? false) : given);
  // A number's default may be written as text.
  if (empty && input.default !== undefined) return checkAuthInput({ ...input, default: undefined }, input.default);
  if (empty) return input.required ? { wrong: 'is missing' } : { value: null };
  if (input.type === 'number') return checkNumber(input, given);
  if (typeof given !== 'string' || !isStorable(given)) return { wrong: 'must be text' };
  return input.type === 'select' ? checkSelect(input, given) : checkText(input, given);
}

function checkCheckbox({ required }: AuthInputRules, given: unknown): AuthInputCheck {
  const value = new Map<unknown, boolean>([
    [true, true],
    ['true', true],
    ['on', true],
    [false, false],
    ['false', false],
  ]).get(given);
  if (value === undefined) return { wrong: 'must be true or false' };
  return required && !value ? { wrong: 'must be ticked' } : { value };
}

function checkNumber(input: AuthInputRules, given: unknown): AuthInputCheck {
  const value =
    typeof given === 'string' && /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/iu.test(given) ? Number(given) : given;
  if (typeof value !== 'number' || !Number.isFinite(value)) return { wrong: 'must be a number' };
  if (Number.isInteger(value) && !Number.isSafeInteger(value))
    return { wrong: 'has more digits than a number can keep' };
  const { min, max, step } = input;
  if (min !== undefined && max !== undefined && (value < min || value > max))
    return { wrong: `must be from ${min} to ${max}` };
  if (min !== undefined && value < min) return { wrong: `must be ${min} or more` };
  if (max !== undefined && value > max) return { wrong: `must be ${max} or less` };
  return step === undefined || isOnStep(value, min ?? 0, step) ? { value } : { wrong: stepWords(min ?? 0, step) };
}

/** As in HTML: a whole number of steps from the minimum, or from 0. */
function isOnStep(value: number, from: number, step: number): boolean {
  const steps = (value - from) / step;
  return Math.abs(steps - Math.round(steps)) <= 1e-9 * Math.max(1, Math.abs(steps));
}

function stepWords(from: number, step: number): string {
  if (step === 1 && Number.isInteger(from)) return 'must be a whole number';
  return from === 0 ? `must be a multiple of ${step}` : `must be ${from}, or that and a multiple of ${step}`;
}

function checkSelect({ options = [] }: AuthInputRules, given: string): AuthInputCheck {
  return options.some(({ value }) => value === given) ? { value: given } : { wrong: 'must be one of the options' };
}

function checkText(input: AuthInputRules, given: string): AuthInputCheck {
  const { type, minLength = 0, maxLength = type === 'string' ? 1000 : 10_000, format } = input;
  // A browser sends line ends as two characters and counts them as one.
  const text = type === 'text' ? given.replaceAll('\r\n', '\n') : given;
  if (type === 'string' && /[\r\n]/u.test(text)) return { wrong: 'must be one line' };
  if (text.length > maxLength) return { wrong: `must be at most ${maxLength} characters long` };
  if (text.length < minLength) return { wrong: `must be at least ${minLength} characters long` };
  if (format !== undefined && !formats[format].fits(text)) return { wrong: `must be ${formats[format].words}` };
  return { value: text };
}
