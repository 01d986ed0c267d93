import { expect, test } from 'vitest';
import { readBearer } from './read-bearer.ts';

const read = (...sent: string[]) =>
  readBearer({
    headers: { host: 'x', authorization: sent[0] },
    rawHeaders: ['Host', 'x', ...sent.flatMap((value) => ['AuthoriZation', value]), 'X-Authorization', 'Bearer other'],
  });

test.each(['Bearer', 'bearer', 'BEARER', 'bEaReR'])('takes the scheme in any case: %s', (scheme) => {
  expect(read(`${scheme} mm_live_abc`)).toEqual({ kind: 'token', token: 'mm_live_abc' });
});

test('tells no header from an unusable one', () => {
  expect(readBearer({ headers: {}, rawHeaders: [] })).toEqual({ kind: 'absent' });
  expect(read('')).toEqual({ kind: 'unusable' });
});

test('takes exactly one header, even if both say the same', () => {
  expect(read('Bearer mm_live_abc', 'Bearer mm_live_abc')).toEqual({ kind: 'unusable' });
  expect(read('Basic eA==', 'Bearer mm_live_abc')).toEqual({ kind: 'unusable' });
});

test.each([
  'Bearer',
  'Bearer ',
  'mm_live_abc',
  'Basic bW06',
  'Bearermm_live_abc',
  'Bearer\tmm_live_abc',
  'Bearer\u00a0mm_live_abc',
  'Bearer: mm_live_abc',
  'Bearer mm_live_abc ',
  ' Bearer mm_live_abc',
  'Bearer mm_live_abc mm_live_abc',
  'Bearer mm_live_abc, Bearer mm_live_abc',
  'Bearer mm_live_abc,Basic eA==',
  'Bearer "mm_live_abc"',
  'Bearer mm_live_abc\0',
  'Bearer \0mm_live_abc',
  'Bearer mm_live_abc\n',
  'Bearer mm_live_abc\r\nX: y',
  'Bearer mm_live_%61bc',
  'B\u0435arer mm_live_abc',
  'Bearer mm_live_\u0430bc',
  'Bearer \uff4d\uff4d_live_abc',
  'Bearer mm_live_ab\u200bc',
  'Bearer mm_live_\u212aelvin',
  'Bearer mm_live_\u017fs',
])('finds no token in %j', (header) => expect(read(header)).toEqual({ kind: 'unusable' }));

test('a header of a megabyte is not even matched', () => {
  expect(read(`Bearer ${'a'.repeat(1 << 20)}`)).toEqual({ kind: 'unusable' });
  expect(read(`Bearer${' '.repeat(1 << 20)}a`)).toEqual({ kind: 'unusable' });
});
