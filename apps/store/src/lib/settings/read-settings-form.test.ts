import { expect, test } from 'vitest';
import { readSettingsForm } from './read-settings-form.ts';

const fields = { name: ' Tag Sync ', slug: 'tag-sync', summary: 'Syncs.', description: '# A\n', category: 'sales' };

test('fields that were left empty are left out', () => {
  expect(
    readSettingsForm({ ...fields, logo: '', video: ' ', links: { support: '', privacy: 'https://a.example' } }),
  ).toEqual({
    name: 'Tag Sync',
    slug: 'tag-sync',
    summary: 'Syncs.',
    description: '# A\n',
    category: 'sales',
    screenshots: [],
    links: { privacy: 'https://a.example' },
  });
});

test('what it costs is what was chosen, with its page', () => {
  const pricingUrl = 'https://a.example/prices';
  expect(readSettingsForm({ ...fields, pricing: 'free-plan', pricingUrl })).toMatchObject({
    pricing: 'free-plan',
    pricingUrl,
  });
  expect(readSettingsForm({ ...fields, pricing: '', pricingUrl: ' ' })).not.toHaveProperty('pricing');
});

test('the language is what was chosen', () => {
  expect(readSettingsForm({ ...fields, language: 'pt-BR' }).language).toBe('pt-BR');
});

test('a screenshot stays with half of what it needs, and goes with nothing', () => {
  const screenshots = [{ image: 'asset:one', alt: '' }, { image: '', alt: '' }, { alt: 'The list' }];
  expect(readSettingsForm({ ...fields, screenshots }).screenshots).toEqual([
    { image: 'asset:one', alt: '' },
    { image: '', alt: 'The list' },
  ]);
});

test('an uploaded video comes before a link, and what is no form of ours does no harm', () => {
  expect(readSettingsForm({ ...fields, video: 'https://vimeo.com/1', videoFile: 'asset:two' }).video).toBe('asset:two');
  expect(readSettingsForm({ name: ['x'], links: 'x', screenshots: 'x' })).toMatchObject({
    name: '',
    links: {},
    screenshots: [],
  });
});
