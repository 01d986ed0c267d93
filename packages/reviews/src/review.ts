import type { Stars } from './stars.ts';

/** What the developer of an app answers to a review. */
export interface Reply {
  text: string;
  repliedAt: Date;
  /** Null while it is as it was first written. */
  editedAt: Date | null;
}

/** That operators have hidden a review. */
export interface Hidden {
  at: Date;
  /** What they say to its author; null when they say nothing. */
  words: string | null;
}

/** What a workspace says of an app. There is one for each workspace and app. */
export interface Review {
  id: string;
  appId: string;
  workspaceId: string;
  /** As the workspace was called when it was last written; that is who the review is by. */
  workspaceName: string;
  /** The member who wrote it last. */
  authorId: string;
  /** The version that was used when it was last written. */
  version: string;
  stars: Stars;
  /** Plain text. */
  text: string;
  writtenAt: Date;
  /** Null while it is as it was first written. */
  editedAt: Date | null;
  reply: Reply | null;
  /** Whether those who run the store have hidden it: it is in no list and no rating. Null while everybody reads it. */
  hidden: Hidden | null;
  /** Guards two who change the review at once (RFC 9110, quotes included). */
  etag: string;
  /** Guards the reply: it changes with the review too, so that nobody answers what is not there any more. */
  replyEtag: string;
}

/** The tag of a review that is not written yet. */
export const noReviewEtag = '"review-none"';

/** Which reviews of an app to list, latest first; all of them unless told otherwise. */
export interface ReviewQuery {
  appId: string;
  stars?: Stars | undefined;
  /** Only those with a reply, or only those without. */
  replied?: boolean | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** One page; `nextCursor` is null on the last. */
export interface ReviewPage {
  items: Review[];
  nextCursor: string | null;
}
