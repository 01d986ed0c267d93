import { defineEntity, p } from '@mikro-orm/core';
import type { AuditAction } from '../audit-actions.ts';
import type { AuditActorKind } from '../audit-entry.ts';

const AuditSchema = defineEntity({
  name: 'AuditRow',
  schema: 'audit',
  tableName: 'entries',
  properties: {
    id: p.bigint('string').primary().autoincrement(),
    at: p.datetime().columnType('timestamptz').defaultRaw('clock_timestamp()'),
    workspaceId: p.text(),
    action: p.text().$type<AuditAction>(),
    actorKind: p.text().$type<AuditActorKind>(),
    actorId: p.text().nullable().strictNullable(),
    actorName: p.text(),
    appId: p.text().nullable().strictNullable(),
    appName: p.text().nullable().strictNullable(),
    installationId: p.text().nullable().strictNullable(),
    address: p.text().nullable().strictNullable(),
    userAgent: p.text().nullable().strictNullable(),
    detail: p.json<Record<string, unknown>>(),
  },
  indexes: [{ name: 'entries_workspace_index', properties: ['workspaceId', 'id'] }],
});

/** One row of `audit.entries`: written once, never changed. */
export class AuditRow extends AuditSchema.class {}
AuditSchema.setClass(AuditRow);
