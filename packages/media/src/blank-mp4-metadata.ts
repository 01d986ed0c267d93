import { open, type FileHandle } from 'node:fs/promises';
import { Refusal } from '@minimart/problem';
import type { MediaErrorCode } from './media-error-codes.ts';

// ISO/IEC 14496-12: what is said about a video, as a phone says where it was made; and what is left out of account when it is read.
const metadata = new Set(['udta', 'meta', 'uuid']);
const containers = new Set(['moov', 'trak']);
const free = 'free';
const mostBoxes = 2_000;

interface Box {
  type: string;
  start: number;
  /** Where its content begins, and where it ends. */
  content: number;
  end: number;
}

/**
 * Overwrites, in place, what an MP4 says of where, when and with what it was made: such boxes become empty ones of the same length, so that nothing moves.
 * Refuses a file that is cut off, or that has no pictures in it.
 */
export async function blankMp4Metadata(path: string): Promise<void> {
  await using file = await open(path, 'r+');
  const { size } = await file.stat();
  const seen = new Set<string>();
  const found: Box[] = [];
  const parts = [{ from: 0, to: size }];
  let count = 0;
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    for (let at = part.from; at < part.to;) {
      const box = await readBox(file, at, part.to);
      if (box === undefined || (count += 1) > mostBoxes) throw damaged();
      seen.add(box.type);
      if (metadata.has(box.type)) found.push(box);
      else if (containers.has(box.type)) parts.push({ from: box.content, to: box.end });
      at = box.end;
    }
  }
  if (!seen.has('moov') || !seen.has('mdat')) throw damaged();
  for (const { start, content, end } of found) {
    await file.write(free, start + 4, 'latin1');
    await blank(file, content, end);
  }
}

async function readBox(file: FileHandle, start: number, most: number): Promise<Box | undefined> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, start);
  if (bytesRead < 8) return undefined;
  const type = buffer.toString('latin1', 4, 8);
  const short = buffer.readUInt32BE(0);
  if (short === 1 && bytesRead < 16) return undefined;
  // A length of 0 is "up to the end", one of 1 stands in the eight bytes that follow.
  const length = short === 0 ? most - start : short === 1 ? Number(buffer.readBigUInt64BE(8)) : short;
  const content = start + (short === 1 ? 16 : 8);
  const end = start + length;
  return end < content || end > most ? undefined : { type, start, content, end };
}

async function blank(file: FileHandle, from: number, to: number): Promise<void> {
  const zeros = Buffer.alloc(64 * 1024);
  for (let at = from; at < to; at += zeros.length) await file.write(zeros, 0, Math.min(zeros.length, to - at), at);
}

function damaged(): Refusal<MediaErrorCode> {
  return new Refusal({
    code: 'file_unreadable',
    detail: 'This video is damaged or cut off. Export it again as MP4 (H.264) and upload that.',
  });
}
