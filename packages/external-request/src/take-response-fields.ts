import { parseJsonPath, readJsonPath } from './json-path.ts';
import type { ResponseField } from './response-field-schema.ts';

/** What a response field came to: its value, or null and why there is none. */
export interface TakenField {
  name: string;
  path: string;
  value: string | number | boolean | null;
  /** Why there is no value, in a few words; null when there is one. */
  note: string | null;
}

const longest = 2000;

/** Takes the fields out of the body of an answer. What is not there, or is no plain value, is null with a note; nothing is a failure. */
export function takeResponseFields(
  fields: readonly Pick<ResponseField, 'name' | 'path'>[],
  { body, truncated = false }: { body: string | null; truncated?: boolean },
): TakenField[] {
  const parsed = parse(body);
  return fields.map(({ name, path }) => {
    const none = (note: string): TakenField => ({ name, path, value: null, note });
    if (parsed === undefined)
      return none(truncated ? 'The answer is too long, so it was not read to its end.' : 'The answer is not JSON.');
    const query = parseJsonPath(path);
    const value = query.ok ? readJsonPath(parsed.value, query.segments) : undefined;
    if (value === undefined) return none('There is nothing at this path.');
    if (value === null) return none('It is null there.');
    if (!isTakeable(value)) return none(describe(value));
    return {
      name,
      path,
      value: typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '') : value,
      note: null,
    };
  });
}

/** Whether a JSON value can be kept as a field: a text of at most 2,000 characters, a number, true or false. */
export function isTakeable(value: unknown): value is string | number | boolean {
  if (typeof value === 'string') return value.length <= longest;
  return typeof value === 'number' || typeof value === 'boolean';
}

function describe(value: unknown): string {
  if (typeof value === 'string') return `The text there is longer than ${longest} characters.`;
  return `There is ${Array.isArray(value) ? 'a list' : 'an object'}, and a field holds one value. Lead the path further.`;
}

function parse(body: string | null): { value: unknown } | undefined {
  try {
    return body === null ? undefined : { value: JSON.parse(body, withExactNumbers) as unknown };
  } catch {
    return undefined;
  }
}

/** A number that JavaScript cannot hold exactly, such as a long id, stays the text that was written: it is to come back as it was. */
function withExactNumbers(_name: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number' || (Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value)))
    return value;
  return context?.source ?? value;
}
