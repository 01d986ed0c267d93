import type { KeyAuditEntry, KeyRecord } from '@minimart/keys';
import { Refusal } from '@minimart/problem';

/** Writes the place of a key in the list of its installation's keys as an opaque text (base64url). */
export function writeKeyCursor({ createdAt, id }: Pick<KeyRecord, 'createdAt' | 'id'>): string {
  return encode(`${createdAt.getTime()} ${id}`);
}

/** Reads what `writeKeyCursor` wrote; throws the refusal `invalid_request` for anything else. */
export function parseKeyCursor(cursor: string): Pick<KeyRecord, 'createdAt' | 'id'> {
  // Fourteen digits reach the year 5138; years past 9999 are written with a sign, which PostgreSQL does not read.
  const [, time, id] = /^(\d{1,14}) (\w{1,64})$/.exec(decode(cursor)) ?? [];
  if (time === undefined || id === undefined) throw noCursor();
  return { createdAt: new Date(Number(time)), id };
}

/** Writes the place of an event in a history. */
export function writeEventCursor({ id }: Pick<KeyAuditEntry, 'id'>): string {
  return encode(`event ${id}`);
}

/** Reads what `writeEventCursor` wrote; throws the refusal `invalid_request` for anything else. */
export function parseEventCursor(cursor: string): string {
  const [, id] = /^event (\d{1,18})$/.exec(decode(cursor)) ?? [];
  if (id === undefined) throw noCursor();
  return id;
}

const encode = (text: string) => Buffer.from(text).toString('base64url');
const decode = (cursor: string) => Buffer.from(cursor, 'base64url').toString('utf8');

function noCursor(): Refusal {
  const message = 'This is not a cursor of this list. Use the nextCursor of a page, or leave it out.';
  return new Refusal({ code: 'invalid_request', detail: message, errors: [{ path: 'cursor', message }] });
}
