import { speak } from '@minimart/messages/server';
import { expect, test } from 'vitest';
import { showAgo, showDate, showDuration, showMoment, showWait } from './show-time.ts';

const now = '2026-11-23T22:00:00.000Z';

test('days and moments are written in UTC', () => {
  expect(showDate('2026-11-23T23:30:00.000Z')).toBe('23 Nov 2026');
  expect(showMoment('2026-11-23T22:40:00.000Z')).toBe('23 Nov 2026, 22:40 UTC');
});

test.each([
  ['2026-11-23T21:59:00.000Z', 'any moment now'],
  ['2026-11-23T22:00:05.000Z', 'in 5 seconds'],
  ['2026-11-23T22:05:00.000Z', 'in 5 minutes'],
  ['2026-11-24T08:00:00.000Z', 'in about 10 hours'],
])('the wait until %s is %j', (moment, words) => {
  expect(showWait(moment, now)).toBe(words);
});

test.each([
  ['2026-11-23T22:00:04.000Z', 'just now'],
  ['2026-11-23T21:59:20.000Z', '40 seconds ago'],
  ['2026-11-23T21:55:00.000Z', '5 minutes ago'],
  ['2026-11-23T12:00:00.000Z', '10 hours ago'],
  ['2026-11-20T22:00:00.000Z', '3 days ago'],
])('%s is %j', (moment, words) => {
  expect(showAgo(moment, now)).toBe(words);
});

test.each([
  [3.4, '3 ms'],
  [999, '999 ms'],
  [2540, '2.5 s'],
  [15_000, '15 s'],
])('%d ms is written as %j', (durationMs, words) => {
  expect(showDuration(durationMs)).toBe(words);
});

test('in German, times are written as Germans write them', () => {
  const said = speak('de', () => [
    showDate('2026-11-23T23:30:00.000Z'),
    showMoment('2026-11-23T22:40:00.000Z'),
    showWait('2026-11-23T22:05:00.000Z', now),
    showAgo('2026-11-20T22:00:00.000Z', now),
    showDuration(2540),
  ]);
  expect(said).toEqual(['23.11.2026', '23.11.2026, 22:40 UTC', 'in 5 Minuten', 'vor 3 Tagen', '2,5 s']);
});
