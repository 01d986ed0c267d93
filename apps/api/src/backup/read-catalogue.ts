import type { PackageTables } from '@minimart/database';
import type { ClientBase } from 'pg';
import type { BackupManifest } from './backup-manifest.ts';

/** A table to keep: its columns without those that PostgreSQL computes, and how it is keyed. */
export interface KeptTable {
  schema: string;
  name: string;
  columns: string[];
}

/** What lies in the database, in an order in which it can be put back: a table comes after those that it refers to. */
export interface Catalogue {
  tables: KeptTable[];
  partitions: BackupManifest['partitions'];
}

interface Row {
  schema: string;
  name: string;
  columns: string[];
  refers: string[];
}

/** Lists the tables of these packages. Those that pass are left out, and so are unlogged ones, which a crash empties, too. */
export async function readCatalogue(client: ClientBase, packages: readonly PackageTables[]): Promise<Catalogue> {
  const schemas = packages.map(({ schema }) => schema);
  const passing = packages.flatMap(({ schema, passing: names = [] }) => names.map((name) => `${schema}.${name}`));
  const { rows } = await client.query<Row>(
    `select n.nspname as schema, c.relname as name,
       array(select a.attname::text from pg_attribute a
             where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
       array(select distinct rn.nspname || '.' || r.relname from pg_constraint f
             join pg_class r on r.oid = f.confrelid join pg_namespace rn on rn.oid = r.relnamespace
             where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as refers
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any ($1) and c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence = 'p'
       and n.nspname || '.' || c.relname <> all ($2)
     order by array_position($1, n.nspname), c.relname`,
    [schemas, passing],
  );
  const { rows: partitions } = await client.query<BackupManifest['partitions'][number]>(
    `select n.nspname as schema, c.relname as name, pn.nspname || '.' || p.relname as of, pg_get_expr(c.relpartbound, c.oid) as bound
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_inherits i on i.inhrelid = c.oid join pg_class p on p.oid = i.inhparent join pg_namespace pn on pn.oid = p.relnamespace
     where c.relispartition and c.relkind = 'r' and pn.nspname = any ($1) order by 1, 2`,
    [schemas],
  );
  return { tables: inOrder(rows), partitions };
}

/** The sequences of these packages and how far they have come; read after the rows, they are past all of them. */
export async function readSequences(
  client: ClientBase,
  packages: readonly PackageTables[],
): Promise<BackupManifest['sequences']> {
  const { rows } = await client.query<{ schema: string; name: string }>(
    `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'S' and c.relpersistence = 'p' and n.nspname = any ($1) order by 1, 2`,
    [packages.map(({ schema }) => schema)],
  );
  const sequences = [];
  for (const { schema, name } of rows) {
    const { rows: found } = await client.query<{ value: string; isCalled: boolean }>(
      `select last_value::text as value, is_called as "isCalled" from ${quoted({ schema, name })}`,
    );
    sequences.push({ schema, name, ...found[0]! });
  }
  return sequences;
}

/** How many rows a table has, and a checksum over them in whatever order they lie. The session's settings are those of {@link plainSettings}. */
export async function checksumOf(client: ClientBase, table: KeptTable): Promise<{ rows: number; checksum: string }> {
  const row = `row(${table.columns.map(quoteName).join(', ')})`;
  const { rows } = await client.query<{ rows: string; checksum: string }>(
    `select count(*)::text as rows, coalesce(sum(('x' || substr(md5(${row}::text), 1, 16))::bit(64)::bigint), 0)::text as checksum
     from ${quoted(table)}`,
  );
  return { rows: Number(rows[0]!.rows), checksum: rows[0]!.checksum };
}

/** Has this transaction write values in one way, whatever the server or the role is set to. */
export const plainSettings = `
  set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres'; set local bytea_output = 'hex';
  set local extra_float_digits = 1; set local client_encoding = 'UTF8'; set local statement_timeout = 0;
  set local idle_in_transaction_session_timeout = 0`;

/** A name as SQL takes it. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A table, or anything else in a schema, as SQL takes it. */
export const quoted = ({ schema, name }: { schema: string; name: string }): string =>
  `${quoteName(schema)}.${quoteName(name)}`;

function inOrder(rows: readonly Row[]): KeptTable[] {
  const done = new Set<string>();
  const known = new Set(rows.map(({ schema, name }) => `${schema}.${name}`));
  const ordered: KeptTable[] = [];
  let left = [...rows];
  while (left.length > 0) {
    const ready = left.filter(({ refers }) => refers.every((other) => done.has(other) || !known.has(other)));
    if (ready.length === 0) {
      throw new Error(`These tables refer to each other in a circle: ${left.map(({ name }) => name).join(', ')}.`);
    }
    for (const { schema, name, columns } of ready) {
      ordered.push({ schema, name, columns });
      done.add(`${schema}.${name}`);
    }
    left = left.filter((row) => !ready.includes(row));
  }
  return ordered;
}
