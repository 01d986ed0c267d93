import { categories } from '@minimart/app-manifest';
import { speak } from '@minimart/messages/server';
import { expect, test } from 'vitest';
import { categoriesBeginning, categoryLabel } from './category-label.ts';

test.each(categories)('the category $id is called $label, as the API calls it', ({ id, label }) => {
  expect(categoryLabel(id)).toBe(label);
});

test('in German, too', () => {
  expect(speak('de', () => [categoryLabel('support'), categoryLabel('developer-tools')])).toEqual([
    'Kundenservice',
    'Entwicklung',
  ]);
});

test('a category that the store has no words for is called as the API calls it, else as its id reads', () => {
  expect([categoryLabel('green-energy', 'Clean energy'), categoryLabel('green-energy')]).toEqual([
    'Clean energy',
    'Green energy',
  ]);
});

test('categories are meant by what they are called in the language of the page', () => {
  expect(speak('de', () => categoriesBeginning('Kundens'))).toEqual(['support']);
  expect(speak('de', () => categoriesBeginning('k'))).toEqual([]);
  expect(categoriesBeginning('tool')).toEqual(['developer-tools']);
  expect(categoriesBeginning('kundens')).toEqual([]);
});
