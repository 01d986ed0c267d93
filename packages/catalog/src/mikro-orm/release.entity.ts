import { defineEntity, p } from '@mikro-orm/core';

const ReleaseSchema = defineEntity({
  name: 'Release',
  schema: 'catalog',
  tableName: 'releases',
  properties: {
    appId: p.text().primary(),
    version: p.text().primary(),
    percentage: p.integer(),
    rolledBackAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
    changedAt: p.datetime().columnType('timestamptz'),
  },
});

/** One row of `catalog.releases`: how far a published version is let out. A version without a row is out for everybody. */
export class ReleaseEntity extends ReleaseSchema.class {}
ReleaseSchema.setClass(ReleaseEntity);
