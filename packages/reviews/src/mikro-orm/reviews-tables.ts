import { DailyCount } from './daily-count.entity.ts';
import { CreateReviews } from './migrations/0001-create-reviews.ts';
import { ModerateReviews } from './migrations/0002-moderation.ts';
import { HiddenWords } from './migrations/0003-hidden-words.ts';
import { ReportRow } from './report.entity.ts';
import { ReviewRow } from './review.entity.ts';

/** The PostgreSQL schema `reviews`: its entities, and its migrations in order. */
export const reviewsTables = {
  schema: 'reviews',
  entities: [ReviewRow, ReportRow, DailyCount],
  migrations: [
    { name: 'reviews-0001-create', class: CreateReviews },
    { name: 'reviews-0002-moderation', class: ModerateReviews },
    { name: 'reviews-0003-hidden-words', class: HiddenWords },
  ],
};
