import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '@minimart/problem';
import sharp from 'sharp';
import type { MediaErrorCode } from './media-error-codes.ts';
import { mostPixels, pictureForms, type PictureUse } from './picture-uses.ts';
import { planPicture } from './plan-picture.ts';
import type { PictureType } from './sniff-media.ts';

/** One file that was made of a picture. */
export interface PictureVariant {
  path: string;
  mediaType: 'image/avif' | 'image/webp';
  width: number;
  height: number;
  byteLength: number;
}

/** Which picture to make anew, and where its files go. */
export interface Encoding {
  path: string;
  type: PictureType;
  use: PictureUse;
  folder: string;
}

const loaders: Record<PictureType, { operation: string; format: string }> = {
  'image/png': { operation: 'VipsForeignLoadPngFile', format: 'png' },
  'image/jpeg': { operation: 'VipsForeignLoadJpegFile', format: 'jpeg' },
  'image/webp': { operation: 'VipsForeignLoadWebpFile', format: 'webp' },
  'image/avif': { operation: 'VipsForeignLoadHeifFile', format: 'heif' },
  'image/gif': { operation: 'VipsForeignLoadNsgifFile', format: 'gif' },
};

/**
 * Makes a stranger's picture anew as AVIF and WebP in the widths of its use: turned as its camera was held, in sRGB, the first frame only, with
 * nothing left of what else was in the file. Refuses what cannot be decoded whole. Changes what the library of this process reads to this one kind, so it
 * belongs in a process of its own.
 */
export async function encodePicture({ path, type, use, folder }: Encoding): Promise<PictureVariant[]> {
  const { operation, format } = loaders[type];
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: [operation] });
  sharp.concurrency(1);
  sharp.cache(false);
  const open = () => sharp(path, { limitInputPixels: mostPixels, failOn: 'warning', pages: 1 });
  const metadata = await open().metadata().catch(asUnreadable);
  if (metadata.format !== format) throw unreadable();
  const { widths: _widths, fit, quality } = pictureForms[use];
  const sizes = planPicture(metadata.autoOrient, use);
  const largest = sizes.at(-1)!;
  // Decoded once, at the largest size; the others are made of that.
  const { data, info } = await open()
    .autoOrient()
    .resize({ ...largest, fit, position: 'centre', background: nothing })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(asUnreadable);
  const raw = { width: info.width, height: info.height, channels: info.channels };
  const variants: PictureVariant[] = [];
  for (const size of sizes) {
    const resized = sharp(data, { raw }).resize({ ...size, fit: 'fill' });
    const made = [
      { encoder: resized.clone().avif({ quality: quality.avif, effort: 2 }), ending: 'avif' },
      { encoder: resized.clone().webp({ quality: quality.webp, effort: 4, smartSubsample: true }), ending: 'webp' },
    ] as const;
    for (const { encoder, ending } of made) {
      const file = join(folder, `${size.width}.${ending}`);
      await encoder.toFile(file);
      variants.push({ path: file, mediaType: `image/${ending}`, ...size, byteLength: (await stat(file)).size });
    }
  }
  return variants;
}

const nothing = { r: 0, g: 0, b: 0, alpha: 0 };

// The library speaks of its insides; a person needs to hear what to do.
function asUnreadable(error: Error): never {
  if (!error.message.includes('pixel limit')) throw unreadable();
  throw new Refusal<MediaErrorCode>({
    code: 'picture_too_many_pixels',
    detail: `This picture has more than ${mostPixels / 1_000_000} million pixels. Make it smaller and upload it again.`,
  });
}

function unreadable(): Refusal<MediaErrorCode> {
  return new Refusal({
    code: 'file_unreadable',
    detail: 'This picture is damaged or cut off: it cannot be decoded to its end. Export it again and upload that.',
  });
}
