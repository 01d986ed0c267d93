import { defineEntity, p } from '@mikro-orm/core';

const UploadDaySchema = defineEntity({
  name: 'UploadDay',
  schema: 'catalog',
  tableName: 'upload_days',
  properties: {
    ownerId: p.text().primary(),
    day: p.date().primary(),
    uploads: p.integer(),
    bytes: p.bigint('number'),
  },
});

/** One row of `catalog.upload_days`: what a person has sent on a day (UTC), whatever became of it. */
export class UploadDayEntity extends UploadDaySchema.class {}
UploadDaySchema.setClass(UploadDayEntity);
