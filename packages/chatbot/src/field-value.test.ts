import { expect, test } from 'vitest';
import { parseFieldValue, showFieldValue } from './field-value.ts';
import type { FieldType } from './port/fields.ts';

const parse = (type: FieldType, raw: unknown) => parseFieldValue({ name: 'Field', type }, raw);

test.each<[FieldType, unknown, unknown, string]>([
  ['text', 'a', 'a', 'a'],
  ['text', '', '', ''],
  ['text', 12, '12', '12'],
  ['longtext', 'x'.repeat(20_000), 'x'.repeat(20_000), 'x'.repeat(20_000)],
  ['number', '-12.50', -12.5, '-12.5'],
  ['number', 0, 0, '0'],
  ['boolean', 'yes', true, 'true'],
  ['boolean', 0, false, 'false'],
  ['date', '2024-02-29', '2024-02-29', '2024-02-29'],
  ['datetime', '2018-07-02T02:00:00+02:00', '2018-07-02T00:00:00Z', '2018-07-02T00:00:00+00:00'],
  ['datetime', '2018-07-02 00:00:00', '2018-07-02T00:00:00Z', '2018-07-02T00:00:00+00:00'],
  ['array', '["red", 1]', ['red', 1], '["red",1]'],
  ['array', [], [], '[]'],
  ['array', ['C:\\udata', '\\u0000'], ['C:\\udata', '\\u0000'], String.raw`["C:\\udata","\\u0000"]`],
  ['array', ['['.repeat(30)], ['['.repeat(30)], `["${'['.repeat(30)}"]`],
])('%s takes %j, keeps %j and shows %j', (type, raw, kept, shown) => {
  expect(parse(type, raw)).toEqual(kept);
  expect(showFieldValue(type, kept)).toBe(shown);
});

test.each<[FieldType, unknown]>([
  ['text', null],
  ['text', {}],
  ['text', 'x'.repeat(1_001)],
  ['text', 'a\0b'],
  ['longtext', 'half \ud800'],
  ['number', ''],
  ['number', '1e309'],
  ['number', 'NaN'],
  ['number', Number.POSITIVE_INFINITY],
  ['boolean', 'maybe'],
  ['date', '2026-02-30'],
  ['date', '2026-2-3'],
  ['date', '0000-01-01'],
  ['datetime', '2026-02-30T00:00:00Z'],
  ['datetime', '2026-02-03T25:00:00Z'],
  ['datetime', '9999-12-31T23:59:59-23:59'],
  ['datetime', 1_530_489_600],
  ['array', '{}'],
  ['array', '[1'],
  ['array', ['\0']],
  ['array', ['\ud800']],
  ['array', [{ '\0': 1 }]],
  ['array', `${'['.repeat(21)}${']'.repeat(21)}`],
  ['array', `${'['.repeat(1_000)}${']'.repeat(1_000)}`],
  ['array', ['x'.repeat(20_000)]],
])('%s refuses %j and says what is right', (type, raw) => {
  expect(() => parse(type, raw)).toThrow(expect.objectContaining({ code: 'invalid_input' }));
});
