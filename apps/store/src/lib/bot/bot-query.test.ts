import { expect, test } from 'vitest';
import { botQuery } from './bot-query.ts';

test.each([
  [{}, ''],
  [{ search: '', tag: '', page: 1 }, ''],
  [{ search: 'a&b', tag: 'f1t2', page: 2, person: 'f1u3' }, '?search=a%26b&tag=f1t2&page=2&person=f1u3'],
])('%j is %s', (view, query) => {
  expect(botQuery(view)).toBe(query);
});
