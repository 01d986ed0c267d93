import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import S3rver from '@20minutes/s3rver';
import { describe, expect, test } from 'vitest';
import { createS3Blobs } from './create-s3-blobs.ts';
import { describeBlobStore } from './testing/describe-blob-store.ts';

const openS3 = async (changes: { secretAccessKey?: string; bucket?: string } = {}) => {
  const directory = await mkdtemp(join(tmpdir(), 'minimart-s3-'));
  const configureBuckets = [{ name: 'pictures' }];
  const server = new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory, configureBuckets });
  const { port } = await server.run();
  const keys = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };
  const place = { endpoint: `http://127.0.0.1:${port}`, bucket: 'pictures', region: 'us-east-1' };
  return {
    blobs: createS3Blobs({ ...place, ...keys, ...changes }),
    async [Symbol.asyncDispose]() {
      await server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
};

describe('blobs in a store that speaks S3', () => {
  describeBlobStore(openS3);
});

test('a secret that is wrong is told as a failure that does not repeat it', async () => {
  await using store = await openS3({ secretAccessKey: 'wrong-secret' });
  const failure = await store.blobs.put('ab12cd34', new Blob(['x'])).catch((error: Error) => error);
  expect(String(failure)).toContain('answered 403');
  expect(String(failure)).not.toContain('wrong-secret');
});

test('a bucket that is missing fails a write instead of losing it', async () => {
  await using store = await openS3({ bucket: 'elsewhere' });
  await expect(store.blobs.put('ab12cd34', new Blob(['x']))).rejects.toThrow('answered 404');
});

test('waits so long for an answer, and not only so long for its bytes: a video is read for as long as it plays', async () => {
  const server = createServer(async (request, response) => {
    if (request.url?.endsWith('00000000')) return;
    for (let piece = 0; piece < 6; piece += 1) {
      response.write('x');
      await sleep(800);
    }
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const place = { endpoint: `http://127.0.0.1:${port}`, bucket: 'b', region: 'r' };
  const blobs = createS3Blobs({ ...place, accessKeyId: 'a', secretAccessKey: 'b' }, { patienceMs: 3_000 });
  await Promise.all([
    expect(blobs.get('00000000')).rejects.toThrow(),
    expect(blobs.get('ab12cd34').then((found) => text(found!))).resolves.toBe('xxxxxx'),
  ]);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
