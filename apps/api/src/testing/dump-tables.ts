import type { EntityManager } from '@mikro-orm/postgresql';
import { allTables } from '../compose.ts';

/** Every row of every table of every package, by table: as JSON text, bytes as `\x` and hex. */
export async function dumpTables(em: EntityManager): Promise<Map<string, string[]>> {
  const schemas = JSON.stringify(allTables.map(({ schema }) => schema));
  const tables = await em.execute<{ name: string }[]>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_schema in (select jsonb_array_elements_text(?::jsonb)) and table_type = 'BASE TABLE' order by 1`,
    [schemas],
  );
  const dump = new Map<string, string[]>();
  for (const { name } of tables) {
    const rows = await em.execute<{ row: string }[]>(`select to_jsonb(t)::text as row from ${name} t order by 1`);
    dump.set(
      name,
      rows.map(({ row }) => row),
    );
  }
  return dump;
}
