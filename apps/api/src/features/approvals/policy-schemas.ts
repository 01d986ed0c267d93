import { appRules, installerKinds } from '@minimart/approvals';
import { z } from 'zod';

const installers = z.enum(installerKinds, { error: `Say ${installerKinds.join(', ')}.` });
const rule = z.enum(appRules, { error: `Say ${appRules.join(', ')}.` });

export const policySchema = z
  .object({
    installers: installers.describe(
      'Who installs without asking: owners, owners and admins (`managers`), or everyone.',
    ),
    rule: rule.describe('Which apps: `all`, only those listed (`allow`), or all but those listed (`block`).'),
    apps: z.array(z.object({ id: z.string(), slug: z.string().nullable(), name: z.string() })),
    changedAt: z.iso.datetime().nullable().describe('Null while nobody has changed it.'),
    changedBy: z.string().nullable().describe('The name of who changed it.'),
    mayChange: z.boolean().describe('Whether you may change it: owners may.'),
    etag: z.string(),
  })
  .meta({ id: 'Policy' });

export const policyBody = z.strictObject({
  installers,
  rule,
  apps: z
    .array(z.string('Name an app by its slug or its id.').min(1, 'Name an app by its slug or its id.').max(100))
    .max(500, 'List 500 apps at most.')
    .default([])
    .describe('By slug or by id; empty where the rule is `all`.'),
});
