import { expect, test } from 'vitest';
import { notFound } from './chatbot-error.ts';

test.each([
  ['short', 'short'],
  ['x'.repeat(61), `${'x'.repeat(60)}…`],
  [`${'x'.repeat(59)}\u{1f600}\u{1f600}`, `${'x'.repeat(59)}…`],
  [`${'x'.repeat(58)}\u{1f600}\u{1f600}`, `${'x'.repeat(58)}\u{1f600}…`],
])('what was asked for, "%s", is told in whole characters', (wanted, shown) => {
  expect(notFound('tag', wanted).detail).toBe(`This bot has no tag "${shown}".`);
});
