import { mostOfReport, reportReasons } from '@minimart/reviews';
import { z } from 'zod';
import { plainWords } from './plain-words.ts';

export const reportBody = z.strictObject({
  reason: z.enum(reportReasons, { error: `Say one of ${reportReasons.join(', ')}.` }),
  details: plainWords({ most: mostOfReport, missing: 'Say what is wrong, and where you saw it.' }).describe(
    'For those who run the store; nobody else reads it.',
  ),
  review: z
    .string('Name the review by its id.')
    .max(100)
    .optional()
    .describe('The id of the review that is reported; the app itself without it.'),
  email: z
    .email('Give an address such as ada@example.com, or leave it out.')
    .max(200, 'Give an address of 200 characters at most.')
    .optional()
    .describe('Where an answer goes. Of somebody who is signed in it is the address of their account.'),
});

export const takenSchema = z
  .object({
    id: z.string().describe('The number of the report, to refer to.'),
    reportedAt: z.iso.datetime(),
  })
  .meta({ id: 'TakenReport' });
