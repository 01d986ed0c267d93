import { installationStatuses } from '@minimart/installs';
import { deliveryStatuses } from '@minimart/webhooks';
import { z } from 'zod';
import { requestStateSchema } from '../installations/request-state-schema.ts';

/** How far an installation has come: what changes by itself while somebody looks on. */
export const progressSchema = z
  .object({
    installationId: z.string(),
    revision: z.string().describe('Differs whenever anything else here does; the same in every process.'),
    status: z.enum(installationStatuses),
    isSettled: z.boolean().describe('Whether nothing here changes any more unless somebody acts.'),
    message: z.string().nullable().describe("The app's own words when its server refused: plain text."),
    version: z.string(),
    isChangingInputs: z.boolean(),
    delivery: requestStateSchema.nullable(),
    tries: z
      .array(z.object({ number: z.int(), at: z.iso.datetime(), what: z.string() }))
      .describe('Each try of that delivery in plain words, for as long as the delivery log is kept.'),
    erasedAt: z.iso.datetime().nullable(),
    receipts: z.int().describe('How many receipts of what was erased the farewell holds.'),
    dataErasure: z
      .object({
        status: z.enum(['scheduled', ...deliveryStatuses]),
        attempts: z.int(),
        nextAttemptAt: z.iso.datetime().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'Progress' });

/** One moment of an installation, as it is told. */
export type Progress = z.input<typeof progressSchema>;
