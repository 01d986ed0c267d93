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
