import { defineEntity, p } from '@mikro-orm/core';
import type { AccountAction } from '../account-entry.ts';
import type { AuditActorKind } from '../audit-entry.ts';

const AccountSchema = defineEntity({
  name: 'AccountAuditRow',
  schema: 'audit',
  tableName: 'account_entries',
  properties: {
    id: p.bigint('string').primary().autoincrement(),
    at: p.datetime().columnType('timestamptz').defaultRaw('clock_timestamp()'),
    accountId: p.text(),
    action: p.text().$type<AccountAction>(),
    actorKind: p.text().$type<AuditActorKind>(),
    actorId: p.text().nullable().strictNullable(),
    actorName: p.text(),
    address: p.text().nullable().strictNullable(),
    userAgent: p.text().nullable().strictNullable(),
    detail: p.json<Record<string, unknown>>(),
  },
  indexes: [{ name: 'account_entries_account_index', properties: ['accountId', 'id'] }],
});

/** One row of `audit.account_entries`: written once, never changed. */
export class AccountAuditRow extends AccountSchema.class {}
AccountSchema.setClass(AccountAuditRow);
