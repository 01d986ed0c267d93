import { expect, test } from 'vitest';
import { changePictures } from './change-pictures.ts';
import type { SectionOf } from './draft-sections.ts';

const settings = {
  name: 'A',
  slug: 'a',
  summary: 'A',
  description: 'A',
  category: 'other',
  links: {},
  screenshots: [{ image: 'asset:1', alt: 'One' }],
} satisfies SectionOf<'settings'>;
const at = { place: 0, alt: '' };

test('a picture takes the place of the one before, and goes without a trace', () => {
  const used = changePictures(
    { ...settings, logo: 'asset:old' },
    { do: 'use', use: 'logo', reference: 'asset:new', ...at },
  );
  expect(used).toEqual({ ...settings, logo: 'asset:new' });
  expect(changePictures(used, { do: 'remove', use: 'logo', place: 0 })).toEqual(settings);
});

test('a screenshot is added at the end with its words, and the one that is meant goes', () => {
  const two = changePictures(settings, { do: 'use', use: 'screenshot', reference: 'asset:2', alt: 'Two' });
  expect(two.screenshots).toEqual([...settings.screenshots, { image: 'asset:2', alt: 'Two' }]);
  expect(changePictures(two, { do: 'remove', use: 'screenshot', place: 0 }).screenshots).toEqual([
    { image: 'asset:2', alt: 'Two' },
  ]);
});
