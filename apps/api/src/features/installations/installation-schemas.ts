import { installationStatuses } from '@minimart/installs';
import { mostOfNote, uninstallReasons } from '@minimart/numbers';
import { z } from 'zod';
import { authInputSchema } from '../listings/listing-schemas.ts';
import { requestStateSchema } from './request-state-schema.ts';

export const inputValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const installationSchema = z
  .object({
    id: z.string(),
    app: z.object({
      id: z.string(),
      slug: z.string(),
      name: z.string(),
      logoUrl: z.string().nullable(),
      links: z.object({
        documentation: z.string().optional(),
        support: z.string().optional(),
        privacy: z.string().optional(),
      }),
    }),
    suspension: z
      .object({ since: z.iso.datetime(), words: z.string(), stopsKeys: z.boolean() })
      .nullable()
      .describe(
        'Why those who run the store have suspended the app, and whether its key is stopped; null where it is not.',
      ),
    version: z.string().describe('Of a draft: 0.0.0-draft.<number of saves>.'),
    isTest: z.boolean().describe("In a developer's sandbox: its keys are test keys, and it counts in no figure."),
    status: z.enum(installationStatuses),
    message: z.string().nullable().describe("The app's own words when its server refused: plain text."),
    scopes: z.array(z.string()),
    grant: z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        reason: z.string(),
        optional: z.boolean(),
        granted: z.boolean(),
        risk: z.enum(['low', 'sensitive', 'high']),
        icon: z.string(),
        verb: z.enum(['see', 'change', 'send']),
        uses: z.int().describe('Calls in the last 30 days that needed it.'),
        lastUsedAt: z.iso.datetime().nullable().describe('Null when it was not used in the last 30 days.'),
      }),
    ),
    key: z.object({ id: z.string(), start: z.string(), lastFour: z.string() }).nullable(),
    plainKey: z
      .string()
      .optional()
      .describe('Only in the answer that makes the key of an app without a subscribe request.'),
    authInputs: z.array(
      authInputSchema.extend({
        value: inputValue.describe('Null for a secret one, and once erased.'),
        isFilled: z.boolean().describe('Whether it has a value, also where that is secret.'),
      }),
    ),
    isChangingInputs: z
      .boolean()
      .describe(
        "Changed auth inputs are on their way to the app's server; if it does not take them, the former ones come back.",
      ),
    delivery: requestStateSchema.nullable(),
    update: z
      .object({ version: z.string(), status: z.enum(['waiting', 'declined']), since: z.iso.datetime() })
      .nullable()
      .describe('A version that needs consent; `update` below the installation says what for.'),
    changelog: z.string().describe('Of the installed version.'),
    formerVersion: z.string().nullable().describe('What ran before.'),
    versionSince: z.iso.datetime(),
    lastCallAt: z.iso
      .datetime()
      .nullable()
      .describe(
        'When it last called the platform API, to the minute; null when it has not, or over 30 days ago with a key that has ended.',
      ),
    lastAnswerAt: z.iso
      .datetime()
      .nullable()
      .describe('When its server last answered a lifecycle request, whatever it said.'),
    createdAt: z.iso.datetime(),
    activatedAt: z.iso.datetime().nullable().describe('When it last became active; null when it never did.'),
    uninstalledAt: z.iso.datetime().nullable(),
    erasedAt: z.iso.datetime().nullable().describe('When the auth inputs were erased.'),
  })
  .meta({ id: 'Installation' });

export const authInputsSchema = z.record(
  z.string(),
  inputValue,
  'Give the auth inputs as an object of names and values.',
);

export const installBody = z.strictObject({
  app: z.string('Name the app by its slug.').min(1).max(100).describe('Its slug; of a draft, the id of the app.'),
  draft: z
    .literal(true, 'Give true, or leave it out.')
    .optional()
    .describe('Install the draft of your own app, into your own sandbox.'),
  link: z
    .string('Give the token of the link.')
    .max(100)
    .optional()
    .describe('The `link` of the address by which the app was found, where it was.'),
  scopes: z.array(z.string('Give the id of a scope.'), 'List the scopes that are agreed to; [] for none.').max(100),
  authInputs: authInputsSchema.optional(),
  version: z
    .string()
    .max(30)
    .optional()
    .describe('The version whose consent page was read; refused when it is no longer current.'),
});

const nothingToDo = 'Give a version to accept, scopes to switch, or authInputs to change.';

export const changeBody = z
  .strictObject({
    version: z.string('Name the version.').max(30).optional().describe('The offered version that is agreed to.'),
    scopes: installBody.shape.scopes
      .optional()
      .describe('All that are agreed to; those that the version requires and any optional ones.'),
    shownVersion: z
      .string()
      .max(30)
      .optional()
      .describe('The version whose permissions were read before switching; refused when another runs by now.'),
    authInputs: authInputsSchema.optional(),
  })
  .refine(({ version, scopes, authInputs }) => (version ?? scopes ?? authInputs) !== undefined, nothingToDo);

export const declineBody = z.strictObject({ version: z.string('Name the version that is declined.').max(30) });

export const uninstallBody = z.strictObject({
  reason: z
    .enum(uninstallReasons, { error: `Say one of ${uninstallReasons.join(', ')}, or leave it out.` })
    .optional()
    .describe('Why: counted for the developer of the app.'),
  note: z
    .string('Write a note as text, or leave it out.')
    .trim()
    .max(mostOfNote, `Write ${mostOfNote} characters at most.`)
    .optional()
    .describe('Words for the developer, who reads them with the day, and without a name; erased after 400 days.'),
});

export const workspaceParams = z.object({ workspaceId: z.string() });
export const installationParams = workspaceParams.extend({ installationId: z.string() });
