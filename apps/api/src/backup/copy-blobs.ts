import { Readable } from 'node:stream';
import type { BlobStore } from '@minimart/blobs';
import type { BackupManifest } from './backup-manifest.ts';
import { writePart } from './part-file.ts';

interface Copying {
  from: BlobStore;
  folder: string;
  keys: readonly string[];
  say: (line: string) => void;
}

/** Where a blob lies in a backup. */
export const blobPath = (key: string): string => `blobs/${key.slice(0, 2)}/${key}`;

/** Copies blobs piece by piece into the folder of a backup, and lists them with their checksums. One that is not there is listed as missing. */
export async function copyBlobs({ from, folder, keys, say }: Copying): Promise<BackupManifest['blobs']> {
  const missing: string[] = [];
  const counted = { count: 0, bytes: 0 };
  async function* copied(): AsyncGenerator<string> {
    for (const [index, key] of keys.entries()) {
      if (index % 50 === 0) say(`Uploads ${index}/${keys.length}`);
      const stream = await from.get(key);
      if (stream === undefined) {
        missing.push(key);
        continue;
      }
      const { bytes, sha256 } = await writePart(folder, blobPath(key), stream);
      counted.count += 1;
      counted.bytes += bytes;
      yield `${JSON.stringify({ key, bytes, sha256 })}\n`;
    }
  }
  const list = await writePart(folder, 'blobs.jsonl.gz', Readable.from(copied()));
  return { ...counted, missing, list };
}
