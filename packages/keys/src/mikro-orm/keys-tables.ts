import { ApiKey } from './api-key.entity.ts';
import { CreateKeys } from './migrations/0001-create-keys.ts';
import { CountScopeUses } from './migrations/0002-count-scope-uses.ts';
import { KeyScopeUse } from './scope-use.entity.ts';

/** The tables of this package, for whoever composes a database: schema, entities, migrations in their order. */
export const keysTables = {
  schema: 'keys',
  entities: [ApiKey, KeyScopeUse],
  migrations: [
    { name: 'keys-0001-create', class: CreateKeys },
    { name: 'keys-0002-count-scope-uses', class: CountScopeUses },
  ],
};
