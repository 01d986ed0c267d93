import type { MikroORM } from '@mikro-orm/postgresql';

// Triggers and their functions are written in migrations alone; entities say nothing of them.
const ofTriggers = /^drop (trigger|function) if exists /;

/** The SQL that would make the database equal to the entities; empty when the migrations already do. */
export async function schemaDifferences(orm: MikroORM): Promise<string> {
  const sql = await orm.schema.getUpdateSchemaSQL({ wrap: false });
  const lines = sql.split('\n').filter((line) => !ofTriggers.test(line));
  return lines.join('\n').trim();
}
