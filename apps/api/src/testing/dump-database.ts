import type { EntityManager } from '@mikro-orm/postgresql';

/** Every row of every table of the whole database, whoever made it, partitions one by one: as JSON text, bytes as `\x` and hex. */
export async function dumpDatabase(em: EntityManager): Promise<Map<string, string[]>> {
  const tables = await em.execute<{ name: string }[]>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') order by 1`,
  );
  const dump = new Map<string, string[]>();
  for (const { name } of tables) {
    // A column named like the table's alias would be taken for the row.
    const rows = await em.execute<{ row: string }[]>(`select to_jsonb(whole_row)::text as row from ${name} whole_row`);
    dump.set(
      name,
      rows.map(({ row }) => row),
    );
  }
  return dump;
}
