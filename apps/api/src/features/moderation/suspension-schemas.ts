import { z } from 'zod';

export const mostOfNote = 2_000;

/** Words of an operator, kept to themselves. */
export const noteSchema = z
  .string('Write a note, or leave it out.')
  .trim()
  .max(mostOfNote, `Write ${mostOfNote} characters at most.`)
  .describe('For operators alone; it stands in their log.');

const person = z.object({ id: z.string(), name: z.string() });

export const operatorAppSchema = z
  .object({
    id: z.string(),
    slug: z.string(),
    name: z.string(),
    developer: person,
    latestVersion: z.string().nullable().describe('The version that the store shows.'),
    isListed: z.boolean().describe("Whether its developer has it in the store's lists."),
    installs: z.int().describe('Workspaces that have it.'),
    openReports: z.int(),
    suspension: z
      .object({
        suspendedAt: z.iso.datetime(),
        note: z.string(),
        words: z.string(),
        stopsKeys: z.boolean(),
        by: person,
      })
      .nullable(),
    waitingVersion: z.string().nullable().describe('The version that waits for a review.'),
  })
  .meta({ id: 'OperatorApp' });

export const suspensionBody = z.strictObject({
  note: noteSchema.min(1, 'Write down why, for other operators and for later.'),
  words: z
    .string('Say why, for those who have the app.')
    .trim()
    .min(1, 'Say why, for those who have the app and for its developer.')
    .max(1_000, 'Say it in 1,000 characters at most.')
    .describe('For the owners of workspaces that have the app, and for its developer. They read it as it is.'),
  stopsKeys: z
    .boolean('Say true to stop its keys as well, or false.')
    .describe('Whether its keys are stopped as well; else only new installs, retries and updates are.'),
});

export const liftBody = z.strictObject({ note: noteSchema.default('') });
