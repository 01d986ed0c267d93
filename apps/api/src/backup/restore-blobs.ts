import { openAsBlob } from 'node:fs';
import { join } from 'node:path';
import type { BlobStore } from '@minimart/blobs';
import type { BackupManifest } from './backup-manifest.ts';
import { listBlobs } from './check-backup.ts';
import { blobPath } from './copy-blobs.ts';

/** Puts every upload of a checked backup back under its key. One that is there already is replaced by the same bytes; without a row it does no harm. */
export async function restoreBlobs(
  { folder, manifest, to }: { folder: string; manifest: BackupManifest; to: BlobStore },
  say: (line: string) => void,
): Promise<void> {
  let put = 0;
  for await (const { key } of listBlobs(folder, manifest)) {
    if (put % 50 === 0) say(`Uploads ${put}/${manifest.blobs.count}`);
    await to.put(key, await openAsBlob(join(folder, blobPath(key))));
    put += 1;
  }
}
