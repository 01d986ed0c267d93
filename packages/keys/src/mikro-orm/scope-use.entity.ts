import { defineEntity, p } from '@mikro-orm/core';

const ScopeUseSchema = defineEntity({
  name: 'KeyScopeUse',
  schema: 'keys',
  tableName: 'scope_uses',
  properties: {
    subject: p.text().primary(),
    scope: p.text().primary(),
    day: p.date().primary(),
    uses: p.bigint('number'),
    lastUsedAt: p.datetime().columnType('timestamptz'),
  },
});

/** How often the keys of a subject were used for one scope on one day (UTC). */
export class KeyScopeUse extends ScopeUseSchema.class {}
ScopeUseSchema.setClass(KeyScopeUse);
