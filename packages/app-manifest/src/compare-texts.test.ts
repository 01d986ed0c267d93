import { expect, test } from 'vitest';
import { compareTexts } from './compare-texts.ts';
import { manifestSchema, type ManifestInput } from './manifest-schema.ts';

const manifest = (changes: Partial<ManifestInput> = {}) =>
  manifestSchema.parse({ name: 'Tag Sync', slug: 'tag-sync', summary: 'Keeps tags the same.', ...changes });
const subscribe = { method: 'POST' as const, url: 'https://hooks.example.com/in' };

test('tells each text that reads otherwise, is new or is gone, by its path', () => {
  const from = manifest({ links: { support: 'https://example.com/help' }, requests: { subscribe } });
  const to = manifest({
    summary: 'Keeps tags and lists the same.',
    pricing: 'free-plan',
    pricingUrl: 'https://example.com/prices',
    requests: { subscribe: { ...subscribe, url: 'https://hooks.example.com/v2', headers: { 'X-App': '{{app_id}}' } } },
  });
  expect(compareTexts(from, to)).toEqual([
    { path: 'summary', from: 'Keeps tags the same.', to: 'Keeps tags and lists the same.' },
    { path: 'links.support', from: 'https://example.com/help', to: null },
    { path: 'requests.subscribe.url', from: subscribe.url, to: 'https://hooks.example.com/v2' },
    { path: 'pricing', from: null, to: 'free-plan' },
    { path: 'pricingUrl', from: null, to: 'https://example.com/prices' },
    { path: 'requests.subscribe.headers', from: null, to: JSON.stringify({ 'X-App': '{{app_id}}' }, null, 2) },
  ]);
});

test('says nothing of what owners agree to, nor of a manifest that is the same', () => {
  expect(compareTexts(manifest(), manifest({ scopes: [{ id: 'flow-tags:view', reason: 'Why.' }] }))).toEqual([]);
});

test('tells another picture and another text beside it', () => {
  const shot = (alt: string, image: string) => manifest({ screenshots: [{ alt, image }] });
  const changed = compareTexts(shot('The list', 'asset:one'), shot('The list', 'asset:two'));
  expect(changed).toEqual([{ path: 'screenshots[0]', from: 'The list (asset:one)', to: 'The list (asset:two)' }]);
});
