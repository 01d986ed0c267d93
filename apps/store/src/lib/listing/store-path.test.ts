import { expect, test } from 'vitest';
import { storePath } from './store-path.ts';

test('the unfiltered store has the plain address', () => {
  expect(storePath({ query: '', category: '', sort: '' })).toBe('/');
});

test('the address holds the whole state in a fixed order', () => {
  expect(storePath({ sort: 'name', query: 'tag & co', category: 'marketing' }, 'c1')).toBe(
    '/?query=tag+%26+co&category=marketing&sort=name&cursor=c1',
  );
});
