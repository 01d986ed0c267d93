import type { SectionOf } from '../draft/draft-sections.ts';

/** The shelves of the store, as the manifest names them. */
export const categories = [
  'marketing',
  'sales',
  'support',
  'ecommerce',
  'payments',
  'scheduling',
  'communication',
  'analytics',
  'ai',
  'productivity',
  'developer-tools',
  'other',
] as const satisfies readonly SectionOf<'settings'>['category'][];
