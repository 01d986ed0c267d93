import { authFieldId, eraseFieldName } from './auth-field.ts';
import type { AuthInput } from '#lib/server/api.ts';

/** A value of an auth input as a form sends it; null for one that is to be erased. */
export type AuthValue = string | boolean | null;

/** The auth inputs of a posted form, by name: texts as they were typed, since the API understands those, and true or false for a checkbox. */
export function readAuthInputs(form: FormData, inputs: Pick<AuthInput, 'name' | 'type'>[]): Record<string, AuthValue> {
  const values: Record<string, AuthValue> = {};
  for (const { name, type } of inputs) {
    const typed = form.get(authFieldId(name));
    if (form.has(eraseFieldName(name)) && !typed) values[name] = null;
    else if (type === 'checkbox') values[name] = typed !== null;
    else if (typeof typed === 'string') values[name] = typed;
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
