import { z } from 'zod';

const uses = ['logo', 'cover', 'screenshot', 'video'] as const;

/** What an upload is for, and where a form without scripts leads back to. */
export const uploadQuery = z.strictObject({
  use: z
    .enum(uses, { error: `Say what the file is for: ?use= and one of ${uses.join(', ')}.` })
    .describe('What the file is for; pictures are made in the sizes of it.'),
  return: z
    .string()
    .regex(/^\/developer\/apps\/[A-Za-z0-9_]{1,64}\/pictures$/, 'The page to return to must be one of the console.')
    .optional()
    .describe('For a form without scripts: the page of the console to go back to, by 303, whatever came of it.'),
});

/** A query that is good. */
export type UploadQuery = z.output<typeof uploadQuery>;
