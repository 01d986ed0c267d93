import { join } from 'node:path';
import { createFileBlobs, createS3Blobs, type BlobStore } from '@minimart/blobs';
import type { Config } from '../config.ts';

/** Where the ledger of endings lies: outside the database, in `<data dir>/endings`, or in the bucket where there is one. */
export function openLedger({ s3, dataDir }: Pick<Config, 's3' | 'dataDir'>): BlobStore {
  return s3 === undefined ? createFileBlobs(join(dataDir, 'endings')) : createS3Blobs(s3);
}
