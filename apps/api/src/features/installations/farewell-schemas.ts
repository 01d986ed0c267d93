import { authInputTypes } from '@minimart/app-manifest';
import { erasureReasons, installationStatuses } from '@minimart/installs';
import { deliveryStatuses } from '@minimart/webhooks';
import { z } from 'zod';
import { inputValue } from './installation-schemas.ts';

const receiptInput = z.object({
  name: z.string(),
  title: z.string(),
  type: z.enum(authInputTypes),
  secret: z.boolean(),
});

const request = z.object({
  attempts: z.int(),
  nextAttemptAt: z.iso.datetime().nullable(),
  settledAt: z.iso.datetime().nullable(),
  cancelReason: z.string().nullable(),
  log: z
    .array(z.object({ number: z.int(), at: z.iso.datetime(), what: z.string() }))
    .describe('Each try in plain words, for as long as the delivery log is kept.'),
});

/** What became of an installation that ended. */
export const farewellSchema = z
  .object({
    installationId: z.string(),
    workspaceId: z.string(),
    app: z.object({ id: z.string(), slug: z.string(), name: z.string() }),
    version: z.string(),
    status: z.enum(installationStatuses),
    uninstalledAt: z.iso.datetime().nullable(),
    unsubscribe: request
      .extend({ status: z.enum(deliveryStatuses) })
      .nullable()
      .describe('Null when there was nobody to tell.'),
    receipts: z
      .array(
        z.object({
          id: z.string(),
          erasedAt: z.iso.datetime(),
          reason: z.enum(erasureReasons),
          version: z.string(),
          erased: z.array(receiptInput).describe('What was erased: names and kinds, no values.'),
          erasedCount: z.int(),
          secretCount: z.int().describe('How many of them were secret, kept sealed until then.'),
          remembered: z.array(receiptInput).describe('Not secret, and kept for another install as was wished.'),
        }),
      )
      .describe('Oldest first; a receipt never changes.'),
    dataErasure: request
      .extend({
        status: z.enum(['scheduled', ...deliveryStatuses]),
        scheduledAt: z.iso.datetime(),
        dueAt: z.iso.datetime(),
      })
      .nullable()
      .describe("The request to the app's server to erase what it holds; null when it takes none, or never knew."),
    remembered: z
      .array(receiptInput.extend({ value: inputValue }))
      .describe('What is still remembered of this installation: never a secret.'),
  })
  .meta({ id: 'Farewell' });
