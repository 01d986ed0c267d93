import { closestName } from '@minimart/external-request';
import { z } from 'zod';
import { httpsUrl } from '../field-words.ts';

/** What an app may cost: nothing at all; nothing on one of its plans; nothing for a while; always something. */
export const pricings = ['free', 'free-plan', 'free-trial', 'paid'] as const;

/** One of `pricings`. */
export type Pricing = (typeof pricings)[number];

/** What an app costs. The store takes no money: these are the developer's own terms. */
export const pricingShape = {
  /** Nothing is said of its price without it. */
  pricing: z.enum(pricings, { error: ({ input }) => pricingMistake(input) }).optional(),
  /** Where the developer says what it costs. */
  pricingUrl: httpsUrl('pricing link').optional(),
};

function pricingMistake(input: unknown): string {
  const closest = typeof input === 'string' ? closestName(input, pricings) : undefined;
  return `The pricing must be one of ${pricings.join(', ')}, or be left out.${closest === undefined ? '' : ` Did you mean ${closest}?`}`;
}
