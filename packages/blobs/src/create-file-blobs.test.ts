import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createFileBlobs } from './create-file-blobs.ts';
import { describeBlobStore } from './testing/describe-blob-store.ts';

const openFolder = async () => {
  const root = await mkdtemp(join(tmpdir(), 'minimart-blobs-'));
  return { root, blobs: createFileBlobs(root), [Symbol.asyncDispose]: () => rm(root, { recursive: true }) };
};

describe('blobs in files', () => {
  describeBlobStore(openFolder);
});

test('a write that breaks off leaves no file behind', async () => {
  await using store = await openFolder();
  const broken = new Blob(['x']);
  broken.stream = () => new ReadableStream({ pull: (controller) => controller.error(new Error('broke off')) });
  await expect(store.blobs.put('ab12cd34', broken)).rejects.toThrow('broke off');
  const left = await readdir(store.root, { recursive: true, withFileTypes: true });
  expect(left.filter((entry) => entry.isFile())).toEqual([]);
});

test('many writers of one key leave one whole blob', async () => {
  await using store = await openFolder();
  const bodies = Array.from({ length: 8 }, (_, index) => String(index).repeat(200_000));
  await Promise.all(bodies.map((body) => store.blobs.put('ab12cd34', new Blob([body]))));
  const stream = await store.blobs.get('ab12cd34');
  expect(bodies).toContain((await stream!.toArray()).join(''));
});
