import { expect, test } from 'vitest';
import { writeSitemap } from './write-sitemap.ts';

test('a map of pages names each with the day it changed, where that is known', () => {
  const pages = [
    { address: 'https://store.example/' },
    { address: 'https://store.example/apps/tag-sync', changedAt: '2026-11-01T10:00:00.000Z' },
  ];
  expect(writeSitemap('pages', pages)).toBe(
    `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://store.example/</loc></url>
<url><loc>https://store.example/apps/tag-sync</loc><lastmod>2026-11-01T10:00:00.000Z</lastmod></url>
</urlset>
`,
  );
});

test('a map of maps is one', () => {
  const text = writeSitemap('maps', [{ address: 'https://store.example/sitemaps/apps.xml?after=a' }]);
  expect(text).toContain('<sitemapindex ');
  expect(text).toContain('<sitemap><loc>https://store.example/sitemaps/apps.xml?after=a</loc></sitemap>');
});

test('no address breaks out of its place', () => {
  const text = writeSitemap('pages', [{ address: `https://store.example/?a=1&b=<'">` }]);
  expect(text).toContain('<loc>https://store.example/?a=1&amp;b=&lt;&apos;&quot;&gt;</loc>');
});
