import pg from 'pg';
import { allTables } from '../../compose.ts';

/** A table, or a column of it, that a refused call may change, and why that is no state left by it. */
export interface Exemption {
  table: string;
  /** As PostgreSQL quotes it. */
  column?: string;
  because: string;
}

/** What every table of a database holds, to see what a call changed and to undo it. */
export interface TableState extends AsyncDisposable {
  /** The tables that differ from what is remembered, exempt columns apart. */
  changed(): Promise<string[]>;
  /** Makes these tables again what is remembered. */
  restore(tables: readonly string[]): Promise<void>;
}

interface Table {
  /** As SQL writes it, with its schema. */
  name: string;
  /** Where its copy is. */
  copy: string;
  columns: string[];
}

/** Remembers all tables of all packages as they are now, as copies in a schema of its own. */
export async function rememberTables(databaseUrl: string, exemptions: readonly Exemption[]): Promise<TableState> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const tables = await listTables(client);
  const sums = checksumQuery(tables, exemptions);
  const read = async () => {
    const { rows } = await client.query<{ name: string; sum: string }>({ name: 'checksums', text: sums });
    return new Map(rows.map(({ name, sum }) => [name, sum]));
  };
  await client.query('create schema remembered; set jit = off');
  for (const { name, copy } of tables) await client.query(`create table ${copy} as table ${name}`);
  await client.query(watchSql(tables));
  const writes = async () => (await client.query<{ count: string }>(writesQuery)).rows[0]!.count;
  const remembered = await read();
  let writesThen = await writes();
  return {
    async changed() {
      // Most calls write nothing, and a checksum over all tables takes longer than they do.
      const writesNow = await writes();
      if (writesNow === writesThen) return [];
      writesThen = writesNow;
      const now = await read();
      return [...now].filter(([name, sum]) => remembered.get(name) !== sum).map(([name]) => name);
    },
    async restore(names) {
      const restored = tables.filter(({ name }) => names.includes(name)).map(restoreSql);
      // Without triggers: some tables only grow, and nobody is to be told of this.
      await client.query(['begin', 'set local session_replication_role = replica', ...restored, 'commit'].join('; '));
    },
    [Symbol.asyncDispose]: () => client.end(),
  };
}

async function listTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Omit<Table, 'copy'>>(
    `select format('%I.%I', table_schema, table_name) as name, array_agg(quote_ident(column_name)) as columns
     from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_schema = any ($1) and table_type = 'BASE TABLE' and is_generated = 'NEVER' group by 1 order by 1`,
    [allTables.map(({ schema }) => schema)],
  );
  return rows.map((table, place) => ({ ...table, copy: `remembered.t${place}` }));
}

const writesQuery = { name: 'writes', text: 'select last_value as count from remembered.writes' };

/** Counts rows that are written to any table, undone or not: a sequence knows no rollback. */
function watchSql(tables: readonly Table[]): string {
  const watch = tables.flatMap(({ name }) => [
    `create trigger count_rows after insert or update or delete on ${name} for each row execute function remembered.count()`,
    `create trigger count_truncate after truncate on ${name} execute function remembered.count()`,
  ]);
  return [
    'create sequence remembered.writes',
    `create function remembered.count() returns trigger language plpgsql as
     $$ begin perform nextval('remembered.writes'); return null; end $$`,
    ...watch,
  ].join(';\n');
}

/** How many rows there are and a hash over them, whatever their order, of each table. */
function checksumQuery(tables: readonly Table[], exemptions: readonly Exemption[]): string {
  const unknown = exemptions.find(({ table, column }) => {
    return !tables.some(({ name, columns }) => name === table && (column === undefined || columns.includes(column)));
  });
  if (unknown) throw new Error(`There is no ${unknown.table} ${unknown.column ?? ''} to exempt.`);
  const isWhole = (name: string) => exemptions.some(({ table, column }) => table === name && column === undefined);
  return tables
    .filter(({ name }) => !isWhole(name))
    .map(({ name, columns }) => {
      const exempt = new Set(exemptions.filter(({ table }) => table === name).map(({ column }) => column));
      const seen = columns.filter((column) => !exempt.has(column)).map((column) => `t.${column}`);
      const hash = `sum(hashtextextended(row(${seen.join(', ')})::text, 0))`;
      return `select '${name}' as name, concat(count(*), ' ', ${hash}) as sum from ${name} t`;
    })
    .join(' union all ');
}

function restoreSql({ name, copy, columns }: Table): string {
  const list = columns.join(', ');
  return `delete from ${name}; insert into ${name} (${list}) overriding system value select ${list} from ${copy}`;
}
