import { allStars, unearnedReasons } from '@minimart/reviews';
import { z } from 'zod';
import { installationParams } from '../installations/installation-schemas.ts';
import { plainWords } from './plain-words.ts';

const starsError = 'Give 1, 2, 3, 4 or 5 stars.';
const mostWords = 2_000;

export const ratingSchema = z
  .object({
    count: z.int(),
    average: z.number().nullable().describe('The mean of all reviews, to two decimals; null without a review.'),
    histogram: z
      .array(z.object({ stars: z.literal(allStars), count: z.int() }))
      .describe('By stars, the best first, zeros included.'),
  })
  .meta({ id: 'Rating' });

const replySchema = z.object({
  text: z.string().describe('Plain text.'),
  repliedAt: z.iso.datetime(),
  editedAt: z.iso.datetime().nullable(),
  isToFormer: z.boolean().describe('Whether the review was edited after the reply.'),
});

export const reviewSchema = z
  .object({
    id: z.string(),
    by: z.string().describe('The workspace, as it was called when it wrote.'),
    stars: z.literal(allStars),
    text: z.string().describe('Plain text.'),
    version: z.string().describe('The version that was used.'),
    writtenAt: z.iso.datetime(),
    editedAt: z.iso.datetime().nullable(),
    reply: replySchema.nullable().describe("The developer's."),
  })
  .meta({ id: 'Review' });

const cursor = z.string().max(500).optional();
const limit = z.coerce.number('Give a number from 1 to 100.').int().min(1).max(100).default(20);
const stars = z
  .enum(['5', '4', '3', '2', '1'], { error: starsError })
  .transform((text) => Number(text) as (typeof allStars)[number])
  .optional()
  .describe('Only those that give so many.');

export const reviewQuery = z.object({ stars, cursor, limit });

export const reviewPageSchema = z.object({
  items: z.array(reviewSchema).describe('The latest written first, whatever they say.'),
  nextCursor: z.string().nullable(),
  rating: ratingSchema.describe('Of all reviews, whichever are listed.'),
});

export const reviewBody = z.strictObject({
  stars: z.literal([1, 2, 3, 4, 5], starsError),
  text: plainWords({ most: mostWords, missing: 'Say in a few words how it works for you.' }).describe(
    'Plain text: markup and addresses are shown as they are typed.',
  ),
});

export const reviewStateSchema = z
  .object({
    review: reviewSchema.nullable(),
    hidden: z
      .object({
        at: z.iso.datetime(),
        words: z
          .string()
          .nullable()
          .describe('Why, in the words of those who run the store; null when they say nothing.'),
      })
      .nullable()
      .describe('Not null when those who run the store have hidden the review: it is in no list and no rating.'),
    writtenBy: z.string().nullable().describe('The member who wrote it last; only members of the workspace read that.'),
    shownAs: z.string().describe('The name of the workspace, by which the review is signed.'),
    mayWrite: z
      .boolean()
      .describe('Whether the workspace has used the app; a review that is written may be edited for good.'),
    reason: z
      .enum(unearnedReasons)
      .nullable()
      .describe("Why it may not: it is the developer's own, the app never worked there, or has not for long enough."),
    from: z.iso.datetime().nullable().describe('From when on it may, unless the key is used before.'),
    etag: z.string().describe('Send it as If-Match with what you write.'),
  })
  .meta({ id: 'ReviewState' });

export const reviewParams = installationParams;

export const developerReviewSchema = reviewSchema
  .extend({ replyEtag: z.string().describe('Send it as If-Match with a reply.') })
  .meta({ id: 'DeveloperReview' });

export const developerReviewQuery = reviewQuery.extend({
  replied: z
    .enum(['true', 'false'], { error: 'Say true or false.' })
    .transform((text) => text === 'true')
    .optional()
    .describe('Only those with a reply, or only those without.'),
});

export const developerPageSchema = reviewPageSchema.extend({ items: z.array(developerReviewSchema) });

export const replyBody = z.strictObject({
  text: plainWords({ most: mostWords, missing: 'Write what you answer.' }).describe(
    'Plain text, for everybody to read.',
  ),
});

export const replyParams = z.object({ appId: z.string(), reviewId: z.string() });
