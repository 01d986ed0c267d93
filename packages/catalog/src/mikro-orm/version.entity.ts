import type { Manifest } from '@minimart/app-manifest';
import { defineEntity, p } from '@mikro-orm/core';

const VersionSchema = defineEntity({
  name: 'Version',
  schema: 'catalog',
  tableName: 'versions',
  properties: {
    appId: p.text().primary(),
    version: p.text().primary(),
    manifest: p.json<Manifest>(),
    changelog: p.text(),
    publishedAt: p.datetime().columnType('timestamptz'),
  },
});

/** One row of `catalog.versions`: what was published. A trigger refuses every update and delete. */
export class VersionEntity extends VersionSchema.class {}
VersionSchema.setClass(VersionEntity);
