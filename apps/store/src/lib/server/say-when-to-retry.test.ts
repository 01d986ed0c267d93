import { expect, test } from 'vitest';
import { sayWhenToRetry } from './say-when-to-retry.ts';

function told({
  status,
  method = 'GET',
  type = 'text/html',
  retryAfter,
}: {
  status: number;
  method?: string;
  type?: string;
  retryAfter?: string;
}) {
  const response = new Response('', { status, headers: { 'content-type': type } });
  const locals = { retryAfter } as App.Locals;
  sayWhenToRetry({ locals, request: new Request('http://store.test/', { method }) }, response);
  return [response.headers.get('retry-after'), response.headers.get('refresh')];
}

test('a page that cannot be shown while the service is busy asks again by itself, when the service says', () => {
  expect(told({ status: 503, retryAfter: '3' })).toEqual(['3', '3']);
  expect(told({ status: 503 })).toEqual(['5', '5']);
});

test('the answer to a form does not ask again: what was entered would be lost', () => {
  expect(told({ status: 503, method: 'POST' })).toEqual(['5', null]);
});

test('too many requests are not made more, and what is well says nothing', () => {
  expect(told({ status: 429, retryAfter: '9' })).toEqual(['9', null]);
  expect(told({ status: 429 })).toEqual([null, null]);
  expect(told({ status: 200, retryAfter: '9' })).toEqual([null, null]);
  expect(told({ status: 503, type: 'application/json' })).toEqual(['5', null]);
});
