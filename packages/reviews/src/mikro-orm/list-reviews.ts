import type { FilterQuery } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { ReviewPage, ReviewQuery } from '../review.ts';
import { parseReviewCursor, writeReviewCursor } from '../review-cursor.ts';
import { toRating, type Rating, type Stars } from '../stars.ts';
import { ReviewRow } from './review.entity.ts';
import { toReview } from './to-review.ts';

/** A page of the reviews of an app, the latest written first: an edited one keeps its place, and a hidden one has none. Throws `invalid_cursor`. */
export async function listReviews(
  em: EntityManager,
  { appId, stars, replied, cursor, limit }: ReviewQuery,
): Promise<ReviewPage> {
  const where: FilterQuery<ReviewRow> = {
    appId,
    hiddenAt: null,
    ...(stars !== undefined && { stars }),
    ...(replied !== undefined && { reply: replied ? { $ne: null } : null }),
    ...olderThan(cursor),
  };
  const rows = await em.find(ReviewRow, where, {
    disableIdentityMap: true,
    orderBy: { writtenAt: 'desc', id: 'desc' },
    limit: limit + 1,
  });
  const items = rows.slice(0, limit).map(toReview);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? writeReviewCursor(last) : null };
}

function olderThan(cursor: string | undefined): FilterQuery<ReviewRow> & object {
  if (cursor === undefined) return {};
  const { writtenAt, id } = parseReviewCursor(cursor);
  return { $or: [{ writtenAt: { $lt: writtenAt } }, { writtenAt, id: { $lt: id } }] };
}

/** The rating of each of these apps, counted from all of its reviews at this moment; one query. */
export async function readRatings(em: EntityManager, appIds: readonly string[]): Promise<Map<string, Rating>> {
  const rows = await em.execute<{ app_id: string; stars: Stars; count: number }[]>(
    `select app_id, stars, count(*)::int as count from reviews.reviews
     where hidden_at is null and app_id in (select jsonb_array_elements_text(?::jsonb)) group by app_id, stars`,
    [JSON.stringify(appIds)],
  );
  const counts = Map.groupBy(rows, (row) => row.app_id);
  return new Map(
    appIds.map((appId) => {
      const ofApp = counts.get(appId) ?? [];
      return [appId, toRating(Object.fromEntries(ofApp.map(({ stars, count }) => [stars, count])))];
    }),
  );
}
