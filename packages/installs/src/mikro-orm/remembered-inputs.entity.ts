import { defineEntity, p } from '@mikro-orm/core';
import type { RememberedInputs } from '../farewell-store.ts';

const RememberedInputsSchema = defineEntity({
  name: 'RememberedInputsRow',
  schema: 'installs',
  tableName: 'remembered_inputs',
  properties: {
    workspaceId: p.text().primary(),
    appId: p.text().primary(),
    installationId: p.text(),
    version: p.text(),
    rememberedAt: p.datetime().columnType('timestamptz').index('remembered_inputs_age_index'),
    inputs: p.json<RememberedInputs['inputs']>(),
  },
});

/** One row of `installs.remembered_inputs`: what is no secret and may be filled in again. */
export class RememberedInputsRow extends RememberedInputsSchema.class {}
RememberedInputsSchema.setClass(RememberedInputsRow);
