/** What tells the time in tests; without one the database's clock decides. */
export type OptionalClock = { now(): Date } | undefined;

/** The parameter for `coalesce(?::timestamptz, now())`. */
export function momentOf(clock: OptionalClock): string | null {
  return clock?.now().toISOString() ?? null;
}

/** JSON that PostgreSQL's jsonb accepts, which refuses NUL and half a surrogate pair. */
export function toJsonb(value: unknown): string {
  const text = JSON.stringify(value);
  // Both are written as escapes; hardly any value has one, and looking at each string takes its time.
  if (!/\\u(?:0000|d[89a-f])/i.test(text)) return text;
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'string' ? part.toWellFormed().replaceAll('\0', '') : part,
  );
}

/** The text of an array, as PostgreSQL reads it whatever its type; NUL and halves of surrogate pairs, which it refuses, are left out. */
export function toArray(values: readonly (string | number | boolean | null)[]): string {
  return `{${values.map(toElement).join(',')}}`;
}

function toElement(value: string | number | boolean | null): string {
  if (typeof value !== 'string') return String(value);
  const text = value.toWellFormed().replaceAll('\0', '');
  return `"${/["\\]/.test(text) ? text.replace(/["\\]/g, '\\$&') : text}"`;
}
