import { expect, test } from 'vitest';
import { isPersonsView } from './is-persons-view.ts';

const request = (headers: Record<string, string> = {}, method = 'GET') => ({ method, headers: new Headers(headers) });

test.each([
  {},
  { 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate' },
  { 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'cors' },
  { dnt: '0' },
])('a navigation is a view: %j', (headers) => {
  expect(isPersonsView(request(headers))).toBe(true);
});

test.each([
  { 'sec-purpose': 'prefetch' },
  { 'sec-purpose': 'prefetch;prerender' },
  { purpose: 'prefetch' },
  { 'x-purpose': 'preview' },
  { 'x-moz': 'prefetch' },
  { 'sec-fetch-dest': 'iframe' },
  { 'sec-fetch-dest': 'image' },
  { 'sec-gpc': '1' },
  { dnt: '1' },
])('nobody looks, or nobody is to be counted: %j', (headers) => {
  expect(isPersonsView(request(headers))).toBe(false);
});

test.each(['HEAD', 'POST'])('a %s is no view', (method) => {
  expect(isPersonsView(request({}, method))).toBe(false);
});
