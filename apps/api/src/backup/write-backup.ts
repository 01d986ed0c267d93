import { randomBytes } from 'node:crypto';
import { access, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import type { BlobStore } from '@minimart/blobs';
import type { PackageTables } from '@minimart/database';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { countSealed } from '../sealed/count-sealed.ts';
import { version } from '../version.ts';
import {
  backupFiles,
  backupFormat,
  BackupError,
  type BackupManifest,
  type BackupTable,
  toManifestFiles,
} from './backup-manifest.ts';
import { copyBlobs } from './copy-blobs.ts';
import { flushFolder, writePart } from './part-file.ts';
import {
  checksumOf,
  type KeptTable,
  plainSettings,
  quoted,
  quoteName,
  readCatalogue,
  readSequences,
} from './read-catalogue.ts';

/** What to back up, and to where. */
export interface BackupOptions {
  databaseUrl: string;
  tables: readonly PackageTables[];
  blobs: BlobStore;
  /** How far the ledger of endings has come, which has all that ended before now. */
  ledger: BackupManifest['ledger'];
  /** A folder that is not there yet. */
  folder: string;
  now: Date;
  /** Told what is being done. */
  say: (line: string) => void;
}

// That of migrations: none runs while the rows are read.
const migrationLock = 7_190_123_001;

/**
 * Writes rows and uploads into a new folder while the system runs: all rows as of one moment, and every upload that they name. The folder has its
 * name only once everything is in it and on the disk. Throws a {@link BackupError} for what the operator can mend.
 */
export async function writeBackup(options: BackupOptions): Promise<BackupManifest> {
  const folder = resolve(options.folder);
  await refuseTaken(folder);
  await mkdir(dirname(folder), { recursive: true });
  await sayLeftovers(folder, options.say);
  const unfinished = `${folder}.unfinished-${randomBytes(4).toString('hex')}`;
  await mkdir(unfinished, { mode: 0o700 });
  try {
    const rows = await backUpRows(options, unfinished);
    const blobs = await copyBlobs({ from: options.blobs, folder: unfinished, keys: rows.blobKeys, say: options.say });
    const { blobKeys: _, ...content } = rows;
    const manifest: BackupManifest = {
      format: backupFormat,
      program: version,
      madeAt: options.now.toISOString(),
      ...content,
      blobs,
    };
    const { text, digest } = toManifestFiles(manifest);
    await writeFile(join(unfinished, backupFiles.manifest), text, { mode: 0o600, flush: true });
    await writeFile(join(unfinished, backupFiles.digest), digest, { mode: 0o600, flush: true });
    await flushFolder(unfinished);
    await refuseTaken(folder);
    await rename(unfinished, folder);
    await flushFolder(dirname(folder));
    return manifest;
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw explained(error as NodeJS.ErrnoException);
  }
}

async function backUpRows({ databaseUrl, tables, ledger, say }: BackupOptions, folder: string) {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'minimart backup' });
  client.on('error', () => {}); // the query under way tells of it
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    await client.query(plainSettings);
    await client.query('select pg_advisory_xact_lock_shared($1)', [migrationLock]);
    const catalogue = await readCatalogue(client, tables);
    // A table that is dropped or changed meanwhile would no longer be what the snapshot saw.
    await client.query(`lock table ${catalogue.tables.map(quoted).join(', ')} in access share mode`);
    const { rows: ran } = await client.query<{ name: string }>('select name from public.migrations order by id');
    const kept: BackupTable[] = [];
    for (const [index, table] of catalogue.tables.entries()) {
      say(`Rows ${index + 1}/${catalogue.tables.length}: ${table.schema}.${table.name}`);
      kept.push(await backUpTable(client, folder, table));
    }
    const content = {
      postgres: (await client.query<{ v: string }>(`select current_setting('server_version') as v`)).rows[0]!.v,
      migrations: ran.map(({ name }) => name),
      tables: kept,
      partitions: catalogue.partitions,
      sequences: await readSequences(client, tables),
      sealedBy: await countSealed(client, tables.map(withoutPassing)),
      ledger,
      blobKeys: await readBlobKeys(client),
    };
    await client.query('commit');
    return content;
  } finally {
    await client.end();
  }
}

async function backUpTable(client: pg.Client, folder: string, table: KeptTable): Promise<BackupTable> {
  const columns = table.columns.map(quoteName).join(', ');
  const stream = client.query(
    copyTo(`copy (select ${columns} from ${quoted(table)}) to stdout`),
  ) as unknown as Readable;
  const part = await writePart(folder, `tables/${table.schema}.${table.name}.copy.gz`, stream);
  return { ...table, ...(await checksumOf(client, table)), part };
}

/** A package without the sealed columns of tables that no backup holds. */
function withoutPassing(table: PackageTables): PackageTables {
  const { sealed = [], passing = [] } = table;
  return { ...table, sealed: sealed.filter((place) => !passing.includes(place.table)) };
}

/** The keys of all uploads that the rows name. They are short; what lies under them is not. */
async function readBlobKeys(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ key: string }>(
    `select distinct f ->> 'key' as key from catalog.assets, jsonb_array_elements(files) f order by 1`,
  );
  return rows.map(({ key }) => key);
}

async function refuseTaken(folder: string): Promise<void> {
  const isThere = await access(folder).then(
    () => true,
    () => false,
  );
  if (isThere) throw new BackupError(`${folder} is there already: name a folder that is not.`);
}

async function sayLeftovers(folder: string, say: (line: string) => void): Promise<void> {
  const names = await readdir(dirname(folder));
  for (const name of names.filter((each) => each.startsWith(`${basename(folder)}.unfinished-`))) {
    say(`${join(dirname(folder), name)} was left by a backup that broke off; delete it.`);
  }
}

function explained(error: NodeJS.ErrnoException): Error {
  const why = {
    ENOSPC: 'The disk is full.',
    EFBIG: 'A file may not grow that large here.',
    EDQUOT: 'The disk quota is used up.',
    EACCES: 'That folder cannot be written to.',
    EROFS: 'That disk cannot be written to.',
  }[error.code ?? ''];
  return why === undefined
    ? error
    : new BackupError(`${why} No backup was made, and what was begun is removed.`, { cause: error });
}
