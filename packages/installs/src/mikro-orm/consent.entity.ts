import { defineEntity, p } from '@mikro-orm/core';
import type { ShownScope } from '../installation.ts';

const ConsentSchema = defineEntity({
  name: 'ConsentRow',
  schema: 'installs',
  tableName: 'consents',
  properties: {
    id: p.text().primary(),
    installationId: p.text().index('consents_installation_index'),
    userId: p.text(),
    version: p.text(),
    agreedAt: p.datetime().columnType('timestamptz'),
    scopes: p.json<ShownScope[]>(),
  },
});

/** One row of `installs.consents`: who agreed to what, with the texts shown. Rows are only ever added. */
export class ConsentRow extends ConsentSchema.class {}
ConsentSchema.setClass(ConsentRow);
