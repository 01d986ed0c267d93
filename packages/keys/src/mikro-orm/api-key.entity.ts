import { defineEntity, p } from '@mikro-orm/core';
import type { KeyEnvironment } from '../key-record.ts';
import { endsAt } from './key-sql.ts';

const ApiKeySchema = defineEntity({
  name: 'ApiKey',
  schema: 'keys',
  tableName: 'api_keys',
  properties: {
    id: p.text().primary(),
    hash: p.blob().columnType('bytea').unique('api_keys_hash_unique'),
    start: p.text(),
    lastFour: p.text(),
    environment: p.text().$type<KeyEnvironment>(),
    subject: p.text(),
    tenant: p.text(),
    scopes: p.array().columnType('text[]'),
    allowedNetworks: p.array().columnType('text[]').nullable().strictNullable(),
    createdAt: p.datetime().columnType('timestamptz'),
    expiresAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
    replacedBy: p.text().nullable().strictNullable().index('api_keys_replaced_by_index'),
    overlapEndsAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
    isOnItsWay: p.boolean().default(false),
    disabledAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
    suspendedAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
    revokedAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
    revokedReason: p.text().nullable().strictNullable(),
    lastUsedAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
  },
  indexes: [
    { name: 'api_keys_subject_created_index', properties: ['subject', 'createdAt', 'id'] },
    {
      name: 'api_keys_subject_end_index',
      expression: `create index api_keys_subject_end_index on keys.api_keys (subject, ${endsAt} desc nulls first)`,
    },
  ],
});

/** One row of `keys.api_keys`: a key's SHA-256, what it is for and what it may do, never the key. */
export class ApiKey extends ApiKeySchema.class {}
ApiKeySchema.setClass(ApiKey);
