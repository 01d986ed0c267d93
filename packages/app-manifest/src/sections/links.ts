import { z } from 'zod';
import { httpsUrl } from '../field-words.ts';

/** Pages of the developer that a listing leads to. */
export const linksSchema = z.strictObject({
  documentation: httpsUrl('documentation link').optional(),
  support: httpsUrl('support link').optional(),
  privacy: httpsUrl('privacy link').optional(),
});

/** The links section. */
export type Links = z.output<typeof linksSchema>;
