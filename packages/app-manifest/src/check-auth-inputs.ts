import { checkAuthInput, type AuthInputValue } from '@minimart/auth-inputs';
import { closestName } from '@minimart/external-request';
import type { FieldError } from '@minimart/problem';
import type { AuthInput } from './sections/auth-inputs.ts';

/** A value for every declared auth input, by name. */
export type AuthInputValues = Record<string, AuthInputValue>;

/** Values in the types of their inputs, or what is wrong with them; paths start with `authInputs.`, no text repeats a value. */
export type AuthInputsResult = { ok: true; values: AuthInputValues } | { ok: false; errors: FieldError[] };

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
    (input) =>
      [input, checkAuthInput(input, Object.hasOwn(values, input.name) ? values[input.name] : undefined)] as const,
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
