import { auditActions, auditActorKinds, type AuditEntry } from '@minimart/audit';
import { z } from 'zod';
import { moment } from '../../http/moment.ts';

export const auditEntrySchema = z
  .object({
    id: z.string(),
    at: z.iso.datetime(),
    action: z.enum(auditActions),
    actor: z.object({
      kind: z.enum(auditActorKinds).describe('A person in a browser, their token, an app, or the platform by itself.'),
      id: z.string().nullable(),
      name: z.string().describe('As it was then.'),
    }),
    app: z.object({ id: z.string(), name: z.string() }).nullable(),
    installationId: z.string().nullable(),
    address: z.string().nullable().describe('The IP address it was done from.'),
    userAgent: z.string().nullable(),
    detail: z.record(z.string(), z.unknown()).describe('Facts of the act; never a secret.'),
  })
  .meta({ id: 'AuditEntry' });

export const auditFilter = z.object({
  text: z
    .string()
    .max(200, 'Search for 200 characters at most.')
    .optional()
    .describe('Words, all of which must occur.'),
  action: z.enum(auditActions, { error: `Say one of ${auditActions.join(', ')}.` }).optional(),
  actor: z.string().max(100).optional().describe('The id of a person or an app.'),
  app: z.string().max(100).optional().describe('The id of an app, or its slug.'),
  from: moment.optional().describe('At or after.'),
  to: moment.optional().describe('Before.'),
});

export const auditQuery = auditFilter.extend({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number('Give a number from 1 to 100.').int().min(1).max(100).default(50),
});

/** A line as it is answered. */
export function presentEntry(entry: AuditEntry): z.input<typeof auditEntrySchema> {
  const { id, action, actor, app, installationId, address, userAgent } = entry;
  const { at, detail } = entry;
  return {
    id,
    at: at.toISOString(),
    action,
    actor,
    app,
    installationId,
    address,
    userAgent,
    detail: { ...detail },
  };
}
