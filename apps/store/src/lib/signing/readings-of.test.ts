import { expect, test } from 'vitest';
import { readingsOf } from './readings-of.ts';

test('a body on one line is what it is', () => {
  expect(readingsOf('{"a":1}')).toEqual(['{"a":1}']);
});

test('a body on several lines is tried with LF first, as a form sends CR LF', () => {
  expect(readingsOf('a\r\nb')).toEqual(['a\nb', 'a\r\nb']);
});
