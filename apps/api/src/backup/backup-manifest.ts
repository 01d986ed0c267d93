import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isBlobKey } from '@minimart/blobs';
import { zodFieldErrors } from '@minimart/problem';
import { z } from 'zod';
import { parsePartitionBound } from './partition-bound.ts';

/** The format that this program writes. A program reads its own and all before it. */
export const backupFormat = 1;

const measured = {
  bytes: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hex'),
};

const part = z.object({
  /** Below the backup's folder. */
  path: z.string().regex(/^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/, 'must lead to a file below the backup'),
  ...measured,
});

const word = z.string().regex(/^\w{1,63}$/, 'must be a name of letters, digits and _');
const named = { schema: word, name: word };
const wholeNumber = z.string().regex(/^-?\d{1,40}$/, 'must be a whole number as text');

const table = z.object({
  ...named,
  columns: z.array(word),
  rows: z.int().min(0),
  /** Sum over all rows of the first 64 bits of a row's MD5, as PostgreSQL counts it: the same in whatever order the rows lie. */
  checksum: wholeNumber,
  part,
});

/** As PostgreSQL writes it. */
const bound = z
  .string()
  .refine(
    (text) => parsePartitionBound(text) !== undefined,
    'must be DEFAULT or a range of days, as PostgreSQL writes it',
  );

const program = z.string().regex(/^[\w.+-]{1,100}$/, 'must be a version');

const manifest = z.object({
  format: z.literal(backupFormat, `must be ${backupFormat}, the only one that this program reads`),
  program,
  madeAt: z.iso.datetime(),
  postgres: z.string(),
  migrations: z.array(z.string().regex(/^[\w-]{1,100}$/, 'must be the name of a migration')),
  tables: z.array(table),
  partitions: z.array(
    z.object({ ...named, of: z.string().regex(/^\w{1,63}\.\w{1,63}$/, 'must be a table with its schema'), bound }),
  ),
  sequences: z.array(z.object({ ...named, value: wholeNumber, isCalled: z.boolean() })),
  blobs: z.object({ count: z.int().min(0), bytes: z.int().min(0), missing: z.array(z.string()), list: part }),
  /** How many sealed values each sealing key has, by the name of the key. */
  sealedBy: z.record(z.string(), z.int()),
  /** How far the ledger of endings had come. */
  ledger: z.object({ lineage: z.string().regex(/^[0-9a-f]{32}$/, 'must be 32 hex digits'), page: z.int().min(0) }),
});

const newerFormat = z.object({ format: z.int().min(backupFormat + 1), program: program.catch('of another version') });

/** What a backup holds. */
export type BackupManifest = z.infer<typeof manifest>;

/** A file of a backup, with its length and SHA-256 as it lies there. */
export type BackupPart = z.infer<typeof part>;

/** The rows of one table. */
export type BackupTable = z.infer<typeof table>;

const blob = z.object({ key: z.string().refine(isBlobKey, 'must be the key of an upload'), ...measured });

/** A blob in the list of a backup. */
export type BackedUpBlob = z.infer<typeof blob>;

/** A backup that cannot be used, and why, in words for an operator. */
export class BackupError extends Error {
  override name = 'BackupError';
}

/** For a backup that is not as it was written: what is wrong, and what to do. */
export function damaged(what: string): BackupError {
  return new BackupError(
    `The backup is damaged: ${what} Nothing of it is used. Copy the backup once more from where it was written, or take another one.`,
  );
}

/** Names of files in the folder of a backup. */
export const backupFiles = { manifest: 'manifest.json', digest: 'manifest.json.sha256', blobs: 'blobs.jsonl.gz' };

/** Reads what a backup says of itself. Throws a {@link BackupError} for a folder that is none, one that is damaged or forged, or one that a newer program made. */
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
  const json = toJson(text.toString('utf8'), backupFiles.manifest);
  const newer = newerFormat.safeParse(json);
  if (newer.success) {
    const { format, program: maker } = newer.data;
    throw new BackupError(
      `This backup has format ${format}, made by Minimart ${maker}; this program reads up to ${backupFormat}. Restore it with the program that made it, or a newer one.`,
    );
  }
  return parseAs(manifest, json, backupFiles.manifest);
}

/** Reads a line of the list of blobs. Throws a {@link BackupError} that names what is wrong in it. */
export function parseBlob(line: string): BackedUpBlob {
  return parseAs(blob, toJson(line, backupFiles.blobs), backupFiles.blobs);
}

/** The manifest as bytes, and the line that `sha256sum -c` takes. */
export function toManifestFiles(content: BackupManifest): { text: string; digest: string } {
  const text = `${JSON.stringify(content, null, 2)}\n`;
  const digest = `${createHash('sha256').update(text).digest('hex')}  ${backupFiles.manifest}\n`;
  return { text, digest };
}

const mostTold = 5;

function toJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw damaged(`${file} is not JSON, or was cut off.`);
  }
}

function parseAs<Schema extends z.ZodType>(schema: Schema, json: unknown, file: string): z.infer<Schema> {
  const parsed = schema.safeParse(json, { error: inWords });
  if (parsed.success) return parsed.data;
  const mistakes = zodFieldErrors(parsed.error).map(({ path, message }) => `${path || 'All of it'} ${message}`);
  const more = mistakes.length > mostTold ? [`${mistakes.length - mostTold} more`] : [];
  const told = [...mistakes.slice(0, mostTold), ...more].join('; ');
  throw damaged(`${file} is not what Minimart writes. ${told}.`);
}

/** Goes on after the name of the field. */
function inWords({ code, input, ...issue }: z.core.$ZodRawIssue): string {
  if (input === undefined) return 'is missing';
  return code === 'invalid_type' ? `must be of type ${String(issue['expected'])}` : 'has a value that it cannot have';
}
