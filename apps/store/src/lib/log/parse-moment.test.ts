import { expect, test } from 'vitest';
import { parseMoment, toMomentField } from './parse-moment.ts';

test.each([
  ['2026-11-26T08:00', '2026-11-26T08:00:00.000Z'],
  [' 2026-11-26 08:00:12 ', '2026-11-26T08:00:12.000Z'],
  ['2026-11-26T08:00:12.5Z', '2026-11-26T08:00:12.500Z'],
  ['2026-02-30T08:00', undefined],
  ['2026-11-26T25:00', undefined],
  ['0000-01-01T00:00', undefined],
  ['26.11.2026', undefined],
  ['', undefined],
])('%j is read as %j', (text, moment) => {
  expect(parseMoment(text)).toBe(moment);
});

test('a field shows seconds only where there are some', () => {
  expect(toMomentField('2026-11-26T08:00:00.000Z')).toBe('2026-11-26T08:00');
  expect(toMomentField('2026-11-26T08:00:12.345Z')).toBe('2026-11-26T08:00:12');
});
