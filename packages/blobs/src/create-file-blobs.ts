import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { assertBlobKey, type BlobStore } from './blob-store.ts';

/**
 * Blobs as files below a folder, which is made when the first one is put: `ab/cd/<key>` by the first letters of the key, so that no folder gets
 * long. A blob is written beside its place, flushed to the disk and then moved there. Back the folder up together with the database.
 */
export function createFileBlobs(root: string): BlobStore {
  const placeOf = (key: string) => {
    assertBlobKey(key);
    return join(root, key.slice(0, 2), key.slice(2, 4), key);
  };
  return {
    async put(key, bytes) {
      const place = placeOf(key);
      await mkdir(dirname(place), { recursive: true });
      const beside = `${place}.${randomUUID()}.part`;
      try {
        await pipeline(Readable.fromWeb(bytes.stream()), createWriteStream(beside, { flags: 'wx', flush: true }));
        await rename(beside, place);
        await flushFolder(dirname(place));
      } catch (error) {
        await rm(beside, { force: true });
        throw error;
      }
    },
    async get(key, range) {
      try {
        const file = await open(placeOf(key));
        return file.createReadStream({ ...range });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    async delete(key) {
      await rm(placeOf(key), { force: true });
    },
  };
}

// The move itself is lost in a power cut unless the folder is flushed, too.
async function flushFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
