import { pipeline } from 'node:stream/promises';
import type { PackageTables } from '@minimart/database';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Writable } from 'node:stream';
import { BackupError, type BackupManifest, type BackupTable } from './backup-manifest.ts';
import { readPart } from './part-file.ts';
import { checksumOf, plainSettings, quoted, quoteName, readCatalogue } from './read-catalogue.ts';

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
  const known = new Set(there.tables.map(quoted));
  const lost = manifest.tables.find((table) => !known.has(quoted(table)));
  if (lost !== undefined)
    throw new BackupError(`The backup has rows of ${lost.schema}.${lost.name}, which its migrations do not make.`);
  for (const table of there.tables) await client.query(`alter table ${quoted(table)} disable trigger user`);
  // What migrations wrote; the last comes first, as others may refer to what is before it.
  for (const table of there.tables.toReversed()) await client.query(`delete from ${quoted(table)}`);
  await makePartitions(client, manifest, there.partitions);
  for (const [index, table] of manifest.tables.entries()) {
    say(`Rows ${index + 1}/${manifest.tables.length}: ${table.schema}.${table.name}`);
    await restoreTable(client, folder, table);
  }
  for (const { schema, name, value, isCalled } of manifest.sequences) {
    await client.query('select setval(to_regclass($1), $2, $3)', [quoted({ schema, name }), value, isCalled]);
  }
  for (const table of there.tables) await client.query(`alter table ${quoted(table)} enable trigger user`);
}

async function makePartitions(
  client: ClientBase,
  manifest: BackupManifest,
  there: BackupManifest['partitions'],
): Promise<void> {
  const made = new Set(there.map(quoted));
  for (const { schema, name, of, bound } of manifest.partitions) {
    if (made.has(quoted({ schema, name }))) continue;
    const [ofSchema = '', ofName = ''] = of.split('.');
    await client.query(`create schema if not exists ${quoteName(schema)}`);
    await client.query(
      `create table ${quoted({ schema, name })} partition of ${quoted({ schema: ofSchema, name: ofName })} ${bound}`,
    );
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
