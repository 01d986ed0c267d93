import { defineEntity, p } from '@mikro-orm/core';

const ListingSchema = defineEntity({
  name: 'Listing',
  schema: 'catalog',
  tableName: 'listings',
  indexes: [
    { name: 'listings_words_index', properties: ['words'], type: 'gin' },
    { name: 'listings_name_key_index', properties: ['nameKey', 'appId'] },
    { name: 'listings_published_at_index', properties: ['publishedAt', 'appId'] },
  ],
  properties: {
    appId: p.text().primary(),
    category: p.text(),
    nameKey: p.text(),
    publishedAt: p.datetime().columnType('timestamptz'),
    words: p.string().columnType('tsvector'),
  },
});

/** One row of `catalog.listings`: what search needs of a published app's latest version, written when it is published. */
export class ListingEntity extends ListingSchema.class {}
ListingSchema.setClass(ListingEntity);
