import { parse } from 'qs';

/** The most fields that a form of the console has; a longer one is not ours. */
const mostFields = 12_000;

/**
 * The fields of a form as nested data, by their names: `links.support` is a field of an object, `scopes[0][id]` one of an entry of a list (its
 * numbers give the order, and may have gaps). Values are text as it was typed, but for line breaks, which are `\n`. Files are left out.
 */
export function readFormFields(form: FormData): Record<string, unknown> {
  const pairs = [...form].flatMap(([name, value]) =>
    typeof value === 'string'
      ? [`${encodeURIComponent(name)}=${encodeURIComponent(value.replaceAll('\r\n', '\n'))}`]
      : [],
  );
  return parse(pairs.join('&'), {
    allowDots: true,
    depth: 8,
    arrayLimit: 500,
    parameterLimit: mostFields,
    throwOnLimitExceeded: true,
    strictDepth: true,
  });
}
