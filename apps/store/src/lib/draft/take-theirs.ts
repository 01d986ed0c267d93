import { keyOf } from './keyed-list.ts';
import type { Clash } from './merge-drafts.ts';

/** What a form holds with one clash settled as the other one saved it; `undefined` there takes the field or the entry away. */
export function takeTheirs<Value>(value: Value, { path, theirs }: Pick<Clash, 'path' | 'theirs'>): Value {
  return put(value, stepsOf(path), theirs) as Value;
}

type Step = { field: string } | { entry: string };

/** `authInputs[crm_token].title` as a field, an entry and a field. */
export function stepsOf(path: string): Step[] {
  return [...path.matchAll(/\[([^\]]*)\]|([^.[]+)/g)].map(([, entry, field]) =>
    entry === undefined ? { field: field ?? '' } : { entry },
  );
}

function put(value: unknown, [step, ...rest]: Step[], theirs: unknown): unknown {
  if (step === undefined) return theirs;
  if ('entry' in step) return putEntry(Array.isArray(value) ? value : [], step.entry, (old) => put(old, rest, theirs));
  const object = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const next = put(Object.hasOwn(object, step.field) ? object[step.field] : undefined, rest, theirs);
  const others = Object.entries(object).filter(([name]) => name !== step.field);
  return Object.fromEntries(next === undefined ? others : [...Object.entries(object), [step.field, next]]);
}

function putEntry(list: unknown[], key: string, change: (old: unknown) => unknown): unknown[] {
  const place = list.findIndex((entry) => keyOf(entry) === key);
  const next = change(list[place]);
  const at = place === -1 ? list.length : place;
  return [...list.slice(0, at), ...(next === undefined ? [] : [next]), ...list.slice(at + 1)];
}
