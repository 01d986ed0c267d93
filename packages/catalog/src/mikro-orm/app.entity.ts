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
    // Not jsonb, which would forget in which order headers and fields of a body were written.
    draft: p.json<Manifest>().columnType('json'),
    revision: p.integer(),
    latestVersion: p.text().nullable(),
    unlistedAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
    wasListed: p.boolean(),
    suspendedAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
    createdAt: p.datetime().columnType('timestamptz'),
  },
});

/** One row of `catalog.apps`: an app and its draft; `revision` counts the saves of the draft, `wasListed` says whether the store's lists ever had it. */
export class AppEntity extends AppSchema.class {}
AppSchema.setClass(AppEntity);
