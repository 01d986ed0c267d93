import { speak } from '@minimart/messages/server';
import { expect, test } from 'vitest';
import { breadcrumbJsonLd, storeJsonLd } from './site-json-ld.ts';

const read = (script: string) => {
  const [, json = ''] = /^<script type="application\/ld\+json">(.*)<\/script>$/s.exec(script) ?? [];
  expect(json).not.toContain('<');
  return JSON.parse(json) as Record<string, unknown>;
};

test('the front page says how the store is searched', () => {
  expect(read(storeJsonLd('https://store.example'))).toMatchObject({
    '@type': 'WebSite',
    url: 'https://store.example/',
    potentialAction: { target: { urlTemplate: 'https://store.example/?query={search_term_string}' } },
  });
});

test('the German front page says how the store is searched in German', () => {
  expect(read(speak('de', () => storeJsonLd('https://store.example')))).toMatchObject({
    url: 'https://store.example/de',
    potentialAction: { target: { urlTemplate: 'https://store.example/de?query={search_term_string}' } },
  });
});

test('a listing says the way to it, and no name can end the element', () => {
  const name = '</script><script>alert(1)</script>';
  const way = [
    { name: 'Store', address: 'https://store.example/' },
    { name, address: 'https://store.example/apps/x' },
  ];
  expect(read(breadcrumbJsonLd(way))).toMatchObject({
    '@type': 'BreadcrumbList',
    itemListElement: [
      { position: 1, name: 'Store', item: 'https://store.example/' },
      { position: 2, name, item: 'https://store.example/apps/x' },
    ],
  });
});
