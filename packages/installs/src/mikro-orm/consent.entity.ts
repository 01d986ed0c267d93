import { defineEntity, p } from '@mikro-orm/core';
import type { ConsentKind, ShownScope } from '../installation.ts';

const ConsentSchema = defineEntity({
  name: 'ConsentRow',
  schema: 'installs',
  tableName: 'consents',
  properties: {
    id: p.text().primary(),
    installationId: p.text().index('consents_installation_index'),
    kind: p.text().$type<ConsentKind>(),
    userId: p.text(),
    address: p.text().nullable().strictNullable(),
    userAgent: p.text().nullable().strictNullable(),
    version: p.text(),
    fromVersion: p.text().nullable().strictNullable(),
    agreedAt: p.datetime().columnType('timestamptz'),
    language: p.text(),
    scopes: p.json<ShownScope[]>(),
    cannot: p.json<string[]>(),
    hosts: p.json<string[]>(),
  },
});

/** One row of `installs.consents`: who said what, with the texts shown. A trigger refuses every update and delete. */
export class ConsentRow extends ConsentSchema.class {}
ConsentSchema.setClass(ConsentRow);
