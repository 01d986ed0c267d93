import { defineEntity, p } from '@mikro-orm/core';
import type { ReportReason, ReportState } from '../report.ts';

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
    state: p.text().$type<ReportState>().default('open'),
    decidedAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
    decidedBy: p.text().nullable().strictNullable(),
    decisionNote: p.text().nullable().strictNullable(),
  },
  indexes: [
    { name: 'reports_app_index', properties: ['appId', 'reportedAt', 'id'] },
    { name: 'reports_open_index', properties: ['appId', 'reviewId'], where: `state = 'open'` },
    { name: 'reports_age_index', properties: ['reportedAt'], where: 'user_id is not null or email is not null' },
  ],
});

/** One row of `reviews.reports`: what a visitor reported, and what was decided about it. */
export class ReportRow extends ReportSchema.class {}
ReportSchema.setClass(ReportRow);
