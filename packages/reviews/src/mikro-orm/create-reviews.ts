import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '@minimart/problem';
import { createId } from '@minimart/tokens';
import { assertEarned, judgeUse, type RealUse, type UsePort } from '../real-use.ts';
import { noReviewEtag, type Hidden, type Review, type ReviewPage, type ReviewQuery } from '../review.ts';
import type { ReviewErrorCode } from '../review-error-codes.ts';
import type { Rating, Stars } from '../stars.ts';
import { countAct } from './count-act.ts';
import { listReviews, readRatings } from './list-reviews.ts';
import { ReviewRow } from './review.entity.ts';
import { assertReviewUnchanged, toReview } from './to-review.ts';

/** Which review: that of a workspace of an app. */
export interface ReviewPlace {
  workspaceId: string;
  appId: string;
}

/** What a workspace says, and who of it. */
export interface NewReview extends ReviewPlace {
  workspaceName: string;
  authorId: string;
  stars: Stars;
  /** As `toPlainWords` makes it. */
  text: string;
  /** The tag that was read: `noReviewEtag` where there was none, `*` for whatever is there. */
  ifMatch: string;
}

/** What became of it; `unchanged` when it said the same already. */
export interface WrittenReview {
  review: Review;
  change: 'written' | 'edited' | 'unchanged';
}

/** Which review of an app its developer answers. */
export interface ReplyPlace {
  appId: string;
  reviewId: string;
}

/** Reviews and their replies, in the EntityManager's transaction. All but reading must run in one. */
export interface Reviews {
  /** The review of a workspace, and whether it may write one. */
  stateOf(place: ReviewPlace): Promise<{ review: Review | undefined; use: RealUse }>;
  /**
   * Writes the one review of a workspace, or edits it. Who has earned it once may edit it for good. Refuses `review_not_earned`, `review_changed` and
   * `words_limit_reached`.
   */
  write(said: NewReview): Promise<WrittenReview>;
  /** Deletes it with its reply; undefined when there is none. Refuses `review_changed`. */
  remove(place: ReviewPlace, ifMatch: string): Promise<Review | undefined>;
  /** Throws `invalid_cursor`. */
  list(query: ReviewQuery): Promise<ReviewPage>;
  /** The rating of each app, also of those without a review. */
  ratingsOf(appIds: readonly string[]): Promise<Map<string, Rating>>;
  /** Throws `not_found`, also for a review of another app. */
  find(place: ReplyPlace): Promise<Review>;
  /** What everybody reads. Throws `not_found`, also for a hidden one. */
  findShown(place: ReplyPlace): Promise<Review>;
  /** Hides a review from everybody but its authors, who read the words, or shows it again (null); whether it was otherwise before. Refuses `not_found`. */
  setHidden(place: ReplyPlace, hiding: Pick<Hidden, 'words'> | null): Promise<{ review: Review; isChanged: boolean }>;
  /** Writes the one reply to a review, or edits it. Refuses `not_found`, `review_changed` and `words_limit_reached`. */
  reply(
    place: ReplyPlace,
    said: { text: string; by: string; ifMatch: string },
  ): Promise<{ review: Review; change: 'written' | 'edited' | 'unchanged' }>;
  /** Deletes the reply, where there is one. Refuses `not_found` and `review_changed`. */
  removeReply(place: ReplyPlace, ifMatch: string): Promise<{ review: Review; change: 'deleted' | 'unchanged' }>;
}

const asStored = { disableIdentityMap: true } as const;

