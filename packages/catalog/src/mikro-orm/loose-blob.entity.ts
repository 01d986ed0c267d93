import { defineEntity, p } from '@mikro-orm/core';

const LooseBlobSchema = defineEntity({
  name: 'LooseBlob',
  schema: 'catalog',
  tableName: 'loose_blobs',
  properties: {
    key: p.text().primary(),
    since: p.datetime().columnType('timestamptz'),
  },
});

/** One row of `catalog.loose_blobs`: a blob that may be stored and that no asset names, so that it can be found and deleted. */
export class LooseBlobEntity extends LooseBlobSchema.class {}
LooseBlobSchema.setClass(LooseBlobEntity);
