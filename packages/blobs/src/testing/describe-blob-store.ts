import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import type { BlobStore } from '../blob-store.ts';

/** Opens an empty store for one test. */
export type OpenBlobStore = () => Promise<AsyncDisposable & { blobs: BlobStore }>;

/** What every store of blobs must do. */
export function describeBlobStore(open: OpenBlobStore): void {
  const key = 'ab12cd34ef56.webp';
  const read = async (blobs: BlobStore, range?: { start: number; end: number }) => {
    const stream = await blobs.get(key, range);
    return stream === undefined ? undefined : buffer(stream);
  };

  test('gives back what was put, byte by byte, and replaces it', async () => {
    await using store = await open();
    const [first, second] = [randomBytes(300_000), randomBytes(10)];
    await store.blobs.put(key, new Blob([first]));
    expect(await read(store.blobs)).toEqual(first);
    await store.blobs.put(key, new Blob([second]));
    expect(await read(store.blobs)).toEqual(second);
  });

  test('gives a part, both ends included', async () => {
    await using store = await open();
    const bytes = randomBytes(1000);
    await store.blobs.put(key, new Blob([bytes]));
    expect(await read(store.blobs, { start: 0, end: 9 })).toEqual(bytes.subarray(0, 10));
    expect(await read(store.blobs, { start: 990, end: 999 })).toEqual(bytes.subarray(990));
  });

  test('has nothing under a key that was never put or was deleted', async () => {
    await using store = await open();
    expect(await read(store.blobs)).toBeUndefined();
    await store.blobs.delete(key);
    await store.blobs.put(key, new Blob(['x']));
    await store.blobs.delete(key);
    expect(await read(store.blobs)).toBeUndefined();
  });

  test('leaves nothing when what is put breaks off', async () => {
    await using store = await open();
    const broken = new Blob(['x'.repeat(100_000)]);
    broken.stream = () => new ReadableStream({ pull: (controller) => controller.error(new Error('broke off')) });
    await expect(store.blobs.put(key, broken)).rejects.toThrow();
    expect(await read(store.blobs)).toBeUndefined();
  });

  test.each(['../../etc/passwd', 'ab/cd/efghij', '', 'UPPERCASE1', 'short', 'aaaaaaaa.b.c', 'aaaaaaaa\0'])(
    'takes no key that could name another place: %j',
    async (odd) => {
      await using store = await open();
      await expect(store.blobs.put(odd, new Blob(['x']))).rejects.toThrow('blob key');
      await expect(store.blobs.get(odd)).rejects.toThrow('blob key');
      await expect(store.blobs.delete(odd)).rejects.toThrow('blob key');
    },
  );
}
