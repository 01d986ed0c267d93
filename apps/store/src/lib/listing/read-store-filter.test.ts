import { expect, test } from 'vitest';
import { isFiltered, readStoreFilter } from './read-store-filter.ts';
import { storePath } from './store-path.ts';

const read = (search: string) => readStoreFilter(new URLSearchParams(search));

test('an address that was written is read as what it was written from', () => {
  const filter = {
    query: 'tag & co',
    category: 'sales',
    price: 'free',
    language: 'de',
    risk: 'low',
    developer: 'verified',
    without: ['a:view', 'b:send'],
    sort: 'popular',
  };
  expect(readStoreFilter(new URL(storePath(filter), 'http://store.test').searchParams)).toEqual(filter);
});

test('what is unknown, empty or twice there is left out', () => {
  const none = { query: '', category: '', price: '', language: '', risk: '', developer: '', without: [], sort: '' };
  expect(read('query=++&price=paid&language=German&risk=high&developer=any&without=&sort=rating')).toEqual(none);
  expect(read('without=a:view&without=a:view').without).toEqual(['a:view']);
  const long = read(`query=${'a'.repeat(300)}&category=${'a'.repeat(300)}`);
  expect([read('query=tag%00&sort=new').query, read('query=%00').query, read('query=a%0Ab').query]).toEqual([
    'tag',
    '',
    'a b',
  ]);
  expect([long.query.length, long.category.length]).toEqual([100, 40]);
});

test('the usual order has no name, by relevance with a query, the newest first without; but for the whole list, which is not the front page', () => {
  const sorts = ['category=ai&sort=new', 'sort=new', 'query=a&sort=new', 'query=a&sort=relevance'];
  expect(sorts.map((search) => read(search).sort)).toEqual(['', 'new', 'new', '']);
});

test('words and order are no filter', () => {
  expect([
    isFiltered(read('query=a&sort=name')),
    isFiltered(read('risk=low')),
    isFiltered(read('developer=verified')),
    isFiltered(read('without=a:b')),
    isFiltered(read('price=free-plan')),
    isFiltered(read('language=de')),
  ]).toEqual([false, true, true, true, true, true]);
});
