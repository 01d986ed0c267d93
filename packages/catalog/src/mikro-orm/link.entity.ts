import { defineEntity, p } from '@mikro-orm/core';

const LinkSchema = defineEntity({
  name: 'Link',
  schema: 'catalog',
  tableName: 'links',
  indexes: [{ name: 'links_app_index', properties: ['appId', 'createdAt'] }],
  checks: [{ name: 'links_cap_check', expression: 'installs <= cap' }],
  properties: {
    id: p.text().primary(),
    appId: p.text(),
    label: p.text(),
    version: p.text().nullable().strictNullable(),
    tokenHash: p.blob().columnType('bytea').unique('links_token_hash_unique'),
    lastFour: p.text(),
    cap: p.integer(),
    installs: p.integer(),
    expiresAt: p.datetime().columnType('timestamptz'),
    createdAt: p.datetime().columnType('timestamptz'),
    lastUsedAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
    revokedAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
  },
});

/** One row of `catalog.links`: a link to an app; its token is kept as SHA-256 alone. */
export class LinkEntity extends LinkSchema.class {}
LinkSchema.setClass(LinkEntity);
