import { CreateIdempotency } from './migrations/0001-create-idempotency.ts';
import { RepeatableRequest } from './repeatable-request.entity.ts';

/** The tables of this package, for whoever composes a database: schema, entities, migrations in their order. */
export const idempotencyTables = {
  schema: 'idempotency',
  entities: [RepeatableRequest],
  migrations: [{ name: 'idempotency-0001-create', class: CreateIdempotency }],
};
