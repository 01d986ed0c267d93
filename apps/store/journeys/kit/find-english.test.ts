import { expect, it } from 'vitest';
import { findEnglish } from './find-english.ts';

const read = (texts: string[], { inEnglish = [], foreign = [] }: { inEnglish?: string[]; foreign?: string[] } = {}) =>
  findEnglish({ texts, inEnglish, foreign });

it('sees a text of the store that was left in English', () => {
  expect(read(['Skip to the content', 'Zum Inhalt springen'])).toEqual(['Skip to the content']);
});

it('sees what nobody has translated: it reads the same in both languages, but for numbers', () => {
  const inEnglish = ['Left over by 12 people', 'Tag Sync', 'v1.0.0', 'Tag Sync – left over'];
  const texts = ['Left over by 13 people', 'Tag Sync', 'v1.0.0', 'Tag Sync – left over', 'Wie neu'];
  expect(read(texts, { inEnglish, foreign: ['Tag Sync'] })).toEqual(['Left over by 13 people', 'Tag Sync – left over']);
});
