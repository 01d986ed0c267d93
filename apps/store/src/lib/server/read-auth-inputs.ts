import { authFieldId } from '../consent/auth-field.ts';
import type { AuthInput } from './api.ts';

/** A value of an auth input as the API takes it. */
export type AuthValue = string | number | boolean;

/**
 * The auth inputs of a posted form, by name. A text left empty is left out, so that the API applies the default or names the missing one; a number
 * that is none is passed on as it was typed, so that the API's refusal stands beside it.
 */
export function readAuthInputs(form: FormData, inputs: Pick<AuthInput, 'name' | 'type'>[]): Record<string, AuthValue> {
  const values: Record<string, AuthValue> = {};
  for (const { name, type } of inputs) {
    const typed = form.get(authFieldId(name));
    if (type === 'checkbox') values[name] = typed !== null;
    else if (typeof typed === 'string' && typed !== '') values[name] = type === 'number' ? toNumber(typed) : typed;
  }
  return values;
}

/** The values that may be written into a page again: all but the secret ones. */
export function withoutSecrets(
  values: Record<string, AuthValue>,
  inputs: Pick<AuthInput, 'name' | 'secret'>[],
): Record<string, AuthValue> {
  const open = new Set(inputs.filter(({ secret }) => !secret).map(({ name }) => name));
  return Object.fromEntries(Object.entries(values).filter(([name]) => open.has(name)));
}

function toNumber(typed: string): AuthValue {
  const number = Number(typed);
  return Number.isFinite(number) && typed.trim() !== '' ? number : typed;
}
