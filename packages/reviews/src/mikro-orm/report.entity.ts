import { defineEntity, p } from '@mikro-orm/core';
import type { ReportReason } from '../report.ts';

const ReportSchema = defineEntity({
  name: 'ReportRow',
  schema: 'reviews',
  tableName: 'reports',
  properties: {
    id: p.text().primary(),
    appId: p.text(),
    version: p.text(),
    reviewId: p.text().nullable().strictNullable(),
    reviewText: p.text().nullable().strictNullable(),
    reason: p.text().$type<ReportReason>(),
    details: p.text(),
    userId: p.text().nullable().strictNullable(),
    email: p.text().nullable().strictNullable(),
    reportedAt: p.datetime(3).columnType('timestamptz(3)'),
  },
  indexes: [
    { name: 'reports_app_index', properties: ['appId', 'reportedAt', 'id'] },
    { name: 'reports_age_index', properties: ['reportedAt'], where: 'user_id is not null or email is not null' },
  ],
});

/** One row of `reviews.reports`: what a visitor reported. */
export class ReportRow extends ReportSchema.class {}
ReportSchema.setClass(ReportRow);
