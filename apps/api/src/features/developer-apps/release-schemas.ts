import { z } from 'zod';

const percentageError = 'Give a whole number from 1 to 100.';

export const percentageSchema = z
  .int(percentageError)
  .min(1, percentageError)
  .max(100, percentageError)
  .describe('To how many of a hundred installations the version is let out.');

export const releaseSchema = z
  .object({
    version: z.string(),
    changelog: z.string(),
    publishedAt: z.iso.datetime(),
    status: z
      .enum(['staged', 'released', 'rolled_back', 'in_review', 'refused', 'withdrawn'])
      .describe('The last three: before it was let out to anybody.'),
    percentage: z.int(),
    rolledBackAt: z.iso.datetime().nullable(),
    isInStore: z.boolean().describe('Whether the store shows it, and new installations get it.'),
    installs: z
      .object({ total: z.int(), pending: z.int(), active: z.int(), failed: z.int() })
      .describe('Installations that run it now.'),
    waiting: z.int().describe('Installations whose owner is asked about it.'),
    declined: z.int().describe('Installations whose owner has declined it for now.'),
  })
  .meta({ id: 'Release' });
