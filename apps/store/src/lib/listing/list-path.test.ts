import { expect, test } from 'vitest';
import { listPath } from './list-path.ts';
import { readStoreFilter } from './read-store-filter.ts';

test('the whole list is not the front page, and is read as what it is', () => {
  const path = listPath({
    query: '',
    category: '',
    price: '',
    language: '',
    risk: '',
    developer: '',
    without: [],
    sort: '',
  });
  expect(path).toBe('/?sort=new');
  expect(readStoreFilter(new URL(path, 'http://store.test').searchParams)).toMatchObject({ query: '', sort: 'new' });
});

test('any other list has the address of its filter', () => {
  expect(listPath({ category: 'sales' })).toBe('/?category=sales');
  expect(listPath({ sort: 'name' }, 'c1')).toBe('/?sort=name&cursor=c1');
});
