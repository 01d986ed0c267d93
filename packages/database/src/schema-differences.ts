import type { MikroORM } from '@mikro-orm/postgresql';

/** The SQL that would make the database equal to the entities; empty when the migrations already do. */
export async function schemaDifferences(orm: MikroORM): Promise<string> {
  return (await orm.schema.getUpdateSchemaSQL({ wrap: false })).trim();
}
