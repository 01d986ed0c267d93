import { expect, test } from 'vitest';
import { toPageFields } from './page-fields.schema.ts';

const items: never[] = [];

test('links lead around a page, with what the list was narrowed to', () => {
  const { links, meta } = toPageFields({ items, page: 2, limit: 10, total: 25 }, { name: 'a b', page: 2, phone: '' });
  expect(links).toEqual({
    first: '?limit=10&page=1&name=a+b',
    last: '?limit=10&page=3&name=a+b',
    prev: '?limit=10&page=1&name=a+b',
    next: '?limit=10&page=3&name=a+b',
  });
  expect(meta).toEqual({ current_page: 2, last_page: 3, per_page: 10, total: 25 });
});

test.each([
  [undefined, 100],
  [{ pages: 500 }, 500],
])('no link leads beyond the last page that a list takes (%j)', (bounds, last) => {
  const { links, meta } = toPageFields({ items, page: last, limit: 1, total: 9_999 }, {}, bounds);
  expect(links).toMatchObject({ last: `?limit=1&page=${last}`, prev: `?limit=1&page=${last - 1}`, next: null });
  expect(meta).toMatchObject({ last_page: last, total: 9_999 });
});
