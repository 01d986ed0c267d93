import { defineEntity, p } from '@mikro-orm/core';

const DeveloperProfileSchema = defineEntity({
  name: 'DeveloperProfileRow',
  schema: 'accounts',
  tableName: 'developer_profiles',
  properties: {
    userId: p.text().primary(),
    displayName: p.text().nullable(),
    website: p.text().nullable(),
    supportEmail: p.text().nullable(),
    revision: p.integer(),
    changedAt: p.datetime().columnType('timestamptz'),
  },
});

/** One row of `accounts.developer_profiles`: what a developer says of themselves. */
export class DeveloperProfileRow extends DeveloperProfileSchema.class {}
DeveloperProfileSchema.setClass(DeveloperProfileRow);
