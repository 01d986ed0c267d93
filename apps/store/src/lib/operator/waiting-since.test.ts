import { expect, it } from 'vitest';
import { waitingSince } from './waiting-since.ts';

it.each([
  ['2026-01-03T00:00:00Z', '2 days'],
  ['2026-01-02T23:30:00Z', '1 day'],
  ['2026-01-01T05:59:00Z', '5 hours'],
  ['2026-01-01T00:01:00Z', '1 minute'],
  ['2026-01-01T00:00:30Z', 'less than a minute'],
  ['2025-12-31T00:00:00Z', 'less than a minute'],
])('at %s something from New Year has waited %s', (now, said) => {
  expect(waitingSince('2026-01-01T00:00:00Z', now)).toBe(said);
});
