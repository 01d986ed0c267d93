import { defineEntity, p } from '@mikro-orm/core';
import type { MailStatus } from '../mail.ts';

const MailSchema = defineEntity({
  name: 'MailRow',
  schema: 'mail',
  tableName: 'messages',
  properties: {
    id: p.text().primary(),
    toName: p.text(),
    toAddress: p.text(),
    subject: p.text().nullable().strictNullable(),
    text: p.text().nullable().strictNullable(),
    html: p.text().nullable().strictNullable(),
    sealed: p.blob().columnType('bytea').$type<Buffer>().nullable().strictNullable(),
    dedupeKey: p.text().nullable().strictNullable(),
    status: p.text().$type<MailStatus>(),
    attempts: p.integer(),
    dueAt: p.datetime().columnType('timestamptz').defaultRaw('clock_timestamp()'),
    leaseToken: p.text().nullable().strictNullable(),
    leasedUntil: p.datetime().columnType('timestamptz').nullable().strictNullable(),
    lastError: p.text().nullable().strictNullable(),
    createdAt: p.datetime(3).columnType('timestamptz(3)').defaultRaw('clock_timestamp()'),
    settledAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
  },
  indexes: [
    { name: 'messages_recipient_index', properties: ['toAddress', 'createdAt', 'id'] },
    { name: 'messages_due_index', properties: ['dueAt'], where: `status in ('waiting', 'queued')` },
    { name: 'messages_created_index', properties: ['createdAt'] },
  ],
  uniques: [{ name: 'messages_dedupe_unique', properties: ['dedupeKey', 'toAddress'] }],
});

/** One row of `mail.messages`: a mail to one recipient, its words sealed until it was sent; in the clear where a former release wrote them. */
export class MailRow extends MailSchema.class {}
MailSchema.setClass(MailRow);
