import type { Review } from '@minimart/reviews';
import type { z } from 'zod';
import type { developerReviewSchema, reviewSchema } from './review-schemas.ts';

/** A review as everybody reads it; who of the workspace wrote it is not said. */
export function presentReview(review: Review): z.input<typeof reviewSchema> {
  const { id, workspaceName, stars, text, version, writtenAt, editedAt, reply } = review;
  return {
    id,
    by: workspaceName,
    stars,
    text,
    version,
    writtenAt: writtenAt.toISOString(),
    editedAt: editedAt?.toISOString() ?? null,
    reply: reply && {
      text: reply.text,
      repliedAt: reply.repliedAt.toISOString(),
      editedAt: reply.editedAt?.toISOString() ?? null,
      isToFormer: editedAt !== null && editedAt > (reply.editedAt ?? reply.repliedAt),
    },
  };
}

/** A review as the developer of the app reads it. */
export function presentToDeveloper(review: Review): z.input<typeof developerReviewSchema> {
  return { ...presentReview(review), replyEtag: review.replyEtag };
}
