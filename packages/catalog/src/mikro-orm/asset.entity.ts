import { defineEntity, p } from '@mikro-orm/core';
import type { AssetFile } from '../catalog.ts';

const AssetSchema = defineEntity({
  name: 'Asset',
  schema: 'catalog',
  tableName: 'assets',
  indexes: [
    {
      name: 'assets_unclaimed_index',
      expression:
        'create index "assets_unclaimed_index" on "catalog"."assets" ("created_at") where "claimed_at" is null',
    },
  ],
  properties: {
    id: p.text().primary(),
    ownerId: p.text().nullable().index('assets_owner_id_index'),
    mediaType: p.text(),
    bytes: p.blob().columnType('bytea').nullable(),
    width: p.integer().nullable(),
    height: p.integer().nullable(),
    byteLength: p.bigint('number').defaultRaw('0'),
    files: p.json<AssetFile[]>().default('[]'),
    createdAt: p.datetime().columnType('timestamptz'),
    claimedAt: p.datetime().columnType('timestamptz').nullable(),
  },
});

/** One row of `catalog.assets`: a picture or a video; its bytes are in `files`, or in the row where it is from before there were any. */
export class AssetEntity extends AssetSchema.class {}
AssetSchema.setClass(AssetEntity);
