import type { Constructor, EntityClass, EntitySchema } from '@mikro-orm/core';
import type { Migration } from '@mikro-orm/migrations';
import type { SealedColumn } from './sealed-column.ts';

/** What a package with tables hands over: its PostgreSQL schema, its entities, its migrations in order. */
export interface PackageTables {
  schema: string;
  /** Tables in the schema that a library, or SQL alone, reads, so that no entity describes them; bare names, as the ORM compares them. */
  unmappedTables?: readonly string[];
  entities: readonly (EntityClass<unknown> | EntitySchema)[];
  migrations: readonly { name: string; class: Constructor<Migration> }[];
  /** Where this package keeps sealed values: a rotation of the sealing keys seals those anew. */
  sealed?: readonly SealedColumn[];
  /** Tables whose rows are of the moment, so that no backup holds them: sessions, one-time tokens, mails on their way. Unlogged tables are so by themselves. */
  passing?: readonly string[];
}
