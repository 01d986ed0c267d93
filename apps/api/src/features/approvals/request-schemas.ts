import { requestStatuses } from '@minimart/approvals';
import { z } from 'zod';
import { redactSecrets } from '../../http/redact-secrets.ts';
import {
  authInputsSchema,
  installationSchema,
  installBody,
  workspaceParams,
} from '../installations/installation-schemas.ts';

const person = z.object({ id: z.string(), name: z.string() });

export const installRequestSchema = z
  .object({
    id: z.string(),
    app: z.object({
      id: z.string(),
      slug: z.string().nullable().describe('Null when it is not in the store any more.'),
      name: z.string(),
      logoUrl: z.string().nullable(),
    }),
    version: z.string().describe('The version whose page the member read.'),
    currentVersion: z
      .string()
      .nullable()
      .describe('The one that would be installed; null when it is not in the store.'),
    standing: z.enum(['allowed', 'blocked', 'unlisted']).describe("Where the app stands by the workspace's policy."),
    member: person,
    scopes: z.array(z.string()),
    note: z.string(),
    status: z.enum(requestStatuses).describe('`closed`: the app was installed otherwise.'),
    answeredBy: person.nullable(),
    answer: z.string().describe('The word of who declined.'),
    installationId: z.string().nullable(),
    mine: z.boolean().describe('Whether you asked.'),
    mayDecide: z.boolean().describe('Whether you may approve or decline it now.'),
    createdAt: z.iso.datetime(),
    answeredAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'InstallRequest' });

export const requestPageSchema = z.object({
  items: z.array(installRequestSchema),
  nextCursor: z.string().nullable(),
  open: z.int().describe('How many of those that you may see are open.'),
});

export const requestQuery = z.object({
  status: z.enum(requestStatuses, { error: `Say ${requestStatuses.join(', ')}.` }).optional(),
  app: z.string().max(100).optional().describe('Only those for the app with this slug.'),
  mine: z.enum(['true', 'false'], { error: 'Say true or false.' }).default('false').describe('Only your own.'),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number('Give a number from 1 to 100.').int().min(1).max(100).default(25),
});

const words = (most: number) =>
  z
    .string('Write it as text.')
    .max(most, `Say it in ${most} characters.`)
    // It goes into mails and into a log that nobody can change.
    .transform((text) => redactSecrets(text.trim()))
    .default('');

export const askBody = installBody.omit({ authInputs: true }).extend({
  note: words(500).describe('Why, for those who decide.'),
});

export const approveBody = z.strictObject({
  scopes: installBody.shape.scopes.describe('What is granted: optional scopes that were asked for may be left out.'),
  authInputs: authInputsSchema.optional(),
  version: installBody.shape.version,
});

export const approvedSchema = z.object({ request: installRequestSchema, installation: installationSchema });

export const declineBody = z.strictObject({ answer: words(300).describe('A word for the member who asked.') });

export const requestParams = workspaceParams.extend({ requestId: z.string() });
