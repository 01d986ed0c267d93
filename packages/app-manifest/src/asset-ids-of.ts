import type { Manifest } from './manifest-schema.ts';

/** The id in an `asset:<id>` reference. */
export function assetIdOf(reference: string): string {
  return reference.replace(/^asset:/u, '');
}

/** The assets a manifest refers to, with the path of each reference. */
export function assetIdsOf({ logo, cover, screenshots }: Pick<Manifest, 'logo' | 'cover' | 'screenshots'>) {
  return [
    ...(logo === undefined ? [] : [{ id: assetIdOf(logo), path: 'manifest.logo' }]),
    ...(cover === undefined ? [] : [{ id: assetIdOf(cover), path: 'manifest.cover' }]),
    ...screenshots.map(({ image }, index) => ({ id: assetIdOf(image), path: `manifest.screenshots[${index}].image` })),
  ];
}
