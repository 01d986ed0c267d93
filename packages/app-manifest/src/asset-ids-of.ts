import type { Manifest } from './manifest-schema.ts';

/** The id in an `asset:<id>` reference. */
export function assetIdOf(reference: string): string {
  return reference.replace(/^asset:/u, '');
}

/** Whether a reference is to something uploaded, and not an address. */
export function isAssetReference(reference: string): boolean {
  return reference.startsWith('asset:');
}

/** One reference to an asset: its id, the path of the field, and which kind of asset belongs there. */
export interface AssetUse {
  id: string;
  path: string;
  kind: 'picture' | 'video';
}

/** The assets a manifest refers to, with the path of each reference. */
export function assetIdsOf({
  logo,
  cover,
  screenshots,
  video,
}: Pick<Manifest, 'logo' | 'cover' | 'screenshots' | 'video'>): AssetUse[] {
  const picture = (reference: string | undefined, path: string): AssetUse[] =>
    reference === undefined ? [] : [{ id: assetIdOf(reference), path, kind: 'picture' }];
  return [
    ...picture(logo, 'manifest.logo'),
    ...picture(cover, 'manifest.cover'),
    ...screenshots.flatMap(({ image }, index) => picture(image, `manifest.screenshots[${index}].image`)),
    ...(video !== undefined && isAssetReference(video)
      ? [{ id: assetIdOf(video), path: 'manifest.video', kind: 'video' as const }]
      : []),
  ];
}
