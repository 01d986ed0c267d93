import { speak } from '@minimart/messages/server';
import { expect, test } from 'vitest';
import { countErased, explainDataErasure, explainUnsubscribe, summariseFarewell } from './explain-farewell.ts';

const none = { attempts: 0, nextAttemptAt: null, settledAt: null, cancelReason: null, log: [] };

test.each([
  [{ erasedCount: 0, secretCount: 0 }, 'Nothing: no value was stored'],
  [{ erasedCount: 1, secretCount: 0 }, '1 value'],
  [{ erasedCount: 1, secretCount: 1 }, '1 value, which was secret'],
  [{ erasedCount: 3, secretCount: 2 }, '3 values, 2 of them secret'],
])('counts %j', (counts, words) => expect(countErased(counts)).toBe(words));

test.each([
  ['pending', 0, 'We are telling Tag Sync’s server now.'],
  ['pending', 2, 'has not confirmed after 2 tries'],
  ['delivered', 1, 'confirmed after 1 try'],
  ['gave_up', 10, 'could not be told in 10 tries'],
  ['gone', 1, 'gone for good'],
  ['refused', 1, 'refused'],
] as const)('tells of an unsubscribe request that is %s after %i tries', (status, attempts, words) => {
  expect(explainUnsubscribe({ ...none, status, attempts }, 'Tag Sync')).toContain(words);
});

test('says why a farewell was stopped, and that nobody was to be told', () => {
  const cancelReason = 'installed again';
  expect(explainUnsubscribe({ ...none, status: 'cancelled', cancelReason }, 'Tag Sync')).toContain(
    'installed the app again',
  );
  expect(explainUnsubscribe(null, 'Tag Sync')).toContain('Nothing was sent');
});

test.each([
  ['scheduled', 'on 24 Dec 2026, 12:00 UTC'],
  ['delivered', 'has confirmed'],
  ['cancelled', 'installed the app again'],
  ['gave_up', 'could not be reached'],
] as const)('tells of a data-erasure request that is %s', (status, words) => {
  const moments = { scheduledAt: '2026-11-24T12:00:00.000Z', dueAt: '2026-12-24T12:00:00.000Z' };
  expect(explainDataErasure({ ...none, ...moments, status }, 'Tag Sync')).toContain(words);
});

test('sums a farewell up for a list', () => {
  expect(summariseFarewell({ delivery: null, erasedAt: '2026-11-24T12:00:00.000Z' })).toBe(
    'what you entered was erased 24 Nov 2026',
  );
  expect(summariseFarewell({ delivery: null, erasedAt: null })).toBe('its server is being told');
});

test('counts and declines in German, too', () => {
  const told = (attempts: number) =>
    speak('de', () => explainUnsubscribe({ ...none, status: 'delivered', attempts }, 'Northwind Tools'));
  expect(told(1)).toBe('Der Server von Northwind Tools weiß Bescheid. Er hat nach 1 Versuch bestätigt.');
  expect(told(2)).toBe('Der Server von Northwind Tools weiß Bescheid. Er hat nach 2 Versuchen bestätigt.');
});
