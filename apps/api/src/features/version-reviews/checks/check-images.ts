import { assetIdOf, isAssetReference } from '@minimart/app-manifest';
import type { Asset, CheckFinding, VersionCheck } from '@minimart/catalog';
import { toCheck, type CheckContext } from './check-context.ts';

const least = { logo: 128, cover: 640, screenshot: 640 };

/** Whether the pictures are there, large enough, and told to those who do not see them. */
export function checkImages({ manifest, assets }: Pick<CheckContext, 'manifest' | 'assets'>): VersionCheck {
  const { logo, cover, screenshots } = manifest;
  const one = (reference: string | undefined, what: keyof typeof least, pointer: string) =>
    reference === undefined ? [] : [lookAt(reference, { what, pointer, assets })];
  const findings: CheckFinding[] = [
    ...(logo === undefined ? [{ verdict: 'warn' as const, text: 'It has no logo.', pointer: '/logo' }] : []),
    ...one(logo, 'logo', '/logo'),
    ...one(cover, 'cover', '/cover'),
    ...screenshots.flatMap(({ image, alt }, place) => [
      ...one(image, 'screenshot', `/screenshots/${place}/image`),
      ...lookAtWords(alt, `/screenshots/${place}/alt`),
    ]),
  ];
  return toCheck('images', findings, 'It has no pictures.');
}

function lookAt(
  reference: string,
  { what, pointer, assets }: { what: keyof typeof least; pointer: string; assets: ReadonlyMap<string, Asset> },
): CheckFinding {
  const asset = isAssetReference(reference) ? assets.get(assetIdOf(reference)) : undefined;
  if (asset === undefined) return { verdict: 'fail', text: `The ${what} is not there: ${reference}`, pointer };
  const { width, height } = asset;
  if (width === null || height === null) return { verdict: 'pass', text: `The ${what} scales to any size.`, pointer };
  const size = `${width} × ${height} px`;
  if (width < least[what])
    return {
      verdict: 'warn',
      text: `The ${what} is small: ${size}, and ${least[what]} px wide would be sharp.`,
      pointer,
    };
  return { verdict: 'pass', text: `The ${what} is there: ${size}.`, pointer };
}

function lookAtWords(alt: string, pointer: string): CheckFinding[] {
  const isFileName = /\.(?:png|jpe?g|webp|avif|gif|svg)$/i.test(alt.trim());
  if (!isFileName && alt.trim().length >= 8) return [];
  return [{ verdict: 'warn', text: `The alternative text of a screenshot says little: “${alt}”`, pointer }];
}
