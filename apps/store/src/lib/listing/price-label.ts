import { m } from '@minimart/messages';

const words = new Map<string, () => string>([
  ['free', m.listing_price_free],
  ['free-plan', m.listing_price_free_plan],
  ['free-trial', m.listing_price_free_trial],
  ['paid', m.listing_price_paid],
]);

/** What an app costs, by the word of its manifest; a word that the store does not know stays as it is. */
export function priceLabel(pricing: string): string {
  return words.get(pricing)?.() ?? pricing;
}
