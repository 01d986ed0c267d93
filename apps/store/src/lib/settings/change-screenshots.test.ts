import { expect, test } from 'vitest';
import { changeScreenshots, mostScreenshots } from './change-screenshots.ts';

const [a, b, c] = ['a', 'b', 'c'].map((alt) => ({ image: `asset:${alt}`, alt })) as [Shot, Shot, Shot];
type Shot = { image: string; alt: string };

test('moves a screenshot up and down, and stops at the ends', () => {
  expect(changeScreenshots([a, b, c], 'up:1').list).toEqual([b, a, c]);
  expect(changeScreenshots([a, b, c], 'down:1').list).toEqual([a, c, b]);
  expect(changeScreenshots([a, b, c], 'up:0').list).toEqual([a, b, c]);
  expect(changeScreenshots([a, b, c], 'down:2').list).toEqual([a, b, c]);
});

test('puts a removed one back where it stood', () => {
  const { list, removed } = changeScreenshots([a, b, c], 'remove:1');
  expect(list).toEqual([a, c]);
  expect(changeScreenshots(list, 'undo', removed)).toEqual({ list: [a, b, c], removed: undefined });
});

test('adds as many as a listing may have', () => {
  expect(changeScreenshots([a], 'add').list).toEqual([a, { image: '', alt: '' }]);
  expect(changeScreenshots(Array(mostScreenshots).fill(a), 'add').list).toHaveLength(mostScreenshots);
});

test.each(['', 'remove:7', 'up:-1', 'up:x', 'undo', 'explode:1'])('%j changes nothing', (change) => {
  expect(changeScreenshots([a, b], change).list).toEqual([a, b]);
});
