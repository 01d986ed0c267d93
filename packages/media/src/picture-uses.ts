/** What an app shows pictures for. */
export const pictureUses = ['logo', 'cover', 'screenshot'] as const;

export type PictureUse = (typeof pictureUses)[number];

/** How the pictures of one use are made. */
export interface PictureForm {
  /** The widths in pixels, rising; those that the original does not fill are left out, but for the first. */
  widths: readonly [number, ...number[]];
  /** Width by height; `undefined` keeps the original's. */
  ratio: number | undefined;
  /** Whether what does not fit the ratio is cut off, or padded with nothing. */
  fit: 'cover' | 'contain';
  least: { width: number; height: number };
  /** Quality of AVIF and WebP, 1 to 100. */
  quality: { avif: number; webp: number };
}

/** The widths are twice, and about half of, what the store shows at most; 2:1 is the form of a cover everywhere in it. */
export const pictureForms: Readonly<Record<PictureUse, PictureForm>> = {
  logo: {
    widths: [96, 192, 384],
    ratio: 1,
    fit: 'contain',
    least: { width: 96, height: 96 },
    quality: { avif: 70, webp: 90 },
  },
  cover: {
    widths: [480, 960, 1440],
    ratio: 2,
    fit: 'cover',
    least: { width: 480, height: 240 },
    quality: { avif: 55, webp: 80 },
  },
  screenshot: {
    widths: [320, 640, 960, 1600],
    ratio: undefined,
    fit: 'cover',
    least: { width: 320, height: 180 },
    quality: { avif: 60, webp: 84 },
  },
};

/** More than this is taken for an attack, or at least for no picture of an app: decoded it could fill hundreds of megabytes. */
export const mostPixels = 40_000_000;

/** How many times as long as broad, or as broad as long, a picture may be that keeps its form. */
export const mostOblong = 4;
