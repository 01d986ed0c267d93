import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { AwsClient } from 'aws4fetch';
import { assertBlobKey, type BlobStore } from './blob-store.ts';

/** A bucket of a store that speaks S3, and who may write there. The address is the server's, without the bucket. */
export interface S3Place {
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/**
 * Blobs in a bucket, by Amazon's protocol (Signature Version 4, addresses with the bucket in the path), which MinIO, R2, Ceph and others speak
 * as well. The bucket must be there; it need not be readable by anybody else. Waits `patienceMs` for an answer to begin.
 */
export function createS3Blobs(
  { endpoint, bucket, region, accessKeyId, secretAccessKey }: S3Place,
  { patienceMs = 60_000 }: { patienceMs?: number } = {},
): BlobStore {
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 2 });
  const ask = async (method: string, key: string, init: RequestInit = {}) => {
    assertBlobKey(key);
    const url = `${endpoint.replace(/\/$/, '')}/${bucket}/${key.slice(0, 2)}/${key}`;
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(new Error('The S3 store did not answer in time.')), patienceMs);
    const response = await client
      .fetch(url, { ...init, method, signal: patience.signal })
      .finally(() => clearTimeout(timer));
    if (response.ok) return response;
    await response.body?.cancel();
    if (response.status === 404 && method !== 'PUT') return undefined;
    throw new Error(`The S3 store answered ${response.status} to ${method}.`);
  };
  return {
    async put(key, bytes) {
      // With the digest the store notices when what arrives is not what was sent.
      const headers = { 'x-amz-content-sha256': await digestOf(bytes), 'content-type': 'application/octet-stream' };
      const response = await ask('PUT', key, { headers, body: bytes });
      await response?.body?.cancel();
    },
    async get(key, range) {
      const headers: Record<string, string> = range === undefined ? {} : { range: `bytes=${range.start}-${range.end}` };
      const response = await ask('GET', key, { headers });
      if (response === undefined) return undefined;
      if (range !== undefined && response.status !== 206) {
        await response.body?.cancel();
        throw new Error('The S3 store ignored the range that was asked for.');
      }
      return response.body === null ? Readable.from([]) : Readable.fromWeb(response.body);
    },
    async delete(key) {
      const response = await ask('DELETE', key);
      await response?.body?.cancel();
    },
  };
}

async function digestOf(bytes: Blob): Promise<string> {
  const digest = createHash('sha256');
  for await (const piece of bytes.stream()) digest.update(piece);
  return digest.digest('hex');
}
