import { expect, test } from 'vitest';
import { takeFrom } from './take-from.ts';

const take = [
  { name: 'id', path: '$.id', secret: false },
  { name: 'code', path: '$.code', secret: true },
  { name: 'none', path: '$.none', secret: true },
];
const taking = { take, redact: (text: string) => text.replaceAll('mm_live_1', '••••') };
const answered = (statusCode: number, body: string | null) =>
  ({ kind: 'answered', statusCode, headers: {}, body, truncated: false }) as const;

test('takes what is there from a 2xx answer, and tells what of it must not be written down', () => {
  expect(takeFrom(answered(201, '{"id":7,"code":"c0de"}'), taking)).toEqual({
    taken: { id: 7, code: 'c0de' },
    secrets: ['c0de'],
  });
});

test.each([
  answered(422, '{"id":7}'),
  answered(302, '{"id":7}'),
  { kind: 'unanswered', statusCode: null, failure: 'timeout', error: '' } as const,
  { kind: 'unopened' } as const,
])('takes nothing from %j', (result) => {
  expect(takeFrom(result, taking)).toEqual({ taken: undefined, secrets: [] });
});

test.each([null, '', '<p>', '[]'])('finds nothing in %j, which is no failure', (body) => {
  expect(takeFrom(answered(200, body), taking)).toEqual({ taken: {}, secrets: [] });
});

test('takes no value with a secret of the request in it', () => {
  const body = '{"id":"my mm_live_1","code":"mm_live_1"}';
  expect(takeFrom(answered(200, body), taking)).toEqual({ taken: {}, secrets: [] });
});
