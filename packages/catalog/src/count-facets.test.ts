import { expect, test } from 'vitest';
import { countFacets, type FacetRow } from './count-facets.ts';

const rows: FacetRow[] = [
  { category: 'sales', pricing: 'free', language: 'en', traits: 0b00n, count: 5 },
  { category: 'sales', pricing: 'paid', language: 'de', traits: 0b01n, count: 3 },
  { category: 'ai', pricing: 'free-plan', language: 'en', traits: 0b10n, count: 4 },
  { category: 'ai', pricing: null, language: 'fr', traits: 0b11n, count: 2 },
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

test('a price counts what costs no more, and says nothing of apps that say nothing', () => {
  const found = countFacets(rows, traits, { without: 0n });
  expect(counts(found.prices)).toEqual({ free: 5, 'free-plan': 9 });
});

test('price and language each count beside the other, and leave their own choice out of account', () => {
  const found = countFacets(rows, traits, { price: 'free-plan', language: 'en', without: 0b10n });
  expect([found.total, counts(found.prices), counts(found.languages), counts(found.categories)]).toEqual([
    5,
    { free: 5, 'free-plan': 5 },
    { en: 5 },
    { sales: 5 },
  ]);
  const chosen = countFacets(rows, traits, { price: 'free', language: 'de', without: 0n });
  expect([chosen.total, counts(chosen.prices), counts(chosen.languages)]).toEqual([
    0,
    { free: 0, 'free-plan': 0 },
    { en: 5 },
  ]);
});

test('as many traits as there are bits in 50 are told apart', () => {
  const many = Array.from({ length: 50 }, (_, n) => `t${n}`);
  const found = countFacets([{ ...rows[0]!, traits: 1n << 49n, count: 1 }], many, { without: 0n });
  expect(found.traits.filter(({ count }) => count === 0)).toEqual([{ id: 't49', count: 0 }]);
});
