import type { Manifest } from '@minimart/app-manifest';
import { defineEntity, p } from '@mikro-orm/core';

const AppSchema = defineEntity({
  name: 'App',
  schema: 'catalog',
  tableName: 'apps',
  properties: {
    id: p.text().primary(),
    slug: p.text().unique('apps_slug_unique'),
    ownerId: p.text().index('apps_owner_id_index'),
    draft: p.json<Manifest>(),
    revision: p.integer(),
    latestVersion: p.text().nullable(),
    createdAt: p.datetime().columnType('timestamptz'),
  },
});

/** One row of `catalog.apps`: an app and its draft; `revision` counts the saves of the draft. */
export class AppEntity extends AppSchema.class {}
AppSchema.setClass(AppEntity);
