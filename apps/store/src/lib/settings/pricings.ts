import type { SectionOf } from '../draft/draft-sections.ts';

/** What an app may cost, as the manifest names it. */
export const pricings = [
  'free',
  'free-plan',
  'free-trial',
  'paid',
] as const satisfies readonly SectionOf<'settings'>['pricing'][];
