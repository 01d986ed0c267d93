import { Refusal } from '@minimart/problem';
import type { Review } from './review.ts';
import type { ReviewErrorCode } from './review-error-codes.ts';

type Place = Pick<Review, 'writtenAt' | 'id'>;

/** Writes the place of a review as an opaque text (base64url). */
export function writeReviewCursor({ writtenAt, id }: Place): string {
  return Buffer.from(`review ${writtenAt.getTime()} ${id}`).toString('base64url');
}

/** Reads what `writeReviewCursor` wrote; throws the refusal `invalid_cursor` for anything else. */
export function parseReviewCursor(cursor: string): Place {
  // Fourteen digits reach the year 5138; years past 9999 are written with a sign, which PostgreSQL does not read.
  const [, time, id] = /^review (\d{1,14}) (\w{1,64})$/.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? [];
  if (time !== undefined && id !== undefined) return { writtenAt: new Date(Number(time)), id };
  const message = 'This is not a cursor of this list. Use the nextCursor of a page, or leave it out.';
  throw new Refusal<ReviewErrorCode>({
    code: 'invalid_cursor',
    detail: message,
    errors: [{ path: 'cursor', message }],
  });
}
