import { defineEntity, p } from '@mikro-orm/core';
import type { KeyEvent } from '../key-audit.ts';

const KeyAuditRowSchema = defineEntity({
  name: 'KeyAuditRow',
  schema: 'keys',
  tableName: 'audit_log',
  properties: {
    id: p.bigint('string').primary().autoincrement(),
    at: p.datetime().columnType('timestamptz').defaultRaw('clock_timestamp()'),
    event: p.text().$type<KeyEvent>(),
    keyId: p.text(),
    subject: p.text(),
    tenant: p.text(),
    actor: p.text(),
    address: p.text().nullable().strictNullable(),
    detail: p.json<Record<string, unknown>>().columnType('jsonb'),
  },
  indexes: [{ name: 'audit_log_subject_index', properties: ['subject', 'id'] }],
});

/** One row of `keys.audit_log`, which a trigger keeps as it was written. */
export class KeyAuditRow extends KeyAuditRowSchema.class {}
KeyAuditRowSchema.setClass(KeyAuditRow);
