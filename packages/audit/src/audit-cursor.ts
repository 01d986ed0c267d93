import { Refusal } from '@minimart/problem';
import type { AuditErrorCode } from './audit-error-codes.ts';

/** Writes the place of a line as an opaque text (base64url). */
export function writeAuditCursor(id: string): string {
  return Buffer.from(`audit ${id}`).toString('base64url');
}

/** Reads what `writeAuditCursor` wrote; throws the refusal `invalid_cursor` for anything else. */
export function parseAuditCursor(cursor: string): string {
  const [, id] = /^audit (\d{1,18})$/.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? [];
  if (id !== undefined) return id;
  const message = 'This is not a cursor of this list. Use the nextCursor of a page, or leave it out.';
  throw new Refusal<AuditErrorCode>({ code: 'invalid_cursor', detail: message, errors: [{ path: 'cursor', message }] });
}
