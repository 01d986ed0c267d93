import { assetIdOf, isAssetReference } from '@minimart/app-manifest';
import type { Asset } from '@minimart/catalog';
import { assetUrl } from './asset-url.ts';

/** A video as pages show it: where it is, with whom, and what kind of file it is if it is ours. All null where there is none. */
export interface PresentedVideo {
  video: string | null;
  videoKind: 'youtube' | 'vimeo' | 'file' | null;
  videoType: string | null;
}

/** The video that a manifest names. */
export function presentVideo(video: string | undefined, assets: ReadonlyMap<string, Asset>): PresentedVideo {
  if (video === undefined) return { video: null, videoKind: null, videoType: null };
  if (isAssetReference(video)) {
    return { video: assetUrl(video), videoKind: 'file', videoType: assets.get(assetIdOf(video))?.mediaType ?? null };
  }
  const isVimeo = new URL(video).hostname.endsWith('vimeo.com');
  return { video, videoKind: isVimeo ? 'vimeo' : 'youtube', videoType: null };
}
