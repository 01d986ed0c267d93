import { checkAuthInput } from '@minimart/auth-inputs';
import { baseLocale, getLocale } from '@minimart/messages';
import { ownValue } from '#lib/own-value.ts';
import type { AuthInput } from '#lib/server/api.ts';
import { authFieldId } from './auth-field.ts';
import type { AuthValue } from './read-auth-inputs.ts';

/** What is wrong with a form's auth inputs: a summary that links to fields, and the message of each field by the name of its input. */
export interface FieldFaults {
  summary: { message: string; href: string; lang?: 'en' | undefined }[];
  fields: Record<string, string>;
}

/**
 * Checks what was typed by the module that the server decides by; undefined when all is well. `kept` are secret inputs that keep their value
 * when they stay empty.
 */
export function checkAuthFields(
  values: Record<string, AuthValue>,
  inputs: AuthInput[],
  kept: ReadonlySet<string> = new Set(),
): FieldFaults | undefined {
  const faults: FieldFaults = { summary: [], fields: {} };
  const lang = getLocale() === baseLocale ? undefined : 'en';
  for (const input of inputs) {
    const value = ownValue(values, input.name);
    if (value === '' && kept.has(input.name)) continue;
    const checked = checkAuthInput(input, value);
    if (!('wrong' in checked)) continue;
    const message = `${input.title} ${checked.wrong}.`;
    faults.fields[input.name] = message;
    faults.summary.push({ message, href: `#${authFieldId(input.name)}`, lang });
  }
  return faults.summary.length > 0 ? faults : undefined;
}
