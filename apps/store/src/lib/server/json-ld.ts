import type { Listing } from './api.ts';

/** The schema.org description of a listing as a script element; `<` is escaped, so no value can end the element. */
export function listingJsonLd(listing: Listing, address: string): string {
  const description = {
    '@context': 'https://schema.org',
    '@type': 'SoftwareApplication',
    name: listing.name,
    description: listing.summary,
    url: address,
    applicationCategory: 'BusinessApplication',
    operatingSystem: 'Web',
    softwareVersion: listing.version,
    datePublished: listing.publishedAt,
    author: { '@type': 'Organization', name: listing.developer.name },
    ...(listing.coverUrl ? { image: new URL(listing.coverUrl, address).href } : {}),
  };
  return `<script type="application/ld+json">${JSON.stringify(description).replaceAll('<', '\\u003c')}</script>`;
}
