import { expect, it } from 'vitest';
import { pointersOf, readRemarks } from './remark-fields.ts';

it('reads the rows that say something, and keeps one that is half filled in for the API to refuse', () => {
  const form = new FormData();
  for (const [pointer, message] of [
    ['/summary', ' Say more. '],
    ['', ''],
    ['/name', ''],
  ] as const) {
    form.append('pointer', pointer);
    form.append('message', message);
  }
  expect(readRemarks(form)).toEqual([
    { pointer: '/summary', message: 'Say more.' },
    { pointer: '/name', message: '' },
  ]);
});

it('names every field of a manifest by its pointer', () => {
  expect(pointersOf({ name: 'x', links: { 'a/b': 'y' }, scopes: [{ id: 'z' }] })).toEqual([
    '/name',
    '/links/a~1b',
    '/scopes/0/id',
  ]);
});
