import { defineEntity, p } from '@mikro-orm/core';

const UpdateCheckSchema = defineEntity({
  name: 'UpdateCheckRow',
  schema: 'installs',
  tableName: 'update_checks',
  properties: {
    id: p.text().primary(),
    installationId: p.text(),
    dueAt: p.datetime().columnType('timestamptz').index('update_checks_due_index'),
    tries: p.integer(),
  },
});

/** One row of `installs.update_checks`: a single installation to look at, since it may be behind its app's releases. */
export class UpdateCheckRow extends UpdateCheckSchema.class {}
UpdateCheckSchema.setClass(UpdateCheckRow);
