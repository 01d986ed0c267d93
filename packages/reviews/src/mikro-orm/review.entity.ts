import { defineEntity, p } from '@mikro-orm/core';
import type { Stars } from '../stars.ts';

const ReviewSchema = defineEntity({
  name: 'ReviewRow',
  schema: 'reviews',
  tableName: 'reviews',
  properties: {
    id: p.text().primary(),
    appId: p.text(),
    workspaceId: p.text(),
    workspaceName: p.text(),
    authorId: p.text(),
    version: p.text(),
    stars: p.integer().$type<Stars>(),
    text: p.text(),
    revision: p.integer(),
    writtenAt: p.datetime(3).columnType('timestamptz(3)'),
    editedAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
    reply: p.text().nullable().strictNullable(),
    replyRevision: p.integer(),
    repliedAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
    hiddenAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
    hiddenWords: p.text().nullable().strictNullable(),
    replyEditedAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
  },
  indexes: [
    { name: 'reviews_app_index', properties: ['appId', 'writtenAt', 'id'] },
    { name: 'reviews_stars_index', properties: ['appId', 'stars', 'writtenAt', 'id'] },
  ],
  uniques: [{ name: 'reviews_one_unique', properties: ['workspaceId', 'appId'] }],
});

/** One row of `reviews.reviews`: what a workspace says of an app. */
export class ReviewRow extends ReviewSchema.class {}
ReviewSchema.setClass(ReviewRow);
