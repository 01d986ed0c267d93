import { expect, test } from 'vitest';
import { toCsv } from './to-csv.ts';

test('quotes every field, and quotes within', () => {
  expect(
    toCsv(
      ['a', 'b'],
      [
        ['x "y"', 'line\nbreak'],
        [null, true],
        [1, 'a,b'],
      ],
    ),
  ).toBe('"a","b"\r\n"x ""y""","line\nbreak"\r\n"","true"\r\n"1","a,b"\r\n');
});

test.each(['=1+1', '+1', '-2', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '\uff1d1'])(
  '%j is shown as text, not reckoned',
  (text) => {
    expect(toCsv(['a'], [[text]])).toBe(`"a"\r\n"'${text}"\r\n`);
  },
);

test('leaves what only holds such a character as it is', () => {
  expect(toCsv(['a'], [['a=b'], ['']])).toBe('"a"\r\n"a=b"\r\n""\r\n');
});
