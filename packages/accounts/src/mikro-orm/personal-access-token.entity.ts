import { defineEntity, p } from '@mikro-orm/core';

const PersonalAccessTokenSchema = defineEntity({
  name: 'PersonalAccessToken',
  schema: 'accounts',
  tableName: 'personal_access_tokens',
  properties: {
    id: p.text().primary(),
    userId: p.text().index('personal_access_tokens_user_id_index'),
    name: p.text(),
    scopes: p.array().columnType('text[]').nullable().strictNullable(),
    hash: p.blob().columnType('bytea').unique('personal_access_tokens_hash_unique'),
    start: p.text(),
    lastFour: p.text(),
    createdAt: p.datetime().columnType('timestamptz'),
    expiresAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
    revokedAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
    lastUsedAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
  },
});

/** One row of `accounts.personal_access_tokens`: the SHA-256 of a token, never the token. */
export class PersonalAccessToken extends PersonalAccessTokenSchema.class {}
PersonalAccessTokenSchema.setClass(PersonalAccessToken);
