import type { PackageTables, SealedColumn } from '@minimart/database';

/** A column with sealed values, with the schema of the package that has it. */
export type SealedPlace = SealedColumn & { schema: string };

/** Every column with sealed values, as the packages say. */
export function sealedPlaces(packages: readonly PackageTables[]): SealedPlace[] {
  return packages.flatMap(({ schema, sealed = [] }) => sealed.map((column) => ({ schema, ...column })));
}

/** A column by its full name. */
export const nameOf = ({ schema, table, column }: SealedPlace): string => `${schema}.${table}.${column}`;

/** SQL of all sealed values of a place: `select value ...`, bytes that begin with the layout, the length of the key's name, and the name. */
export function valuesSql({ schema, table, column, kind }: SealedPlace): string {
  const name = `"${column}"`;
  if (kind === 'bytes') return `select ${name} as value from "${schema}"."${table}" where ${name} is not null`;
  return `select decode(e ->> 'sealed', 'base64') as value from "${schema}"."${table}", jsonb_array_elements(${name}) e
    where jsonb_typeof(${name}) = 'array' and e ->> 'sealed' is not null`;
}

/** SQL of the name of the key that sealed an expression. */
export const keyOfSql = (value: string): string => `convert_from(substr(${value}, 3, get_byte(${value}, 1)), 'UTF8')`;
