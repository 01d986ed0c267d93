import { Refusal } from '@minimart/problem';
import type { ApprovalErrorCode } from './approval-error-codes.ts';
import type { InstallRequest } from './install-request.ts';

type Place = Pick<InstallRequest, 'createdAt' | 'id'>;

/** Writes the place of an ask as an opaque text (base64url). */
export function writeRequestCursor({ createdAt, id }: Place): string {
  return Buffer.from(`ask ${createdAt.getTime()} ${id}`).toString('base64url');
}

/** Reads what `writeRequestCursor` wrote; throws the refusal `invalid_cursor` for anything else. */
export function parseRequestCursor(cursor: string): Place {
  // Fourteen digits reach the year 5138; years past 9999 are written with a sign, which PostgreSQL does not read.
  const [, time, id] = /^ask (\d{1,14}) (\w{1,64})$/.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? [];
  if (time !== undefined && id !== undefined) return { createdAt: new Date(Number(time)), id };
  const message = 'This is not a cursor of this list. Use the nextCursor of a page, or leave it out.';
  throw new Refusal<ApprovalErrorCode>({
    code: 'invalid_cursor',
    detail: message,
    errors: [{ path: 'cursor', message }],
  });
}
