import { expect, test } from 'vitest';
import { categoryLabel } from './category-label.ts';

test.each([
  ['marketing', 'Marketing'],
  ['developer-tools', 'Developer tools'],
  ['ecommerce', 'E-commerce'],
  ['ai', 'AI'],
])('the category %s is called %j', (id, label) => {
  expect(categoryLabel(id)).toBe(label);
});
