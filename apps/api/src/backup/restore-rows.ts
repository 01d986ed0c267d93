import { pipeline } from 'node:stream/promises';
import type { PackageTables } from '@minimart/database';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Writable } from 'node:stream';
import { BackupError, type BackupManifest, type BackupTable } from './backup-manifest.ts';
import { readPart } from './part-file.ts';
import { parsePartitionBound } from './partition-bound.ts';
import {
  type Catalogue,
  checksumOf,
  plainSettings,
  quoted,
  quoteName,
  readCatalogue,
  readSequences,
} from './read-catalogue.ts';
import { refuseMisfit } from './refuse-misfit.ts';

interface Restoring {
  /** In a transaction, with the tables as they were when the backup was made. */
  client: ClientBase;
  folder: string;
  manifest: BackupManifest;
  tables: readonly PackageTables[];
  say: (line: string) => void;
}

/**
 * Puts the rows of a backup into tables that migrations have just made, and compares how many there are, and what is in them, with what was read then.
 * Triggers rest meanwhile: what they would do is in the rows. Throws a {@link BackupError} where anything differs.
 */
export async function restoreRows({ client, folder, manifest, tables, say }: Restoring): Promise<void> {
  await client.query(plainSettings);
  const there = await readCatalogue(client, tables);
  refuseUnknown(manifest, { ...there, sequences: await readSequences(client, tables) });
  for (const table of there.tables) await client.query(`alter table ${quoted(table)} disable trigger user`);
  // What migrations wrote; the last comes first, as others may refer to what is before it.
  for (const table of there.tables.toReversed()) await client.query(`delete from ${quoted(table)}`);
  await makePartitions(client, manifest, there.partitions);
  for (const [index, table] of manifest.tables.entries()) {
    say(`Rows ${index + 1}/${manifest.tables.length}: ${table.schema}.${table.name}`);
    await refuseMisfit(`its rows of ${table.schema}.${table.name}`, () => restoreTable(client, folder, table));
  }
  for (const { schema, name, value, isCalled } of manifest.sequences) {
    await refuseMisfit(`its sequence ${schema}.${name}`, () =>
      client.query('select setval(to_regclass($1), $2, $3)', [quoted({ schema, name }), value, isCalled]),
    );
  }
  for (const table of there.tables) await client.query(`alter table ${quoted(table)} enable trigger user`);
}

/** What a manifest names goes into SQL, so it may name only what its migrations make, and partitions beside theirs. */
function refuseUnknown(
  manifest: BackupManifest,
  there: Pick<BackupManifest, 'partitions' | 'sequences'> & Catalogue,
): void {
  const columns = new Map(there.tables.map((table) => [quoted(table), table.columns.toSorted().join()]));
  for (const table of manifest.tables) {
    const found = columns.get(quoted(table));
    if (found === undefined) throw unknown(`rows of ${table.schema}.${table.name}`);
    if (found !== table.columns.toSorted().join()) throw unknown(`columns of ${table.schema}.${table.name}`);
  }
  const places = new Set(there.partitions.map(({ schema, of }) => `${schema} ${of}`));
  const stray = manifest.partitions.find(({ schema, of }) => !places.has(`${schema} ${of}`));
  if (stray !== undefined) throw unknown(`a partition ${stray.schema}.${stray.name} of ${stray.of}`);
  const sequences = new Set(there.sequences.map(quoted));
  const odd = manifest.sequences.find((sequence) => !sequences.has(quoted(sequence)));
  if (odd !== undefined) throw unknown(`a sequence ${odd.schema}.${odd.name}`);
}

function unknown(what: string): BackupError {
  return new BackupError(
    `The backup has ${what}, which its migrations do not make, so nothing of it is restored. What was added to the tables of Minimart by hand has to go before a backup is made; otherwise, take another backup.`,
  );
}

async function makePartitions(
  client: ClientBase,
  manifest: BackupManifest,
  there: BackupManifest['partitions'],
): Promise<void> {
  const made = new Set(there.map(quoted));
  for (const { schema, name, of, bound } of manifest.partitions) {
    if (made.has(quoted({ schema, name }))) continue;
    const range = parsePartitionBound(bound);
    const [ofSchema = '', ofName = ''] = of.split('.');
    if (range === undefined || range === 'default') throw unknown(`a partition ${schema}.${name} of ${of}`);
    const sql = `create table ${quoted({ schema, name })} partition of ${quoted({ schema: ofSchema, name: ofName })}
      for values from ('${range.from}') to ('${range.to}')`;
    await refuseMisfit(`its partition ${schema}.${name}`, () => client.query(sql));
  }
}

async function restoreTable(client: ClientBase, folder: string, table: BackupTable): Promise<void> {
  const copy = copyFrom(`copy ${quoted(table)} (${table.columns.map(quoteName).join(', ')}) from stdin`);
  await pipeline(readPart(folder, table.part), client.query(copy) as unknown as Writable);
  const { rows, checksum } = await checksumOf(client, table);
  if (rows === table.rows && checksum === table.checksum) return;
  throw new BackupError(
    `${table.schema}.${table.name} is not what it was: ${rows} rows with checksum ${checksum} instead of ${table.rows} with ${table.checksum}.`,
  );
}