/** Reviews on PostgreSQL; `use` says whether an app was used. */
export function createReviews(em: EntityManager, { clock, use }: { clock: { now(): Date }; use: UsePort }): Reviews {
  const findAt = (place: ReviewPlace) => em.findOne(ReviewRow, { ...place }, asStored);
  const findMine = async (place: ReviewPlace) => {
    await waitForTurn(em, place);
    return em.findOne(ReviewRow, { ...place }, { ...asStored, lockMode: LockMode.PESSIMISTIC_WRITE });
  };
  const judge = async (place: ReviewPlace) => judgeUse(await use.useOf(place), clock.now());
  const findOf = async ({ appId, reviewId }: ReplyPlace, lockMode?: LockMode) => {
    const row = await em.findOne(ReviewRow, { id: reviewId, appId }, { ...asStored, ...(lockMode && { lockMode }) });
    if (row === null) throw noSuchReview();
    return row;
  };
  const save = async (row: ReviewRow, changes: Partial<Omit<ReviewRow, symbol>>) => {
    await em.nativeUpdate(ReviewRow, { id: row.id }, changes);
    return toReview({ ...row, ...changes });
  };
  return {
    async stateOf(place) {
      const row = await findAt(place);
      return { review: row === null ? undefined : toReview(row), use: await judge(place) };
    },
    async write({ workspaceId, appId, ifMatch, ...said }) {
      const place = { workspaceId, appId };
      const row = await findMine(place);
      // Sent again, by a second click or by a network that lost the answer: it is what is there.
      if (row !== null && row.stars === said.stars && row.text === said.text)
        return { review: toReview(row), change: 'unchanged' };
      assertReviewUnchanged(row === null ? noReviewEtag : toReview(row).etag, ifMatch, 'review');
      const now = clock.now();
      const judged = await judge(place);
      const version = row === null || judged.ok ? assertEarned(judged) : row.version;
      await countAct(em, { who: said.authorId, act: 'review', now });
      if (row !== null)
        return {
          review: await save(row, { ...said, version, revision: row.revision + 1, editedAt: now }),
          change: 'edited',
        };
      const silent = { reply: null, replyRevision: 0, repliedAt: null, replyEditedAt: null };
      const shown = { hiddenAt: null, hiddenWords: null };
      const fresh = { id: createId('rev'), revision: 1, writtenAt: now, editedAt: null, ...silent, ...shown };
      const written = { ...place, ...said, version, ...fresh };
      await em.insert(ReviewRow, written);
      return { review: toReview(written), change: 'written' };
    },
    async remove(place, ifMatch) {
      const row = await findMine(place);
      if (row === null) return undefined;
      const review = toReview(row);
      assertReviewUnchanged(review.etag, ifMatch, 'review');
      await em.nativeDelete(ReviewRow, { id: row.id });
      return review;
    },
    list: (query) => listReviews(em, query),
    ratingsOf: (appIds) => readRatings(em, appIds),
    find: async (place) => toReview(await findOf(place)),
    async findShown(place) {
      const review = toReview(await findOf(place));
      if (review.hidden !== null) throw noSuchReview();
      return review;
    },
    async setHidden(place, hiding) {
      const row = await findOf(place, LockMode.PESSIMISTIC_WRITE);
      if ((row.hiddenAt !== null) === (hiding !== null)) return { review: toReview(row), isChanged: false };
      const changes = { hiddenAt: hiding && clock.now(), hiddenWords: hiding && hiding.words };
      return { review: await save(row, changes), isChanged: true };
    },
    async reply(place, { text, by, ifMatch }) {
      const row = await findOf(place, LockMode.PESSIMISTIC_WRITE);
      if (row.reply === text) return { review: toReview(row), change: 'unchanged' };
      assertReviewUnchanged(toReview(row).replyEtag, ifMatch, 'reply');
      const now = clock.now();
      await countAct(em, { who: by, act: 'reply', now });
      const isFirst = row.reply === null;
      const dates = isFirst ? { repliedAt: now, replyEditedAt: null } : { replyEditedAt: now };
      const review = await save(row, { reply: text, replyRevision: row.replyRevision + 1, ...dates });
      return { review, change: isFirst ? 'written' : 'edited' };
    },
    async removeReply(place, ifMatch) {
      const row = await findOf(place, LockMode.PESSIMISTIC_WRITE);
      if (row.reply === null) return { review: toReview(row), change: 'unchanged' };
      assertReviewUnchanged(toReview(row).replyEtag, ifMatch, 'reply');
      const nothing = { reply: null, repliedAt: null, replyEditedAt: null };
      return { review: await save(row, { ...nothing, replyRevision: row.replyRevision + 1 }), change: 'deleted' };
    },
  };
}

const noSuchReview = () =>
  new Refusal<ReviewErrorCode>({
    code: 'not_found',
    detail: 'There is no such review of this app. Perhaps it was deleted.',
  });

/** Those who write or delete one review come in turn, also while there is no row that they could lock; a reply locks the row alone. */
async function waitForTurn(em: EntityManager, { workspaceId, appId }: ReviewPlace): Promise<void> {
  const name = `reviews.reviews ${workspaceId} ${appId}`;
  await em.execute(`select pg_advisory_xact_lock(hashtextextended(?, 0))`, [name]);
}
