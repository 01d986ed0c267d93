import { defineEntity, p } from '@mikro-orm/core';
import type { AuditActorKind } from '../audit-entry.ts';
import type { OperatorAction, OperatorSubject } from '../operator-entry.ts';

const OperatorSchema = defineEntity({
  name: 'OperatorAuditRow',
  schema: 'audit',
  tableName: 'operator_entries',
  properties: {
    id: p.bigint('string').primary().autoincrement(),
    at: p.datetime().columnType('timestamptz').defaultRaw('clock_timestamp()'),
    action: p.text().$type<OperatorAction>(),
    actorKind: p.text().$type<AuditActorKind>(),
    actorId: p.text().nullable().strictNullable(),
    actorName: p.text(),
    subjectKind: p.text().$type<OperatorSubject['kind']>(),
    subjectId: p.text().nullable().strictNullable(),
    subjectName: p.text().nullable().strictNullable(),
    note: p.text(),
    address: p.text().nullable().strictNullable(),
    userAgent: p.text().nullable().strictNullable(),
    before: p.json<Record<string, unknown>>(),
    after: p.json<Record<string, unknown>>(),
  },
  indexes: [{ name: 'operator_entries_subject_index', properties: ['subjectId', 'id'] }],
});

/** One row of `audit.operator_entries`: written once, never changed. */
export class OperatorAuditRow extends OperatorSchema.class {}
OperatorSchema.setClass(OperatorAuditRow);
