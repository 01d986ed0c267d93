import { assetIdOf } from '@minimart/app-manifest';
import type { Asset, AssetFile } from '@minimart/catalog';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import { assetUrl } from './asset-url.ts';

export const pictureSchema = z
  .object({
    url: z.string(),
    width: z.int().nullable().describe('In pixels, of the largest size; null where it is not known.'),
    height: z.int().nullable(),
    sources: z
      .array(z.object({ type: z.string(), srcset: z.string() }))
      .describe('As a `<picture>` takes them, the best first; none for a picture that comes in one size.'),
  })
  .meta({ id: 'Picture' });

/** A picture as pages show it: its address, its size, and the sizes and kinds to choose from. */
export type Picture = z.output<typeof pictureSchema>;

/** What is known of the assets that manifests refer to, by id; one query. */
export function assetsOfReferences(
  { assetsOf, em }: Pick<Services, 'assetsOf' | 'em'>,
  references: readonly (string | undefined)[],
): Promise<Map<string, Asset>> {
  const ids = references.flatMap((each) => (each?.startsWith('asset:') ? [assetIdOf(each)] : []));
  return assetsOf(em()).findMany([...new Set(ids)]);
}

/** The picture at a reference; null for no reference. */
export function presentPicture(reference: string | undefined, assets: ReadonlyMap<string, Asset>): Picture | null {
  const url = assetUrl(reference);
  if (url === null) return null;
  const asset = assets.get(assetIdOf(reference!));
  const sources = ['image/avif', 'image/webp'].flatMap((type) => {
    const files = asset?.files.filter(({ mediaType, width }) => mediaType === type && width !== null) ?? [];
    return files.length === 0 ? [] : [{ type, srcset: files.map((file) => candidate(url, file)).join(', ') }];
  });
  return { url, width: asset?.width ?? null, height: asset?.height ?? null, sources };
}

function candidate(url: string, { name, width }: AssetFile): string {
  return `${url}/${name} ${width}w`;
}
