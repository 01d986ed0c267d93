import type { Review } from '@minimart/reviews';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import { requireIfMatch } from '../../http/require-if-match.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { mailReply } from '../mails/mail-reply.ts';
import { presentToDeveloper } from './present-review.ts';
import {
  developerPageSchema,
  developerReviewQuery,
  developerReviewSchema,
  replyBody,
  replyParams,
} from './review-schemas.ts';

const all = '/v1/developer/apps/{appId}/reviews';
const reply = `${all}/{reviewId}/reply`;

/** What the developer of an app reads in its reviews, and answers. */
export function replyRoutes(services: Services): Route[] {
  const { catalogOf, reviewsOf, inTransaction } = services;
  const shared = {
    tag: 'Reviews',
    access: 'signed-in',
    path: reply,
    params: replyParams,
    answer: developerReviewSchema,
  } as const;
  return [
    defineRoute({
      ...shared,
      id: 'listDeveloperReviews',
      tokenScope: 'apps:read',
      method: 'get',
      path: all,
      summary: 'The reviews of an app of yours, the latest first, each with the ETag that guards its reply.',
      params: z.object({ appId: z.string() }),
      query: developerReviewQuery,
      answer: developerPageSchema,
      async handle({ params: { appId }, query, actor: { userId } }) {
        const em = services.em();
        await catalogOf(em).appOf({ appId, ownerId: userId });
        const reviews = reviewsOf(em);
        const { items, nextCursor } = await reviews.list({ appId, ...query });
        const rating = (await reviews.ratingsOf([appId])).get(appId)!;
        return { body: { items: items.map(presentToDeveloper), nextCursor, rating } };
      },
    }),
    defineRoute({
      ...shared,
      id: 'replyToReview',
      tokenScope: 'apps:write',
      ifMatch: 'required',
      tagged: true,
      method: 'put',
      summary: 'Write your one reply to a review, or edit it. If-Match carries the replyEtag of your last read.',
      body: replyBody,
      async handle({ params, body: { text }, actor, header }) {
        await catalogOf(services.em()).appOf({ appId: params.appId, ownerId: actor.userId });
        const ifMatch = requireIfMatch(header);
        const review = await inTransaction(async (em) => {
          const said = { text, by: actor.userId, ifMatch };
          const { review: replied, change } = await reviewsOf(em).reply(params, said);
          if (change !== 'unchanged') await writeDown(services, em, { review: replied, action: 'review_answered' });
          if (change === 'written') await mailReply(services, em, replied);
          return replied;
        });
        return present(review);
      },
    }),
    defineRoute({
      ...shared,
      id: 'deleteReply',
      tokenScope: 'apps:write',
      ifMatch: 'optional',
      tagged: true,
      method: 'delete',
      summary: 'Delete your reply. If-Match, where sent, is the replyEtag of your last read.',
      async handle({ params, actor, header }) {
        await catalogOf(services.em()).appOf({ appId: params.appId, ownerId: actor.userId });
        const review = await inTransaction(async (em) => {
          const { review: left, change } = await reviewsOf(em).removeReply(params, header('if-match') ?? '*');
          if (change === 'deleted') await writeDown(services, em, { review: left, action: 'review_answer_deleted' });
          return left;
        });
        return present(review);
      },
    }),
  ];
}

/** In the log of the workspace it is the app that answers: where its developer sits is not that workspace's to know. */
function writeDown(
  { audit }: Services,
  em: EntityManager,
  { review: { workspaceId, appId }, action }: { review: Review; action: 'review_answered' | 'review_answer_deleted' },
): Promise<void> {
  return audit(em, { workspaceId, by: { kind: 'app', appId }, action, appId });
}

function present(review: Review) {
  return { body: presentToDeveloper(review), headers: { etag: review.replyEtag } };
}
