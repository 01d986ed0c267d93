import { versionReviewStatuses } from '@minimart/catalog';
import { z } from 'zod';
import { versionChangesSchema } from '../developer-apps/next-version-schemas.ts';
import { noteSchema } from '../moderation/suspension-schemas.ts';

const person = z.object({ id: z.string(), name: z.string() });
const verdict = z.enum(['pass', 'warn', 'fail']);

const checkSchema = z.object({
  id: z.enum(['links', 'hosts', 'scopes', 'images', 'changes']),
  verdict: verdict.describe('The worst of what it found.'),
  findings: z.array(
    z.object({
      verdict,
      text: z.string().describe('In plain words.'),
      pointer: z.string().optional().describe('Where in the manifest (RFC 6901), where it is one place.'),
    }),
  ),
});

const remarkSchema = z.object({
  pointer: z.string().describe('Where in the manifest (RFC 6901); the whole of it where empty.'),
  message: z.string(),
});

const decisionFields = {
  status: z.enum(versionReviewStatuses),
  submittedAt: z.iso.datetime(),
  decidedAt: z.iso.datetime().nullable(),
  note: z.string().describe('What the operator says of the whole.'),
};

/** A line of the queue. */
export const versionReviewSchema = z
  .object({
    ...decisionFields,
    app: z.object({ id: z.string(), slug: z.string(), name: z.string() }),
    developer: person.extend({ domain: z.string().nullable().describe('The domain that they have proven.') }),
    version: z.string(),
    percentage: z.int().describe('To how many of a hundred installations it is let out when approved.'),
    isFirst: z.boolean().describe('Whether nothing of the app is out yet.'),
    verdicts: z.object({ pass: z.int(), warn: z.int(), fail: z.int() }).nullable().describe('Null while checks run.'),
    decidedBy: person.nullable(),
    fields: z.array(remarkSchema),
  })
  .meta({ id: 'VersionReview' });

/** All there is to read before deciding. */
export const wholeVersionReviewSchema = versionReviewSchema
  .extend({
    changelog: z.string(),
    checks: z.array(checkSchema).nullable().describe('Null while they run.'),
    manifest: z.record(z.string(), z.unknown()),
    former: z.string().nullable().describe('The version that is out, and that it is compared with.'),
    changes: versionChangesSchema.nullable().describe('From that version to this one; null for the first.'),
  })
  .meta({ id: 'WholeVersionReview' });

export const approveBody = z.strictObject({ note: noteSchema.default('') });

const pointerError = 'Give a JSON pointer into the manifest, such as /scopes/0/reason.';

export const requestChangesBody = z
  .strictObject({
    note: z
      .string('Say what is to be changed, or leave it out.')
      .trim()
      .max(2_000, 'Write 2,000 characters at most.')
      .default('')
      .describe('For the developer, beside the remarks at fields.'),
    fields: z
      .array(
        z.strictObject({
          pointer: z
            .string(pointerError)
            .max(200, pointerError)
            .regex(/^(?:\/(?:[^~/]|~[01])*)*$/, pointerError),
          message: z.string('Say what is to be changed.').trim().min(1, 'Say what is to be changed.').max(1_000),
        }),
        'List remarks at fields; [] for none.',
      )
      .max(50, 'Make 50 remarks at most.')
      .default([]),
  })
  .refine(({ note, fields }) => note !== '' || fields.length > 0, 'Write a note, or a remark at a field.');

/** How an app stands with those who run the store, for its developer. */
export const standingSchema = z
  .object({
    suspension: z
      .object({ since: z.iso.datetime(), words: z.string(), stopsKeys: z.boolean() })
      .nullable()
      .describe('Why those who run the store have suspended the app.'),
    isReviewed: z.boolean().describe('Whether versions are looked at before they are let out.'),
    review: z
      .object({
        ...decisionFields,
        version: z.string(),
        fields: z.array(
          remarkSchema.extend({
            path: z.string().describe('The field as the draft names it: scopes[0].reason.'),
            isChanged: z.boolean().describe('Whether the draft has something else there by now.'),
          }),
        ),
      })
      .nullable()
      .describe('Of the version that was last in review.'),
  })
  .meta({ id: 'AppStanding' });
