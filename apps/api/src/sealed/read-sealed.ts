import type { ClientBase } from 'pg';
import type { SealedPlace } from './sealed-places.ts';

/** A row with sealed values: how it is keyed, and what is in the column. */
export interface SealedRow {
  /** The primary key's values as text, in its order. */
  id: string[];
  context: string;
  value: Buffer | SealedEntry[];
}

/** An entry of a `jsonb` column; what else it has stays as it is. */
export interface SealedEntry {
  name: string;
  sealed: string | null;
}

/** Which rows to read: all after one, or only those that a condition holds for. */
export interface ReadSealed {
  place: SealedPlace;
  /** The columns of the primary key. */
  keys: readonly string[];
  after: readonly string[] | undefined;
  /** SQL that tells which values to read, of `value`. */
  only?: string;
  limit: number;
}

/** The columns of a table's primary key, in its order. */
export async function primaryKey(client: Pick<ClientBase, 'query'>, { schema, table }: SealedPlace): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select a.attname as name from pg_index i cross join lateral unnest(i.indkey::int2[]) with ordinality k (attnum, n)
     join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
     where i.indrelid = to_regclass($1) and i.indisprimary order by k.n`,
    [`"${schema}"."${table}"`],
  );
  if (rows.length === 0) throw new Error(`${schema}.${table} has no primary key.`);
  return rows.map(({ name }) => name);
}

/** Reads the next rows of a place, by primary key. */
export async function readSealed(
  client: Pick<ClientBase, 'query'>,
  { place, keys, after, only = 'true', limit }: ReadSealed,
): Promise<SealedRow[]> {
  const { schema, table, column, context, kind } = place;
  const columns = keys.map((key) => `t."${key}"`);
  const last = columns.map((_, n) => `$${n + 2}`);
  const values =
    kind === 'bytes'
      ? `select t."${column}" as value where t."${column}" is not null`
      : `select decode(e ->> 'sealed', 'base64') as value from jsonb_array_elements(case when jsonb_typeof(t."${column}") = 'array' then t."${column}" else '[]' end) e
         where e ->> 'sealed' is not null`;
  const { rows } = await client.query<SealedRow>(
    `select array[${columns.map((each) => `${each}::text`).join(', ')}] as id, t."${context}" as context, t."${column}" as value from "${schema}"."${table}" t
     where exists (select from (${values}) v where ${only}) ${after === undefined ? '' : `and (${columns.join(', ')}) > (${last.join(', ')})`}
     order by ${columns.join(', ')} limit $1`,
    [limit, ...(after ?? [])],
  );
  return rows;
}

/** The context in which an entry of a row was sealed. */
export function contextOf(place: SealedPlace, row: SealedRow, name: string): string {
  return place.kind === 'bytes' ? `${place.before ?? ''}${row.context}` : `${row.context}/${place.prefix}${name}`;
}
