import type { PackageTables } from '@minimart/database';
import type { Sealer } from '@minimart/sealing';
import type { ClientBase } from 'pg';
import { countSealed } from './count-sealed.ts';
import { contextOf, primaryKey, readSealed, type SealedEntry, type SealedRow } from './read-sealed.ts';
import { keyOfSql, nameOf, type SealedPlace, sealedPlaces } from './sealed-places.ts';

const batchSize = 200;

/** What a rotation needs. The sealer seals with the first key, and opens with all. */
export interface Rotation {
  client: Pick<ClientBase, 'query'>;
  packages: readonly PackageTables[];
  sealer: Sealer;
  /** The name of the first key. */
  current: string;
  say: (line: string) => void;
}

/** What was done, by number of rows, and what each key has now. */
export interface Rotated {
  resealed: number;
  /** Rows that changed while they were sealed anew; whoever changed them has sealed them. */
  changed: number;
  /** Rows with a value that could not be opened, by their column. */
  shut: Record<string, number>;
  sealedBy: Record<string, number>;
}

/**
 * Seals with the first key whatever another one sealed, a batch of rows after the other. Each row is written on its own, and only if it still is what was
 * read, so that the system may run meanwhile; broken off, it goes on where it was when it is run again.
 */
export async function rotateSealed(rotation: Rotation): Promise<Rotated> {
  const { client, packages, say } = rotation;
  const done: Rotated = { resealed: 0, changed: 0, shut: {}, sealedBy: {} };
  for (const place of sealedPlaces(packages)) {
    const keys = await primaryKey(client, place);
    let after: string[] | undefined;
    for (;;) {
      const only = `${keyOfSql('value')} <> '${rotation.current}'`;
      const rows = await readSealed(client, { place, keys, after, only, limit: batchSize });
      for (const row of rows) await rotateRow(rotation, { place, keys, row }, done);
      say(`${nameOf(place)}: ${done.resealed} rows sealed anew`);
      if (rows.length < batchSize) break;
      after = rows.at(-1)!.id;
    }
  }
  done.sealedBy = await countSealed(client, packages);
  return done;
}

async function rotateRow(
  { client, sealer }: Rotation,
  { place, keys, row }: { place: SealedPlace; keys: readonly string[]; row: SealedRow },
  done: Rotated,
): Promise<void> {
  const fresh = reseal(sealer, place, row);
  if (fresh === undefined) {
    done.shut[nameOf(place)] = (done.shut[nameOf(place)] ?? 0) + 1;
    return;
  }
  const cast = place.kind === 'bytes' ? 'bytea' : 'jsonb';
  const [next, former] = [fresh, row.value].map((value) => (Buffer.isBuffer(value) ? value : JSON.stringify(value)));
  const { rowCount } = await client.query(
    `update "${place.schema}"."${place.table}" set "${place.column}" = $1::${cast}
     where ${keys.map((key, n) => `"${key}" = $${n + 3}`).join(' and ')} and "${place.column}" = $2::${cast}`,
    [next, former, ...row.id],
  );
  if (rowCount === 1) done.resealed += 1;
  else done.changed += 1;
}

function reseal(sealer: Sealer, place: SealedPlace, row: SealedRow): Buffer | SealedEntry[] | undefined {
  const anew = (sealed: Buffer, context: string) => sealer.seal(sealer.open(sealed, context), context);
  try {
    if (Buffer.isBuffer(row.value)) return anew(row.value, contextOf(place, row, ''));
    return row.value.map((entry) => {
      if (entry.sealed === null) return entry;
      const sealed = anew(Buffer.from(entry.sealed, 'base64'), contextOf(place, row, entry.name));
      return { ...entry, sealed: sealed.toString('base64') };
    });
  } catch {
    // Counted and told by its place: it stays as it is.
    return undefined;
  }
}
