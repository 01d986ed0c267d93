import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

const oldMs = 3_600_000;

/** A folder for one upload below the data folder; gone with all that is in it when it is disposed of. */
export async function openIncomingFolder(dataDir: string): Promise<AsyncDisposable & { path: string }> {
  const path = join(dataDir, 'incoming', randomUUID());
  await mkdir(path, { recursive: true });
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** Removes what uploads left behind that a crash cut off; those of the last hour may be under way in another process. */
export async function clearIncomingFolders(dataDir: string, now = Date.now()): Promise<void> {
  const root = join(dataDir, 'incoming');
  const names = await readdir(root).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  for (const path of names.map((name) => join(root, name))) {
    const { mtimeMs } = await stat(path);
    if (mtimeMs < now - oldMs) await rm(path, { recursive: true, force: true });
  }
}
