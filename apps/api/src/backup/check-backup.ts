import { createInterface } from 'node:readline';
import { type BackedUpBlob, type BackupManifest, parseBlob, readManifest } from './backup-manifest.ts';
import { blobPath } from './copy-blobs.ts';
import { checkPart, readPart } from './part-file.ts';

/** Reads every byte of a backup. Throws a {@link BackupError} that says what is damaged, or by whom it can be read instead. */
export async function checkBackup(folder: string, say: (line: string) => void): Promise<BackupManifest> {
  const manifest = await readManifest(folder);
  for (const [index, { part }] of manifest.tables.entries()) {
    say(`Checking rows ${index + 1}/${manifest.tables.length}`);
    await checkPart(folder, part);
  }
  await checkPart(folder, manifest.blobs.list);
  let checked = 0;
  for await (const { key, bytes, sha256 } of listBlobs(folder, manifest)) {
    if (checked % 50 === 0) say(`Checking uploads ${checked}/${manifest.blobs.count}`);
    await checkPart(folder, { path: blobPath(key), bytes, sha256 });
    checked += 1;
  }
  return manifest;
}

/** The blobs of a backup, one by one. */
export async function* listBlobs(folder: string, { blobs }: BackupManifest): AsyncGenerator<BackedUpBlob> {
  const source = readPart(folder, blobs.list);
  let failure: Error | undefined;
  source.once('error', (error) => (failure = error));
  for await (const line of createInterface({ input: source })) yield parseBlob(line);
  if (failure !== undefined) throw failure;
}
