/** A picture in the sizes and kinds that a browser may choose from; `width` and `height` are of the largest, null where they are not known. */
export interface PictureView {
  url: string;
  width: number | null;
  height: number | null;
  sources: readonly { type: string; srcset: string }[];
}

/** What a page was given of a picture, as one thing: what is known of it, or its address alone. */
export function toPictureView(
  picture: PictureView | null | undefined,
  url: string | null | undefined,
): PictureView | null {
  if (picture) return picture;
  return url ? { url, width: null, height: null, sources: [] } : null;
}
