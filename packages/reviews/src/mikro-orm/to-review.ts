import { Refusal } from '@minimart/problem';
import type { Review } from '../review.ts';
import type { ReviewErrorCode } from '../review-error-codes.ts';
import type { ReviewRow } from './review.entity.ts';

/** A row as the rest of the world sees it. */
export function toReview(row: Omit<ReviewRow, symbol>): Review {
  const { id, appId, workspaceId, workspaceName, authorId, version, stars, text, writtenAt, editedAt } = row;
  const { reply, repliedAt, replyEditedAt, revision, replyRevision, hiddenAt, hiddenWords } = row;
  const said = { id, appId, workspaceId, workspaceName, authorId, version, stars, text, writtenAt, editedAt };
  return {
    ...said,
    reply: reply === null || repliedAt === null ? null : { text: reply, repliedAt, editedAt: replyEditedAt },
    hidden: hiddenAt === null ? null : { at: hiddenAt, words: hiddenWords },
    etag: `"${id}-${revision}"`,
    replyEtag: `"${id}-${revision}-${replyRevision}"`,
  };
}

/** Refuses `review_changed` unless a tag is the present one, or `*`. */
export function assertReviewUnchanged(present: string, ifMatch: string, whose: 'review' | 'reply'): void {
  if (ifMatch === '*' || ifMatch === present) return;
  const what = whose === 'review' ? 'The review was' : 'The review or its reply was';
  const message = `${what} changed after you read it. Read it again, then send the new ETag as If-Match.`;
  throw new Refusal<ReviewErrorCode>({
    code: 'review_changed',
    detail: message,
    errors: [{ path: 'headers.if-match', message }],
  });
}
