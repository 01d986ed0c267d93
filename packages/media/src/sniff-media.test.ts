import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { sniffPicture, sniffVideo } from './sniff-media.ts';

async function sniffed<Type>(sniff: (path: string) => Promise<Type>, bytes: Buffer): Promise<Type> {
  const path = join(tmpdir(), `minimart-sniff-${randomUUID()}.png`);
  await writeFile(path, bytes);
  return sniff(path).finally(() => rm(path));
}

test.each(['png', 'jpeg', 'webp', 'avif', 'gif'] as const)(
  'knows %s by its bytes, whatever the name',
  async (format) => {
    const create = { width: 8, height: 8, channels: 3 as const, background: '#2a7' };
    const bytes = await sharp({ create }).toFormat(format).toBuffer();
    expect(await sniffed(sniffPicture, bytes)).toBe(`image/${format}`);
  },
);

const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
test.each([
  ['plain', Buffer.from(svg)],
  [
    'with a declaration and a comment',
    Buffer.from(`\ufeff<?xml version="1.0"?>\n<!-- a picture --><!DOCTYPE svg>${svg}`),
  ],
  ['in UTF-16', Buffer.from(`\ufeff${svg}`, 'utf16le')],
  ['in UTF-16 without a mark', Buffer.from(svg, 'utf16le')],
  ['in a namespace', Buffer.from('<s:svg xmlns:s="http://www.w3.org/2000/svg"/>')],
])('refuses SVG %s with the reason and what to do instead', async (_how, bytes) => {
  const refused = { code: 'svg_not_taken', message: expect.stringMatching(/scripts.*PNG/s) };
  await expect(sniffed(sniffPicture, bytes)).rejects.toMatchObject(refused);
});

test.each([
  ['text', Buffer.from('Pictures are nice'), 'no picture or video that we know'],
  ['HTML', Buffer.from('<!doctype html><script>alert(1)</script>'), 'no picture or video that we know'],
  ['a PDF', Buffer.from('%PDF-1.7\n'), 'application/pdf'],
  ['a ZIP', Buffer.from([0x50, 0x4b, 3, 4, ...Array(40).fill(0)]), 'application/zip'],
  ['a TIFF', Buffer.from([0x49, 0x49, 42, 0, 8, 0, 0, 0, 0, 0]), 'image/tiff'],
  ['a picture of a phone', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), 'Save it as JPEG'],
  ['a video', Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isommp41', 'latin1'), 'into the field for videos'],
  ['one byte', Buffer.from('x'), 'no picture or video that we know'],
])('refuses %s as a picture', async (_what, bytes, words) => {
  const refused = { code: 'file_type_not_taken', message: expect.stringContaining(words) };
  await expect(sniffed(sniffPicture, bytes)).rejects.toMatchObject(refused);
});

test('knows MP4 and WebM, and refuses other videos and pictures as videos', async () => {
  const mp4 = Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isommp41', 'latin1');
  const ebml = (type: string) =>
    Buffer.concat([
      Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0x80 + 3 + type.length, 0x42, 0x82, 0x80 + type.length]),
      Buffer.from(type),
    ]);
  expect(await sniffed(sniffVideo, mp4)).toBe('video/mp4');
  expect(await sniffed(sniffVideo, ebml('webm'))).toBe('video/webm');
  const others = [ebml('matroska'), Buffer.from('\0\0\0\x14ftypqt  \0\0\0\0qt  ', 'latin1'), Buffer.from('GIF89a')];
  for (const other of others) {
    await expect(sniffed(sniffVideo, other)).rejects.toMatchObject({ code: 'file_type_not_taken' });
  }
});
