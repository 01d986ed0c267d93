import { ownValue } from '../own-value.ts';
import type { AskedScope } from './choose-scopes.ts';

/**
 * The scopes that a form asks for: those ticked, in the order they had, new ones after them. Reasons and choices of what is not ticked are left
 * out.
 */
export function readScopesForm(form: FormData): AskedScope[] {
  const texts = (name: string) => form.getAll(name).filter((value) => typeof value === 'string');
  const ticked = [...new Set(texts('scope'))];
  const order = texts('order').filter((id) => ticked.includes(id));
  const fields = Object.fromEntries(
    [...form].filter((field): field is [string, string] => typeof field[1] === 'string'),
  );
  return [...new Set([...order, ...ticked])].map((id) => ({
    id,
    reason: (ownValue(fields, `reason ${id}`) ?? '').replaceAll(/\s*\r?\n\s*/g, ' ').trim(),
    optional: ownValue(fields, `optional ${id}`) === 'yes',
  }));
}
