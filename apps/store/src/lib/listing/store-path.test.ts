import { expect, test } from 'vitest';
import { storePath } from './store-path.ts';

test('the unfiltered store has the plain address', () => {
  expect(
    storePath({ query: '', category: '', price: '', language: '', risk: '', developer: '', without: [], sort: '' }),
  ).toBe('/');
});

test('the address holds the whole state in a fixed order', () => {
  const without = ['a:view', 'b:send'];
  expect(
    storePath(
      {
        sort: 'name',
        language: 'de',
        without,
        price: 'free',
        risk: 'low',
        developer: 'verified',
        query: 'tag & co',
        category: 'marketing',
      },
      'c1',
    ),
  ).toBe(
    '/?query=tag+%26+co&category=marketing&price=free&language=de&risk=low&developer=verified&without=a%3Aview&without=b%3Asend&sort=name&cursor=c1',
  );
});
