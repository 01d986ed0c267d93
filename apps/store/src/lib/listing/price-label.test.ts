import { speak } from '@minimart/messages/server';
import { expect, test } from 'vitest';
import { priceLabel } from './price-label.ts';

test('each price of a manifest has words in both languages, and an unknown one stays as it is', () => {
  const said = (locale: 'en' | 'de') =>
    speak(locale, () => ['free', 'free-plan', 'free-trial', 'paid'].map(priceLabel));
  expect(said('en')).toEqual(['Free of charge', 'With a free plan', 'With a free trial', 'Paid']);
  expect(said('de')).toEqual(['Kostenlos', 'Mit kostenlosem Tarif', 'Mit kostenloser Probezeit', 'Kostenpflichtig']);
  expect(priceLabel('by-the-moon')).toBe('by-the-moon');
});
