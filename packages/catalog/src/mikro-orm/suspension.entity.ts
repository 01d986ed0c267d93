import { defineEntity, p } from '@mikro-orm/core';

const SuspensionSchema = defineEntity({
  name: 'Suspension',
  schema: 'catalog',
  tableName: 'suspensions',
  properties: {
    appId: p.text().primary(),
    note: p.text(),
    words: p.text(),
    stopsKeys: p.boolean(),
    by: p.text(),
    suspendedAt: p.datetime().columnType('timestamptz'),
    revision: p.integer(),
    toldTo: p.text(),
    toldBefore: p.text().nullable().strictNullable().default(''),
    tellDueAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
  },
});

/** One row of `catalog.suspensions`: an app that is suspended now, and why. `toldTo` is the
 * last installation whose owners were told, `toldBefore` the last who had read of it in former words (null for all), `tellDueAt` when the next are; `apps.suspended_at` says the same where it is read often. */
export class SuspensionEntity extends SuspensionSchema.class {}
SuspensionSchema.setClass(SuspensionEntity);
