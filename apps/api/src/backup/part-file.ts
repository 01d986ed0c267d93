import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { BackupError, type BackupPart } from './backup-manifest.ts';

const packed = /\.gz$/;

/** Passes bytes on and counts them on their way, with their SHA-256. */
export class Digest extends Transform {
  #hash = createHash('sha256');
  bytes = 0;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: (error: null, chunk: Buffer) => void): void {
    this.#hash.update(chunk);
    this.bytes += chunk.length;
    done(null, chunk);
  }

  /** Once, when all bytes have passed. */
  sha256(): string {
    return this.#hash.digest('hex');
  }
}

/** Writes a stream into a new file that its owner alone may read, packed where the name ends in `.gz`, and flushes it to the disk. */
export async function writePart(folder: string, path: string, bytes: Readable): Promise<BackupPart> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const digest = new Digest();
  const target = createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true });
  await (packed.test(path)
    ? pipeline(bytes, createGzip({ level: 4 }), digest, target)
    : pipeline(bytes, digest, target));
  return { path, bytes: digest.bytes, sha256: digest.sha256() };
}

/** What a part holds, unpacked. It ends with a {@link BackupError} unless all of it was as the manifest says. */
export function readPart(folder: string, part: BackupPart): Readable {
  const file = createReadStream(join(folder, part.path));
  const digest = new Digest();
  const check = new Transform({
    transform: (chunk: Buffer, _encoding, done) => done(null, chunk),
    flush: (done) => done(differs(part, digest)),
  });
  const checked = packed.test(part.path) ? createGunzip() : undefined;
  const steps = checked === undefined ? [file, digest, check] : [file, digest, checked, check];
  // Its failure comes out of `check`, whose reader hears of it.
  void pipeline(steps as never).catch((error: Error) => check.destroy(toBackupError(part, error)));
  return check;
}

/** Reads a part to its end and throws a {@link BackupError} that names it unless it is as the manifest says. */
export async function checkPart(folder: string, part: BackupPart): Promise<void> {
  const digest = new Digest();
  try {
    await pipeline(createReadStream(join(folder, part.path)), digest, async (source: AsyncIterable<Buffer>) => {
      for await (const chunk of source) void chunk;
    });
  } catch (error) {
    throw toBackupError(part, error as Error);
  }
  const found = differs(part, digest);
  if (found !== null) throw found;
}

/** Flushes a folder, so that what was made in it is still there after a power cut. */
export async function flushFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function differs({ path, bytes, sha256 }: BackupPart, digest: Digest): BackupError | null {
  if (digest.bytes !== bytes)
    return new BackupError(`The backup is damaged: ${path} has ${digest.bytes} bytes instead of ${bytes}.`);
  return digest.sha256() === sha256
    ? null
    : new BackupError(`The backup is damaged: ${path} is not what its checksum says.`);
}

function toBackupError({ path }: BackupPart, error: Error): Error {
  if (error instanceof BackupError) return error;
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return new BackupError(`The backup is damaged: ${path} is missing.`);
  return new BackupError(`The backup is damaged: ${path} cannot be read (${code ?? error.message}).`);
}
