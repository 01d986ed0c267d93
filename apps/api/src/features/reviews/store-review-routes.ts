import { z } from 'zod';
import type { Services } from '../../compose.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { findReadable, linkToken } from '../listings/find-readable.ts';
import { presentReview } from './present-review.ts';
import { reviewPageSchema, reviewQuery, reviewSchema } from './review-schemas.ts';

/** What everybody reads of an app from those who use it. */
export function storeReviewRoutes(services: Services): Route[] {
  return [
    defineRoute({
      id: 'listReviews',
      tokenScope: 'apps:read',
      method: 'get',
      path: '/v1/apps/{slug}/reviews',
      tag: 'Store',
      summary: 'The reviews of an app by workspaces that have used it, the latest first, and what they come to.',
      access: 'public',
      shared: true,
      params: z.object({ slug: z.string() }),
      query: reviewQuery.extend({ link: linkToken }),
      answer: reviewPageSchema,
      async handle({ params: { slug }, query: { link: token, ...page }, actor }) {
        const em = services.em();
        const { appId } = (await findReadable(services, em, { slug, token, actor })).listing;
        const reviews = services.reviewsOf(em);
        const { items, nextCursor } = await reviews.list({ appId, ...page });
        const rating = (await reviews.ratingsOf([appId])).get(appId)!;
        const body = { items: items.map(presentReview), nextCursor, rating };
        return token === undefined ? { body } : { body, headers: { 'cache-control': 'no-store' } };
      },
    }),
    defineRoute({
      id: 'getStoreReview',
      tokenScope: 'apps:read',
      method: 'get',
      path: '/v1/apps/{slug}/reviews/{reviewId}',
      tag: 'Store',
      summary: 'One review of an app.',
      access: 'public',
      params: z.object({ slug: z.string(), reviewId: z.string() }),
      query: z.object({ link: linkToken }),
      answer: reviewSchema,
      async handle({ params: { slug, reviewId }, query: { link: token }, actor }) {
        const em = services.em();
        const { appId } = (await findReadable(services, em, { slug, token, actor })).listing;
        return { body: presentReview(await services.reviewsOf(em).findShown({ appId, reviewId })) };
      },
    }),
  ];
}
