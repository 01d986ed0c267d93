import { Refusal } from '@minimart/problem';
import type { MediaErrorCode } from './media-error-codes.ts';
import { mostOblong, mostPixels, pictureForms, type PictureUse } from './picture-uses.ts';

interface Size {
  width: number;
  height: number;
}

/** The sizes, rising, in which a picture is made for a use. Refuses one with too many pixels, with too few, or of a form that no page can show. */
export function planPicture({ width, height }: Size, use: PictureUse): Size[] {
  const { widths, ratio, fit, least } = pictureForms[use];
  const has = `This picture has ${show({ width, height })} pixels`;
  if (width * height > mostPixels) {
    throw refuse(
      'picture_too_many_pixels',
      `${has}; at most ${mostPixels / 1_000_000} million are taken. Make it smaller: ${widths.at(-1)} pixels wide is all that is shown.`,
    );
  }
  if (width < least.width || height < least.height) {
    throw refuse('picture_dimensions', `${has}, too few to be shown. A ${use} needs ${show(least)} or more.`);
  }
  if (ratio === undefined && Math.max(width / height, height / width) > mostOblong) {
    throw refuse(
      'picture_dimensions',
      `${has}. One side may be ${mostOblong} times as long as the other at most; cut out the part that matters.`,
    );
  }
  const form = ratio ?? width / height;
  const filled =
    ratio === undefined ? width : fit === 'cover' ? Math.min(width, height * ratio) : Math.max(width, height);
  const possible = widths.filter((each, place) => place === 0 || each <= filled);
  return possible.map((each) => ({ width: each, height: Math.max(1, Math.round(each / form)) }));
}

function show({ width, height }: Size): string {
  return `${width} × ${height}`;
}

function refuse(code: MediaErrorCode, detail: string): Refusal<MediaErrorCode> {
  return new Refusal({ code, detail });
}
