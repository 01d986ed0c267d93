import { z } from 'zod';
import { authInputSchema, listingScopeSchema, versionSchema } from './listing-schemas.ts';

/** What differs between two versions in what a person agrees to. */
export const changesSchema = z
  .object({
    from: z.string(),
    to: z.string(),
    goesBack: z.boolean().describe('Whether `to` is the lower version: the developer has taken the other back.'),
    changelogs: z
      .array(versionSchema)
      .describe('Of the versions in between and of `to`, newest first; none when it goes back.'),
    scopes: z.object({
      added: z.array(listingScopeSchema),
      removed: z.array(listingScopeSchema),
      changed: z.array(
        listingScopeSchema.extend({
          formerReason: z.string(),
          formerlyOptional: z.boolean(),
        }),
      ),
    }),
    authInputs: z.object({
      added: z.array(authInputSchema),
      removed: z.array(authInputSchema),
      changed: z.array(authInputSchema),
    }),
    hosts: z.object({ added: z.array(z.string()), removed: z.array(z.string()) }),
  })
  .meta({ id: 'Changes' });
