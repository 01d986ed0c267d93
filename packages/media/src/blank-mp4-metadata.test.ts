import { randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { blankMp4Metadata } from './blank-mp4-metadata.ts';

function box(type: string, ...content: (Buffer | string)[]): Buffer {
  const body = Buffer.concat([type, ...content].map((part) => Buffer.from(part as string, 'latin1')));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length + 4);
  return Buffer.concat([length, body]);
}

async function blanked(bytes: Buffer): Promise<Buffer> {
  const path = join(tmpdir(), `minimart-mp4-${randomUUID()}`);
  await writeFile(path, bytes);
  try {
    await blankMp4Metadata(path);
    return await readFile(path);
  } finally {
    await rm(path);
  }
}

const place = '+52.5186+013.4080/';
const brand = box('ftyp', 'isom\0\0\x02\0isom');
const media = box('mdat', 'pictures and sound');

test('what says where a video was made is gone, wherever it stands, and nothing else has moved', async () => {
  const said = box('udta', box('©xyz', place));
  const movie = box('moov', box('mvhd', 'times'), box('trak', box('tkhd', 'size'), said), said, box('meta', place));
  const before = Buffer.concat([brand, box('uuid', 'xmp', place), movie, media]);
  const after = await blanked(before);
  expect(after).toHaveLength(before.length);
  expect(after.includes(place)).toBe(false);
  for (const kept of [brand, media, box('mvhd', 'times'), box('tkhd', 'size')]) {
    expect(after.indexOf(kept)).toBe(before.indexOf(kept));
  }
});

test('a video without metadata stays as it is, byte by byte, also with long lengths', async () => {
  const long = Buffer.concat([
    Buffer.from([0, 0, 0, 1]),
    Buffer.from('mdat'),
    Buffer.alloc(8),
    Buffer.from('x'.repeat(50)),
  ]);
  long.writeBigUInt64BE(BigInt(long.length), 8);
  const toTheEnd = Buffer.concat([Buffer.alloc(4), Buffer.from('mdat'), Buffer.from('to the end')]);
  for (const last of [long, toTheEnd]) {
    const bytes = Buffer.concat([brand, box('moov', box('mvhd', 'times')), last]);
    expect(await blanked(bytes)).toEqual(bytes);
  }
});

const movie = box('moov', box('mvhd', 'times'));
const tooLong = Buffer.concat([Buffer.from([0x7f, 0xff, 0xff, 0xff]), Buffer.from('trak')]);
test.each([
  ['cut off', Buffer.concat([brand, movie, media]).subarray(0, -5)],
  ['without pictures', Buffer.concat([brand, movie])],
  ['without a table of what is in it', Buffer.concat([brand, media])],
  ['with a box that is longer than what it is in', Buffer.concat([brand, box('moov', tooLong), media])],
  ['with a length that leads backwards', Buffer.concat([brand, Buffer.from([0, 0, 0, 2]), Buffer.from('moov'), media])],
  ['of very many boxes', Buffer.concat([brand, movie, media, ...Array.from({ length: 3000 }, () => box('free'))])],
])('refuses a video that is %s', async (_what, bytes) => {
  await expect(blanked(bytes)).rejects.toMatchObject({ code: 'file_unreadable' });
});
