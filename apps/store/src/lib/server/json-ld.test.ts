import { expect, test } from 'vitest';
import type { Listing } from './api.ts';
import { listingJsonLd } from './json-ld.ts';

test('no value can end the script element', () => {
  const listing = {
    name: '</script><script>alert(1)</script>',
    developer: { name: 'x' },
    coverUrl: '/v1/assets/a',
  } as Listing;
  const text = listingJsonLd(listing, 'https://store.example/apps/x');
  const json = text.replace('<script type="application/ld+json">', '').replace('</script>', '');
  expect(json).not.toContain('<');
  expect(JSON.parse(json)).toMatchObject({ name: listing.name, image: 'https://store.example/v1/assets/a' });
});

test('a rating is told once there is a review, and not before', () => {
  const read = (rating: Listing['rating']) => {
    const listing = { name: 'x', developer: { name: 'y' }, rating } as Listing;
    const text = listingJsonLd(listing, 'https://store.example/apps/x');
    return JSON.parse(text.replace('<script type="application/ld+json">', '').replace('</script>', '')) as object;
  };
  expect(read(null)).not.toHaveProperty('aggregateRating');
  expect(read({ average: 4.25, count: 4 })).toMatchObject({
    aggregateRating: { ratingValue: 4.25, reviewCount: 4, bestRating: 5, worstRating: 1 },
  });
});

test('an offer is told of what is free of charge alone', () => {
  const read = (pricing: Listing['pricing']) => {
    const text = listingJsonLd({ name: 'x', developer: { name: 'y' }, pricing } as Listing, 'https://store.example/x');
    return JSON.parse(text.replace('<script type="application/ld+json">', '').replace('</script>', '')) as object;
  };
  expect(read('free')).toMatchObject({ isAccessibleForFree: true, offers: { '@type': 'Offer', price: 0 } });
  for (const pricing of ['free-plan', 'free-trial', 'paid', null] as const) {
    expect(read(pricing)).not.toHaveProperty('offers');
    expect(read(pricing)).not.toHaveProperty('isAccessibleForFree');
  }
});
