import type { Listing } from './api.ts';
import { toJsonLdScript } from './to-json-ld-script.ts';

/** The schema.org description of a listing as a script element. */
export function listingJsonLd(listing: Listing, address: string): string {
  const description = {
    '@context': 'https://schema.org',
    '@type': 'SoftwareApplication',
    name: listing.name,
    description: listing.summary,
    url: address,
    inLanguage: listing.language,
    applicationCategory: 'BusinessApplication',
    operatingSystem: 'Web',
    softwareVersion: listing.version,
    datePublished: listing.publishedAt,
    author: { '@type': 'Organization', name: listing.developer.name },
    // Of what costs something the store knows no sum, so it says nothing.
    ...(listing.pricing === 'free' && {
      isAccessibleForFree: true,
      offers: { '@type': 'Offer', price: 0 },
    }),
    ...(listing.rating && {
      aggregateRating: {
        '@type': 'AggregateRating',
        ratingValue: listing.rating.average,
        reviewCount: listing.rating.count,
        bestRating: 5,
        worstRating: 1,
      },
    }),
    ...(listing.coverUrl ? { image: new URL(listing.coverUrl, address).href } : {}),
  };
  return toJsonLdScript(description);
}
