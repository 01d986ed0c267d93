import type { PackageTables } from '@minimart/database';
import type { ClientBase } from 'pg';
import { keyOfSql, sealedPlaces, valuesSql } from './sealed-places.ts';

/** How many sealed values each sealing key has, by the name of the key. */
export async function countSealed(
  client: Pick<ClientBase, 'query'>,
  packages: readonly PackageTables[],
): Promise<Record<string, number>> {
  const values = sealedPlaces(packages).map(valuesSql).join('\nunion all\n');
  const { rows } = await client.query<{ key: string; count: string }>(
    `select ${keyOfSql('value')} as key, count(*)::text as count from (${values}) v group by 1 order by 1`,
  );
  return Object.fromEntries(rows.map(({ key, count }) => [key, Number(count)]));
}
