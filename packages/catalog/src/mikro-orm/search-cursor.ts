import { Refusal } from '@minimart/problem';
import type { CatalogErrorCode } from '../catalog-error-codes.ts';
import type { SearchSort } from '../search.ts';
import { toStoredText } from './to-stored-text.ts';

/** The last app of a page: what it is sorted by, but for its installs, whose exact number is not told (ADR 45), and its id. */
export interface SearchCursor {
  key: string;
  id: string;
}

const isKeyOf: Record<SearchSort, (key: string) => boolean> = {
  name: () => true,
  new: isTimestamp,
  popular: (key) => key === '0',
  relevance: (key) => /^\d$/u.test(key),
};

/** A text for an address. */
export function writeCursor({ key, id }: SearchCursor): string {
  return Buffer.from(JSON.stringify([key, id])).toString('base64url');
}

/** A cursor is used with the order it was made for; refuses one of another order, and what is none, as `invalid_request`. */
export function readCursor(cursor: string, sort: SearchSort): SearchCursor {
  try {
    const [key, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    if (typeof key === 'string' && isKeyOf[sort](key) && typeof id === 'string')
      return { key: toStoredText(key), id: toStoredText(id) };
  } catch {
    // not JSON: the same answer as for JSON of another shape
  }
  const message = 'Send the nextCursor of the page before, with the same sort, or leave it out.';
  throw new Refusal<CatalogErrorCode>({
    code: 'invalid_request',
    detail: `The cursor is not one. ${message}`,
    errors: [{ path: 'query.cursor', message }],
  });
}

/** Whether PostgreSQL will read it: `Date` turns the 30th of February into March and knows a year 0, PostgreSQL refuses both. */
function isTimestamp(key: string): boolean {
  if (!/^(?!0000)\d{4}-\d\d-\d\dT[\d:]{8}\.\d{6}Z$/u.test(key)) return false;
  const date = new Date(key);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(key.slice(0, 19));
}
