import { ApiKey } from './api-key.entity.ts';
import { CreateKeys } from './migrations/0001-create-keys.ts';

/** The tables of this package, for whoever composes a database: schema, entities, migrations in their order. */
export const keysTables = {
  schema: 'keys',
  entities: [ApiKey],
  migrations: [{ name: 'keys-0001-create', class: CreateKeys }],
};
