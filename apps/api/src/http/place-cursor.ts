import { Refusal } from '@minimart/problem';

/** Writes where a page ended, a moment and two texts, as an opaque text (base64url). */
export function writePlace(at: Date, id: string, more = ''): string {
  return Buffer.from(JSON.stringify([at.toISOString(), id, more])).toString('base64url');
}

/** Reads what `writePlace` wrote; throws the refusal `invalid_cursor` for anything else. */
export function parsePlace(cursor: string): { at: Date; id: string; more: string } {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(read) && read.length === 3 && read.every((part) => typeof part === 'string')) {
      const [time, id, more] = read as [string, string, string];
      const at = new Date(time);
      if (/^\d{4}-/.test(time) && !Number.isNaN(at.getTime()) && !`${id}${more}`.includes('\0'))
        return { at, id, more };
    }
  } catch {
    // It is not as we wrote it, which is told below.
  }
  const message = 'This is not a cursor of this list. Use the nextCursor of a page, or leave it out.';
  throw new Refusal({ code: 'invalid_cursor', detail: message, errors: [{ path: 'cursor', message }] });
}
