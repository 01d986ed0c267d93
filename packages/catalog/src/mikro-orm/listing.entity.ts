import { defineEntity, p } from '@mikro-orm/core';

const ListingSchema = defineEntity({
  name: 'Listing',
  schema: 'catalog',
  tableName: 'listings',
  indexes: [
    { name: 'listings_words_index', properties: ['words'], type: 'gin' },
    { name: 'listings_name_words_index', properties: ['nameWords'], type: 'gin' },
    { name: 'listings_title_words_index', properties: ['titleWords'], type: 'gin' },
    { name: 'listings_name_key_index', properties: ['nameKey', 'appId'] },
    { name: 'listings_published_at_index', properties: ['publishedAt', 'appId'] },
    { name: 'listings_installs_index', properties: ['installs', 'appId'] },
    { name: 'listings_language_index', properties: ['language', 'pricing'] },
    { name: 'listings_facets_index', properties: ['category', 'scopeSet'] },
  ],
  properties: {
    appId: p.text().primary(),
    category: p.text(),
    pricing: p.text().nullable(),
    language: p.text(),
    nameKey: p.text(),
    publishedAt: p.datetime().columnType('timestamptz'),
    words: p.string().columnType('tsvector'),
    developer: p.text(),
    developerDomain: p.text().nullable(),
    installs: p.integer(),
    scopes: p.array().columnType('text[]'),
    scopeSet: p.uuid(),
    nameWords: p.string().columnType('tsvector'),
    titleWords: p.string().columnType('tsvector'),
  },
});

/**
 * One row of `catalog.listings`: what search needs of a published app's latest version, written when it is published. `words` are all it is found
 * by, `titleWords` those but for the description, short enough to be weighed row by row.
 */
export class ListingEntity extends ListingSchema.class {}
ListingSchema.setClass(ListingEntity);
