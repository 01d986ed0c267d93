import { defineEntity, p } from '@mikro-orm/core';

const LiftingSchema = defineEntity({
  name: 'Lifting',
  schema: 'catalog',
  tableName: 'liftings',
  properties: {
    appId: p.text().primary(),
    stoppedKeys: p.boolean(),
    liftedAt: p.datetime().columnType('timestamptz'),
    toldOfIt: p.text().nullable().strictNullable(),
    toldTo: p.text(),
    tellDueAt: p.datetime().columnType('timestamptz'),
  },
});

/** One row of `catalog.liftings`: a suspension that was lifted, until all who were told of it are told so. `toldOfIt` is the last installation whose
 * owners were, null for all; `toldTo` is the last whose owners know by now. */
export class LiftingEntity extends LiftingSchema.class {}
LiftingSchema.setClass(LiftingEntity);
