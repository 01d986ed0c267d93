import { reportReasons, reportStates } from '@minimart/reviews';
import { z } from 'zod';
import { plainWords } from '../reviews/plain-words.ts';
import { noteSchema } from './suspension-schemas.ts';

/** What is reported, with all reports of it counted. */
export const reportedSubjectSchema = z
  .object({
    reportId: z.string().describe('The number of the latest report; it stands for what is reported.'),
    app: z.object({ id: z.string(), slug: z.string(), name: z.string(), isSuspended: z.boolean() }),
    review: z
      .object({
        id: z.string(),
        text: z.string().describe('As it is now; as it was when it was reported where it is deleted.'),
        stars: z.int().nullable(),
        workspaceName: z.string().nullable(),
        isHidden: z.boolean(),
        hiddenWords: z.string().nullable().describe('What its author reads of why it is hidden.'),
        isDeleted: z.boolean(),
      })
      .nullable()
      .describe('The review that is reported; null where it is the app.'),
    open: z.int(),
    total: z.int(),
    reasons: z.array(z.enum(reportReasons)),
    firstAt: z.iso.datetime(),
    lastAt: z.iso.datetime(),
  })
  .meta({ id: 'ReportedSubject' });

/** The same with a page of its reports; who reported is told to nobody. */
export const wholeReportSchema = reportedSubjectSchema
  .extend({
    reports: z
      .array(
        z.object({
          id: z.string(),
          version: z.string(),
          reason: z.enum(reportReasons),
          details: z.string(),
          reviewText: z.string().nullable().describe('What the review said then.'),
          reportedAt: z.iso.datetime(),
          state: z.enum(reportStates),
          decidedAt: z.iso.datetime().nullable(),
          decidedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
          note: z.string().nullable(),
        }),
      )
      .describe('The latest first.'),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'WholeReport' });

export const decisionBody = z.strictObject({
  decision: z
    .enum(['dismissed', 'acted_on'], { error: 'Say dismissed or acted_on.' })
    .describe('What becomes of all open reports of it.'),
  note: noteSchema.min(1, 'Write down why.'),
  review: z
    .enum(['hide', 'show'], { error: 'Say hide or show, or leave it out.' })
    .optional()
    .describe('Hide the review that is reported, or show it again.'),
  words: plainWords({ most: 1_000, missing: 'Say why, for its author, or leave this out.' })
    .optional()
    .describe('Why it is hidden, for its author, who reads it as it is. Only with `hide`.'),
});
