import { defineEntity, p } from '@mikro-orm/core';
import type { RequestStatus } from '../install-request.ts';

const RequestSchema = defineEntity({
  name: 'RequestRow',
  schema: 'approvals',
  tableName: 'requests',
  properties: {
    id: p.text().primary(),
    workspaceId: p.text(),
    appId: p.text(),
    version: p.text(),
    userId: p.text(),
    scopes: p.array().columnType('text[]'),
    note: p.text(),
    status: p.text().$type<RequestStatus>(),
    answeredBy: p.text().nullable().strictNullable(),
    answer: p.text(),
    installationId: p.text().nullable().strictNullable(),
    createdAt: p.datetime(3).columnType('timestamptz(3)'),
    answeredAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
  },
  indexes: [{ name: 'requests_workspace_index', properties: ['workspaceId', 'createdAt', 'id'] }],
  uniques: [{ name: 'requests_open_unique', properties: ['workspaceId', 'appId', 'userId'], where: `status = 'open'` }],
});

/** One row of `approvals.requests`; a member has one open row per app. */
export class RequestRow extends RequestSchema.class {}
RequestSchema.setClass(RequestRow);
