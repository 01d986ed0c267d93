import type { Manifest } from '@minimart/app-manifest';
import { defineEntity, p } from '@mikro-orm/core';

const DraftSnapshotSchema = defineEntity({
  name: 'DraftSnapshot',
  schema: 'catalog',
  tableName: 'draft_snapshots',
  properties: {
    appId: p.text().primary(),
    version: p.text().primary(),
    revision: p.integer(),
    manifest: p.json<Manifest>(),
    takenAt: p.datetime().columnType('timestamptz'),
  },
});

/** One row of `catalog.draft_snapshots`: a draft as it was tried. A trigger refuses every update and delete. */
export class DraftSnapshotEntity extends DraftSnapshotSchema.class {}
DraftSnapshotSchema.setClass(DraftSnapshotEntity);
