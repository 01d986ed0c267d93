import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { createPictureEncoder } from './create-picture-encoder.ts';
import type { PictureType } from './sniff-media.ts';

async function openFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'minimart-encoder-'));
  return {
    folder,
    async write(bytes: Buffer, type: PictureType = 'image/png') {
      const path = join(folder, 'sent');
      await writeFile(path, bytes);
      return { path, type, use: 'logo' as const, folder };
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: '#2a7f5e' } });

test('makes AVIF and WebP in each width, and says what it made', async () => {
  await using place = await openFolder();
  const made = await createPictureEncoder().encode(await place.write(await plain(200, 100).png().toBuffer()));
  const said = made.map(({ mediaType, width, height }) => `${mediaType} ${width} ${height}`);
  expect(said).toEqual(['image/avif 96 96', 'image/webp 96 96', 'image/avif 192 192', 'image/webp 192 192']);
  for (const { path, width, height, byteLength } of made) {
    expect(await sharp(path).metadata()).toMatchObject({ width, height });
    expect(byteLength).toBeGreaterThan(0);
  }
  // A wide logo is padded with nothing, not cut.
  const { data } = await sharp(made.at(-1)!.path).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  expect([data[3], data[(96 * 192 + 96) * 4 + 3]]).toEqual([0, 255]);
});

test('is no reader of another kind than the one that the bytes showed', async () => {
  await using place = await openFolder();
  const jpeg = await plain(200, 200).jpeg().toBuffer();
  const refused = createPictureEncoder().encode(await place.write(jpeg, 'image/png'));
  await expect(refused).rejects.toMatchObject({ code: 'file_unreadable' });
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"/>');
  const drawn = createPictureEncoder().encode(await place.write(svg, 'image/png'));
  await expect(drawn).rejects.toMatchObject({ code: 'file_unreadable' });
});

test('ends a process that takes too long, tells the log, and goes on with the next picture', async () => {
  await using place = await openFolder();
  const told: string[] = [];
  const good = await place.write(await plain(200, 200).png().toBuffer());
  const hasty = createPictureEncoder({ timeoutMs: 1, concurrency: 1, onBreak: (reason) => told.push(reason) });
  const results = await Promise.allSettled([hasty.encode(good), hasty.encode(good)]);
  for (const result of results) expect(result).toMatchObject({ reason: { code: 'file_unreadable' } });
  expect(told).toEqual(['was ended after 1 ms', 'was ended after 1 ms']);
});
