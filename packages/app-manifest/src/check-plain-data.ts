import { isStorable } from '@minimart/auth-inputs';
import { fieldPath } from '@minimart/problem';
import { mistake, type ManifestMistake } from './manifest-error.ts';

const maxDepth = 40;
const maxValues = 20_000;

/**
 * Whether an input is JSON data of a sane size whose texts PostgreSQL can hold (no NUL, no half surrogate pairs).
 * Walks without recursion, so that no depth of nesting can exhaust the stack, and stops at the first mistake.
 */
export function checkPlainData(input: unknown, prefix: string): ManifestMistake[] {
  const waiting: { value: unknown; path: PropertyKey[] }[] = [{ value: input, path: [] }];
  for (let seen = 0; waiting.length > 0; seen++) {
    const { value, path } = waiting.pop() ?? { value: null, path: [] };
    const wrong = seen > maxValues ? `The manifest has more than ${maxValues} values.` : mistakeOf(value, path.length);
    if (wrong !== undefined) return [mistake(fieldPath(path.slice(0, 8), prefix), wrong)];
    if (typeof value !== 'object' || value === null) continue;
    const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
    const unfit = entries.find(([key]) => typeof key === 'string' && !isStorable(key));
    if (unfit !== undefined)
      return [mistake(fieldPath(path, prefix), 'A name here has a character that cannot be stored.')];
    waiting.push(...entries.reverse().map(([key, item]) => ({ value: item, path: [...path, key] })));
  }
  return [];
}

function mistakeOf(value: unknown, depth: number): string | undefined {
  if (depth > maxDepth) return `The manifest is nested more than ${maxDepth} levels deep.`;
  if (typeof value === 'string')
    return isStorable(value) ? undefined : 'This text has a character that cannot be stored.';
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : 'This number is not finite.';
  return typeof value === 'bigint' || typeof value === 'function' ? 'This is not JSON data.' : undefined;
}
