import { expect, test } from 'vitest';
import { storePath } from './store-path.ts';

test('the unfiltered store has the plain address', () => {
  expect(storePath({ query: '', category: '', risk: '', developer: '', without: [], sort: '' })).toBe('/');
});

test('the address holds the whole state in a fixed order', () => {
  const without = ['a:view', 'b:send'];
  expect(
    storePath(
      { sort: 'name', without, risk: 'low', developer: 'verified', query: 'tag & co', category: 'marketing' },
      'c1',
    ),
  ).toBe(
    '/?query=tag+%26+co&category=marketing&risk=low&developer=verified&without=a%3Aview&without=b%3Asend&sort=name&cursor=c1',
  );
});
