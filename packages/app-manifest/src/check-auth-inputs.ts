import { closestName } from '@minimart/external-request';
import type { FieldError } from '@minimart/problem';
import { isStorable } from './check-plain-data.ts';
import type { AuthInput } from './sections/auth-inputs.ts';

/** The value of an auth input; `null` is an optional one left empty. */
export type AuthInputValue = string | number | boolean | null;

/** A value for every declared auth input, by name. */
export type AuthInputValues = Record<string, AuthInputValue>;

/** Values in the types of their inputs, or what is wrong with them; paths start with `authInputs.`, no text repeats a value. */
export type AuthInputsResult = { ok: true; values: AuthInputValues } | { ok: false; errors: FieldError[] };

type Checked = { value: AuthInputValue } | { wrong: string };

/**
 * Checks what an owner filled in. Text from an HTML form is understood: `"12.5"` for a number, `"on"` for a checkbox,
 * `""` for nothing. Inputs left empty get their default, a checkbox `false`, anything else `null`.
 */
export function checkAuthInputs(inputs: readonly AuthInput[], values: unknown): AuthInputsResult {
  if (!isRecord(values))
    return {
      ok: false,
      errors: [{ path: 'authInputs', message: 'The authInputs must be an object of values by name.' }],
    };
  const names = inputs.map(({ name }) => name);
  const errors = Object.keys(values)
    .filter((name) => !names.includes(name))
    .map((name) => ({ path: `authInputs.${name.slice(0, 60)}`, message: unknownInput(name, names) }));
  const checked = inputs.map(
    (input) => [input, checkValue(input, Object.hasOwn(values, input.name) ? values[input.name] : undefined)] as const,
  );
  for (const [{ name, title }, result] of checked) {
    if ('wrong' in result) errors.push({ path: `authInputs.${name}`, message: `${title} ${result.wrong}.` });
  }
  if (errors.length > 0) return { ok: false, errors };
  return {
    ok: true,
    values: Object.fromEntries(checked.map(([{ name }, result]) => [name, 'value' in result ? result.value : null])),
  };
}

function isRecord(values: unknown): values is Record<string, unknown> {
  return typeof values === 'object' && values !== null && !Array.isArray(values);
}

function unknownInput(name: string, names: readonly string[]): string {
  const closest = closestName(name, names);
  return `The app has no auth input of this name.${closest === undefined ? '' : ` Did you mean ${closest}?`}`;
}

function checkValue(input: AuthInput, given: unknown): Checked {
  const empty = given === undefined || given === null || (typeof given === 'string' && given.trim() === '');
  if (input.type === 'checkbox') return checkCheckbox(input, empty ? (input.default ?? false) : given);
  if (empty && input.default !== undefined) return { value: input.default };
  if (empty) return input.required ? { wrong: 'is missing' } : { value: null };
  if (input.type === 'number') return checkNumber(given);
  if (typeof given !== 'string' || !isStorable(given)) return { wrong: 'must be text' };
  return input.type === 'select' ? checkSelect(input, given) : checkText(input, given);
}

function checkCheckbox({ required }: AuthInput, given: unknown): Checked {
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

function checkNumber(given: unknown): Checked {
  const value =
    typeof given === 'string' && /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/iu.test(given) ? Number(given) : given;
  return typeof value === 'number' && Number.isFinite(value) ? { value } : { wrong: 'must be a number' };
}

function checkSelect({ options = [] }: AuthInput, given: string): Checked {
  return options.some(({ value }) => value === given) ? { value: given } : { wrong: 'must be one of the options' };
}

function checkText({ type, maxLength = type === 'string' ? 1000 : 10_000 }: AuthInput, given: string): Checked {
  if (type === 'string' && /[\r\n]/u.test(given)) return { wrong: 'must be one line' };
  return given.length > maxLength ? { wrong: `must be at most ${maxLength} characters long` } : { value: given };
}
