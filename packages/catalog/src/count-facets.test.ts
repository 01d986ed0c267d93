import { expect, test } from 'vitest';
import { countFacets } from './count-facets.ts';

const rows = [
  { category: 'sales', traits: 0b00n, count: 5 },
  { category: 'sales', traits: 0b01n, count: 3 },
  { category: 'ai', traits: 0b10n, count: 4 },
  { category: 'ai', traits: 0b11n, count: 2 },
];
const traits = ['reads', 'sends'];
const counts = (found: { id: string; count: number }[]) =>
  Object.fromEntries(found.map(({ id, count }) => [id, count]));

test('without filters everything is counted, and each trait tells who does without it', () => {
  const found = countFacets(rows, traits, { without: 0n });
  expect([found.total, counts(found.categories), counts(found.traits)]).toEqual([
    14,
    { sales: 8, ai: 6 },
    { reads: 9, sends: 8 },
  ]);
});

test('a category counts beside what is left out, and what is left out within the category', () => {
  const found = countFacets(rows, traits, { category: 'ai', without: 0b01n });
  expect([found.total, counts(found.categories), counts(found.traits)]).toEqual([
    4,
    { sales: 5, ai: 4 },
    { reads: 4, sends: 0 },
  ]);
});

test('as many traits as there are bits in 50 are told apart', () => {
  const many = Array.from({ length: 50 }, (_, n) => `t${n}`);
  const found = countFacets([{ category: 'ai', traits: 1n << 49n, count: 1 }], many, { without: 0n });
  expect(found.traits.filter(({ count }) => count === 0)).toEqual([{ id: 't49', count: 0 }]);
});
