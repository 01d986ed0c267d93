import { expect, test } from 'vitest';
import { parseLimits, parseOverlapHours } from './parse-limits.ts';

test.each([
  [
    ['', ' '],
    [null, null],
  ],
  [
    ['1', '0.01'],
    [1, 0.01],
  ],
  [
    ['100', '2,5'],
    [100, 2.5],
  ],
] as const)('%j are limits', ([maxInFlight, perSecond], [inFlight, second]) => {
  expect(parseLimits({ maxInFlight, perSecond })).toEqual({
    ok: true,
    limits: { maxInFlight: inFlight, perSecond: second },
  });
});

test.each([
  ['0', '0'],
  ['1.5', '1001'],
  ['many', 'few'],
])('%j and %j are named at their fields', (maxInFlight, perSecond) => {
  expect(parseLimits({ maxInFlight, perSecond })).toEqual({
    ok: false,
    errors: { maxInFlight: expect.stringMatching(/1 to 100/), perSecond: expect.stringMatching(/0\.01 to 1000/) },
  });
});

test.each([
  ['0', 0],
  ['168', 168],
  ['0.5', 0.5],
  ['169', undefined],
  ['-1', undefined],
  ['', undefined],
  ['a day', undefined],
])('%j hours are read as %s', (entered, hours) => {
  expect(parseOverlapHours(entered)).toBe(hours);
});
