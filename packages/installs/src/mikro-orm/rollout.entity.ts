import { defineEntity, p } from '@mikro-orm/core';

const RolloutSchema = defineEntity({
  name: 'RolloutRow',
  schema: 'installs',
  tableName: 'rollouts',
  properties: {
    appId: p.text().primary(),
    generation: p.integer(),
    walkedTo: p.text(),
    leasedUntil: p.datetime().columnType('timestamptz').index('rollouts_lease_index'),
  },
});

/**
 * One row of `installs.rollouts`: an app whose releases have changed and whose installations are being looked at, in the order of their ids, up to
 * `walkedTo`. It goes when the last has been; another change in between begins again, in the next `generation`.
 */
export class RolloutRow extends RolloutSchema.class {}
RolloutSchema.setClass(RolloutRow);
