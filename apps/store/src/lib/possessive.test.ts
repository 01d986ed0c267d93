import { expect, test } from 'vitest';
import { possessive } from './possessive.ts';

test('a name that ends in s takes the apostrophe alone', () => {
  expect(possessive('Tag Sync')).toBe('Tag Sync’s');
  expect(possessive('Northwind Tools')).toBe('Northwind Tools’');
});
