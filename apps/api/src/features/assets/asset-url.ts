/** The address of a picture of the catalogue. */
export function assetUrl(reference: string | undefined): string | null {
  return reference === undefined ? null : `/assets/${reference.replace(/^asset:/, '')}`;
}
