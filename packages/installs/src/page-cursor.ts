import { Refusal } from '@minimart/problem';

/** The place in a list sorted by time of creation, then id. */
export interface PagePlace {
  createdAt: Date;
  id: string;
}

/** Writes a place as an opaque text (base64url). */
export function writeCursor({ createdAt, id }: PagePlace): string {
  return Buffer.from(`${createdAt.getTime()} ${id}`).toString('base64url');
}

/** Reads what `writeCursor` wrote; throws the refusal `invalid_request` for anything else. */
export function parseCursor(cursor: string): PagePlace {
  // Fourteen digits reach the year 5138; years past 9999 are written with a sign, which PostgreSQL does not read.
  const [, time, id] = /^(\d{1,14}) (\w{1,64})$/.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? [];
  if (time !== undefined && id !== undefined) return { createdAt: new Date(Number(time)), id };
  const message = 'This is not a cursor of this list. Use the nextCursor of a page, or leave it out.';
  throw new Refusal({ code: 'invalid_request', detail: message, errors: [{ path: 'cursor', message }] });
}
