import { open } from 'node:fs/promises';
import { Refusal } from '@minimart/problem';
import { fileTypeFromBuffer } from 'file-type';
import type { MediaErrorCode } from './media-error-codes.ts';

/** The media types of pictures that are taken. */
export const pictureTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/avif', 'image/gif'] as const;

/** The media types of videos that are taken. */
export const videoTypes = ['video/mp4', 'video/webm'] as const;

export type PictureType = (typeof pictureTypes)[number];
export type VideoType = (typeof videoTypes)[number];

const headBytes = 4_100;

/** What kind of picture a file is, by its bytes alone. Refuses every other kind, with what to do instead. */
export async function sniffPicture(path: string): Promise<PictureType> {
  const head = await readHead(path);
  if (isSvg(head)) throw refuse('svg_not_taken', svgReason);
  const type = await typeOf(head);
  const found = pictureTypes.find((each) => each === (type === 'image/apng' ? 'image/png' : type));
  if (found === undefined) throw refuse('file_type_not_taken', `This file ${naming(type)}. ${pictureAdvice(type)}`);
  return found;
}

/** What kind of video a file is, by its bytes alone. Refuses every other kind, with what to do instead. */
export async function sniffVideo(path: string): Promise<VideoType> {
  const type = await typeOf(await readHead(path));
  const found = videoTypes.find((each) => each === type);
  if (found === undefined) {
    throw refuse('file_type_not_taken', `This file ${naming(type)}. Upload the video as MP4 (H.264) or WebM.`);
  }
  return found;
}

const svgReason =
  'SVG is not taken, because it can hold scripts and load other things. Export the picture as PNG, twice as large as it is shown, and upload that.';

function pictureAdvice(type: string | undefined): string {
  if (type?.startsWith('image/hei')) return 'Save it as JPEG first.';
  if (type?.startsWith('video/')) return 'A video goes into the field for videos.';
  return 'Upload a PNG, JPEG, WebP, AVIF or GIF.';
}

function naming(type: string | undefined): string {
  return type === undefined
    ? 'is no picture or video that we know, whatever its name says'
    : `is ${type}, whatever its name says`;
}

async function typeOf(head: Uint8Array): Promise<string | undefined> {
  return (await fileTypeFromBuffer(head))?.mime.split(';')[0];
}

async function readHead(path: string): Promise<Uint8Array> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
  return buffer.subarray(0, bytesRead);
}

// SVG is text, so it has no mark at its beginning; the words may be in UTF-16, too.
function isSvg(head: Uint8Array): boolean {
  const encoding =
    head[0] === 0xff || head[1] === 0 ? 'utf-16le' : head[0] === 0 || head[0] === 0xfe ? 'utf-16be' : 'utf-8';
  const text = new TextDecoder(encoding).decode(head);
  return /^\s*</.test(text) && /<(?:[\w-]+:)?svg[\s>/]/i.test(text);
}

function refuse(code: MediaErrorCode, detail: string): Refusal<MediaErrorCode> {
  return new Refusal({ code, detail });
}
