import type { Constructor, EntityClass, EntitySchema } from '@mikro-orm/core';
import type { Migration } from '@mikro-orm/migrations';

/** What a package with tables hands over: its PostgreSQL schema, its entities, its migrations in order. */
export interface PackageTables {
  schema: string;
  /** Tables in the schema that a library, or SQL alone, reads, so that no entity describes them; bare names, as the ORM compares them. */
  unmappedTables?: readonly string[];
  entities: readonly (EntityClass<unknown> | EntitySchema)[];
  migrations: readonly { name: string; class: Constructor<Migration> }[];
}
