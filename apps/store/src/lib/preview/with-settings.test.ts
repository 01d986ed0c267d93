import { expect, test } from 'vitest';
import { settingsIn } from './live-message.ts';
import { withSettings } from './with-settings.ts';

type Listing = Parameters<typeof withSettings>[0];
const listing = {
  name: 'Tag Sync',
  slug: 'tag-sync',
  version: '1.0.0',
  hosts: ['a.example'],
  screenshots: [],
} as unknown as Listing;
const settings = {
  name: 'Tag Mirror',
  slug: 'tag-mirror',
  summary: 'Mirrors.',
  description: '',
  category: 'sales' as const,
  logo: 'asset:one',
  screenshots: [
    { image: 'asset:two', alt: 'The list' },
    { image: '', alt: 'Not uploaded yet' },
  ],
  video: 'https://vimeo.com/1',
  pricing: 'free' as const,
  links: { support: 'https://a.example/help' },
};

test('what is typed takes the place of what is saved, and the rest stays', () => {
  expect(withSettings(listing, settings)).toMatchObject({
    name: 'Tag Mirror',
    version: '1.0.0',
    hosts: ['a.example'],
    logoUrl: '/assets/one',
    coverUrl: null,
    screenshots: [{ url: '/assets/two', alt: 'The list', sources: [] }],
    video: 'https://vimeo.com/1',
    videoKind: 'vimeo',
    pricing: 'free',
    pricingUrl: null,
  });
  expect(withSettings(listing, { ...settings, name: '', video: 'asset:three' })).toMatchObject({
    name: 'Tag Sync',
    video: '/assets/three',
    videoKind: 'file',
  });
  // Half of an address is no video yet.
  expect(withSettings(listing, { ...settings, video: 'https://vim' }).video).toBeNull();
});

test('a preview takes settings from our own pages alone', () => {
  const data = { kind: 'minimart:settings', settings };
  expect(settingsIn({ origin: 'https://a.example', data }, 'https://a.example')).toEqual(settings);
  expect(settingsIn({ origin: 'https://evil.example', data }, 'https://a.example')).toBeUndefined();
  expect(settingsIn({ origin: 'https://a.example', data: 'x' }, 'https://a.example')).toBeUndefined();
});
