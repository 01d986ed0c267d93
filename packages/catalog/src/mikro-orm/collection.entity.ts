import { defineEntity, p } from '@mikro-orm/core';

const CollectionSchema = defineEntity({
  name: 'Collection',
  schema: 'catalog',
  tableName: 'collections',
  properties: {
    slug: p.text().primary(),
    place: p.integer(),
    title: p.text(),
    summary: p.text(),
    appIds: p.json<string[]>(),
  },
});

/** One row of `catalog.collections`: apps that an operator has put together; `place` counts from the first that is shown. */
export class CollectionEntity extends CollectionSchema.class {}
CollectionSchema.setClass(CollectionEntity);
