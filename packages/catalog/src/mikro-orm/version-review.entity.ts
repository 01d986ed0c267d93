import { defineEntity, p } from '@mikro-orm/core';
import type { FieldRemark, VersionCheck, VersionReviewStatus } from '../version-review.ts';

const VersionReviewSchema = defineEntity({
  name: 'VersionReview',
  schema: 'catalog',
  tableName: 'version_reviews',
  indexes: [
    { name: 'version_reviews_queue_index', properties: ['status', 'submittedAt', 'appId', 'version'] },
    { name: 'version_reviews_check_index', properties: ['checkDueAt'], where: 'check_due_at is not null' },
  ],
  uniques: [{ name: 'version_reviews_one_waiting', properties: ['appId'], where: `status = 'waiting'` }],
  properties: {
    appId: p.text().primary(),
    version: p.text().primary(),
    status: p.text().$type<VersionReviewStatus>(),
    percentage: p.integer(),
    submittedAt: p.datetime().columnType('timestamptz'),
    checks: p.json<VersionCheck[]>().nullable().strictNullable(),
    checkDueAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
    decidedAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
    decidedBy: p.text().nullable().strictNullable(),
    note: p.text(),
    fields: p.json<FieldRemark[]>(),
    revision: p.integer(),
  },
});

/** One row of `catalog.version_reviews`: a version that has to be looked at, and what came of it. */
export class VersionReviewEntity extends VersionReviewSchema.class {}
VersionReviewSchema.setClass(VersionReviewEntity);
