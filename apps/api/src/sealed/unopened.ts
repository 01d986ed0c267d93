import type { PackageTables } from '@minimart/database';
import type { Sealer } from '@minimart/sealing';
import type { ClientBase } from 'pg';
import { contextOf, primaryKey, readSealed, type SealedRow } from './read-sealed.ts';
import { nameOf, type SealedPlace, sealedPlaces } from './sealed-places.ts';

const batchSize = 500;

/** Sealed values that cannot be opened, by their column, with the primary key of one of their rows. */
export interface Unopened {
  place: string;
  count: number;
  example: string;
}

/** Opens every sealed value, one batch of rows after the other, and answers the columns that have some that cannot be opened. */
export async function unopened(
  client: Pick<ClientBase, 'query'>,
  { sealer, packages }: { sealer: Sealer; packages: readonly PackageTables[] },
): Promise<Unopened[]> {
  const found: Unopened[] = [];
  for (const place of sealedPlaces(packages)) {
    const keys = await primaryKey(client, place);
    let [count, example] = [0, ''];
    let after: string[] | undefined;
    for (;;) {
      const rows = await readSealed(client, { place, keys, after, limit: batchSize });
      for (const row of rows) {
        const shut = countShut(sealer, place, row);
        if (shut > 0 && count === 0) example = row.id.join(' ');
        count += shut;
      }
      if (rows.length < batchSize) break;
      after = rows.at(-1)!.id;
    }
    if (count > 0) found.push({ place: nameOf(place), count, example });
  }
  return found;
}

function countShut(sealer: Sealer, place: SealedPlace, row: SealedRow): number {
  const values = Buffer.isBuffer(row.value)
    ? [{ name: '', sealed: row.value }]
    : row.value.flatMap(({ name, sealed }) =>
        sealed === null ? [] : [{ name, sealed: Buffer.from(sealed, 'base64') }],
      );
  return values.filter(({ name, sealed }) => !opens(sealer, sealed, contextOf(place, row, name))).length;
}

function opens(sealer: Sealer, sealed: Buffer, context: string): boolean {
  try {
    sealer.open(sealed, context);
    return true;
  } catch {
    // Whatever it is, it is counted and told by its place; what is in it is nobody's business.
    return false;
  }
}
