import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** The format that this program writes. A program reads its own and all before it. */
export const backupFormat = 1;

const part = z.object({
  /** Below the backup's folder. */
  path: z.string().regex(/^[\w.-]+(\/[\w.-]+)*$/),
  bytes: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

const named = { schema: z.string(), name: z.string() };

const table = z.object({
  ...named,
  columns: z.array(z.string()),
  rows: z.int().min(0),
  /** Sum over all rows of the first 64 bits of a row's MD5, as PostgreSQL counts it: the same in whatever order the rows lie. */
  checksum: z.string(),
  part,
});

const manifest = z.object({
  format: z.literal(backupFormat),
  program: z.string(),
  madeAt: z.iso.datetime(),
  postgres: z.string(),
  migrations: z.array(z.string()),
  tables: z.array(table),
  partitions: z.array(z.object({ ...named, of: z.string(), bound: z.string() })),
  sequences: z.array(z.object({ ...named, value: z.string(), isCalled: z.boolean() })),
  blobs: z.object({ count: z.int().min(0), bytes: z.int().min(0), missing: z.array(z.string()), list: part }),
  /** How many sealed values each sealing key has, by the name of the key. */
  sealedBy: z.record(z.string(), z.int()),
  /** How far the ledger of endings had come. */
  ledger: z.object({ lineage: z.string(), page: z.int() }),
});

/** What a backup holds. */
export type BackupManifest = z.infer<typeof manifest>;

/** A file of a backup, with its length and SHA-256 as it lies there. */
export type BackupPart = z.infer<typeof part>;

/** The rows of one table. */
export type BackupTable = z.infer<typeof table>;

/** A blob in the list of a backup. */
export interface BackedUpBlob {
  key: string;
  bytes: number;
  sha256: string;
}

/** A backup that cannot be used, and why, in words for an operator. */
export class BackupError extends Error {
  override name = 'BackupError';
}

/** Names of files in the folder of a backup. */
export const backupFiles = { manifest: 'manifest.json', digest: 'manifest.json.sha256', blobs: 'blobs.jsonl.gz' };

/** Reads what a backup says of itself. Throws a {@link BackupError} for a folder that is none, a damaged one, or one that a newer program made. */
export async function readManifest(folder: string): Promise<BackupManifest> {
  const [text, digest] = await Promise.all([
    readFile(join(folder, backupFiles.manifest)),
    readFile(join(folder, backupFiles.digest), 'utf8'),
  ]).catch((error: NodeJS.ErrnoException) => {
    throw new BackupError(
      `${folder} is no whole backup: ${backupFiles.manifest} or its digest cannot be read (${error.code}).`,
    );
  });
  if (createHash('sha256').update(text).digest('hex') !== digest.slice(0, 64)) {
    throw new BackupError(`The backup is damaged: ${backupFiles.manifest} is not what its digest says.`);
  }
  const json = JSON.parse(text.toString('utf8')) as { format?: unknown; program?: unknown };
  if (typeof json.format === 'number' && json.format > backupFormat) {
    throw new BackupError(
      `This backup has format ${json.format}, made by Minimart ${String(json.program)}; this program reads up to ${backupFormat}. Restore it with the program that made it, or a newer one.`,
    );
  }
  return manifest.parse(json);
}

/** The manifest as bytes, and the line that `sha256sum -c` takes. */
export function toManifestFiles(content: BackupManifest): { text: string; digest: string } {
  const text = `${JSON.stringify(content, null, 2)}\n`;
  const digest = `${createHash('sha256').update(text).digest('hex')}  ${backupFiles.manifest}\n`;
  return { text, digest };
}
