import { defineEntity, p } from '@mikro-orm/core';

const AssetSchema = defineEntity({
  name: 'Asset',
  schema: 'catalog',
  tableName: 'assets',
  properties: {
    id: p.text().primary(),
    mediaType: p.text(),
    bytes: p.blob().columnType('bytea'),
    createdAt: p.datetime().columnType('timestamptz'),
  },
});

/** One row of `catalog.assets`: a picture, named by the digest of its bytes. */
export class AssetEntity extends AssetSchema.class {}
AssetSchema.setClass(AssetEntity);
