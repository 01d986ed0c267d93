import { z } from 'zod';
import { changesSchema } from '../listings/changes-schema.ts';
import { authInputSchema, listingScopeSchema } from '../listings/listing-schemas.ts';

/** A version that waits for the owner's consent, as a difference to the installed one. */
export const updateSchema = changesSchema
  .extend({
    version: z.string(),
    status: z.enum(['waiting', 'declined']),
    since: z.iso.datetime(),
    asks: z
      .array(listingScopeSchema.extend({ granted: z.boolean().describe('Whether the installation has it now.') }))
      .describe('Every scope of the version.'),
    asked: z.array(authInputSchema).describe('Auth inputs that have no value yet, or none that fits.'),
    cannot: z.array(z.string()).describe('Completes "This app cannot ...", for the version that is offered.'),
    sendsTo: z.array(z.string()).describe('Every host that its requests go to.'),
  })
  .meta({ id: 'InstallationUpdate' });
