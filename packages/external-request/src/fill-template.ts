import { Refusal } from '@minimart/problem';
import { closestName } from './closest-name.ts';
import { mask, maskText } from './mask-values.ts';
import type { RequestValue, RequestValues } from './mask-values.ts';
import { parseTemplate } from './parse-template.ts';

/** Writes one value for the place it goes to; throws a Refusal when the place cannot carry it. */
export type Escape = (text: string, variable: string) => string;

/**
 * Puts values into a text, each escaped by `escape`. One pass: a `{{name}}` inside a value stays text.
 * Throws `unknown_variable` when a variable has no value.
 */
export function fillTemplate(text: string, values: RequestValues, escape: Escape): string {
  return parseTemplate(text)
    .parts.map((part) => {
      if (typeof part === 'string') return part;
      const value = valueOf(part.variable, values);
      return value === mask ? maskText : escape(toText(value), part.variable);
    })
    .join('');
}

/** The value of one variable; throws `unknown_variable` when it has none. */
export function valueOf(variable: string, values: RequestValues): RequestValue {
  const value = Object.hasOwn(values, variable) ? values[variable] : undefined;
  if (value !== undefined) return value;
  const closest = closestName(variable, Object.keys(values));
  throw new Refusal({
    code: 'unknown_variable',
    detail: `The variable {{${variable}}} has no value.${closest === undefined ? '' : ` Did you mean {{${closest}}}?`}`,
    extra: { variable },
  });
}

function toText(value: string | number | boolean | null): string {
  // Half a surrogate pair has no UTF-8 form, and encodeURIComponent throws on it.
  return value === null ? '' : String(value).toWellFormed();
}
