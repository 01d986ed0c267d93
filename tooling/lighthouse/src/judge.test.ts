import { expect, test } from 'vitest';
import { median, shortfalls, toTable } from './judge.ts';

const scores = (performance: number, accessibility = 100) => ({
  performance,
  accessibility,
  'best-practices': 100,
  seo: 92,
});

test('the median is the value in the middle, and never one of a lucky half', () => {
  expect(median([99, 90, 97])).toBe(97);
  expect(median([90, 99])).toBe(90);
  expect(median([])).toBeNaN();
});

test('a page falls short by its median, not by one run', () => {
  const home = { name: 'home', runs: [scores(60), scores(97), scores(98)] };
  const listing = { name: 'listing', runs: [scores(96), scores(96, 98), scores(100, 99)] };
  expect(shortfalls([home])).toEqual([]);
  expect(shortfalls([listing])).toEqual([
    'listing: performance is 96, and 97 is wanted',
    'listing: accessibility is 99, and 100 is wanted',
  ]);
});

test('a page without a run falls short', () => {
  expect(shortfalls([{ name: 'home', runs: [] }])).toHaveLength(2);
});

test('the table tells medians with their range, and the bars', () => {
  const table = toTable([{ name: 'home', runs: [scores(95), scores(98), scores(97)] }]);
  expect(table.split('\n')).toEqual([
    '| page | performance (>= 97) | accessibility (>= 100) | best-practices | seo |',
    '| --- | --- | --- | --- | --- |',
    '| home | 97 (95 to 98) | 100 | 100 | 92 |',
  ]);
});
