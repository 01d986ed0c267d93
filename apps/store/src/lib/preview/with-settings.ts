import { videoPlayer } from '../listing/video-player.ts';
import type { SectionOf } from '../draft/draft-sections.ts';
import type { Listing } from '#lib/server/api.ts';

const webPath = (reference: string | undefined) =>
  reference?.startsWith('asset:') ? `/assets/${reference.slice('asset:'.length)}` : null;
const unsized = { width: null, height: null, sources: [] };

/** A listing with what its developer is typing instead of what is saved, as far as it can be shown. */
export function withSettings<Shown extends Omit<Listing, 'scopes' | 'description'>>(
  listing: Shown,
  settings: SectionOf<'settings'>,
): Shown {
  const { name, slug, summary, category, language = 'en', logo, cover, screenshots = [], video } = settings;
  const { pricing = null, pricingUrl = null, links = {} } = settings;
  const [logoUrl, coverUrl] = [webPath(logo), webPath(cover)];
  return {
    ...listing,
    name: name || listing.name,
    slug,
    summary,
    category,
    language,
    logoUrl,
    coverUrl,
    // The sizes of what was just uploaded are not known here; its address is.
    logo: logoUrl === listing.logoUrl ? listing.logo : null,
    cover: coverUrl === listing.coverUrl ? listing.cover : null,
    screenshots: screenshots.flatMap(({ image, alt }) => {
      const url = webPath(image);
      const saved = listing.screenshots.find((screenshot) => screenshot.url === url);
      return url === null ? [] : [{ ...(saved ?? { ...unsized, url }), alt }];
    }),
    ...videoOf(video),
    pricing,
    pricingUrl,
    links,
  };
}

function videoOf(video: string | undefined): Pick<Listing, 'video' | 'videoKind' | 'videoType'> {
  const file = webPath(video);
  if (file !== null) return { video: file, videoKind: 'file', videoType: null };
  const player = video === undefined ? undefined : videoPlayer(video);
  if (player === undefined) return { video: null, videoKind: null, videoType: null };
  return { video: video!, videoKind: player.host === 'Vimeo' ? 'vimeo' : 'youtube', videoType: null };
}
