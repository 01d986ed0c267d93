import {
  domainStatuses,
  isDeveloperName,
  parseDomain,
  parseWebsite,
  proofFailures,
  proofMethods,
} from '@minimart/accounts';
import { z } from 'zod';

const moment = z.iso.datetime().nullable();
const method = z.enum(proofMethods, { error: `Say ${proofMethods.join(' or ')}.` });

const finding = z.object({
  reason: z
    .enum(proofFailures)
    .describe('`absent`: nothing is there; `other`: something else is; `unreachable`: nobody could look.'),
  found: z.string().describe('What was found, in a sentence.'),
  remedy: z.string().describe('What to do, in a sentence.'),
});

export const domainSchema = z
  .object({
    status: z
      .enum(['not_set', ...domainStatuses])
      .describe(
        '`waiting`: not proven yet; `failing`: verified still, but the proof was not found the last time; `lost`: not verified any more.',
      ),
    domain: z.string().nullable().describe('As it stands in DNS.'),
    unicode: z.string().nullable().describe('As it is written, where that is not how it stands in DNS.'),
    method: method.nullable(),
    proof: z
      .object({
        recordName: z.string().describe('The name of the TXT record, for `dns`.'),
        fileUrl: z.string().describe('The address of the file, for `file`.'),
        text: z.string().describe('The value of the record, or a line of the file.'),
      })
      .nullable(),
    verifiedAt: moment,
    failingSince: moment,
    verifiedUntil: moment.describe('When a domain whose proof is not found stops being verified.'),
    lostAt: moment,
    checkedAt: moment,
    nextCheckAt: moment.describe('When it is looked for next by itself; null for not again.'),
    finding: finding.nullable().describe('What the last check found where it was not the proof.'),
    etag: z.string().describe('Guards domain, method and token.'),
  })
  .meta({ id: 'DeveloperDomain' });

export const profileSchema = z
  .object({
    displayName: z.string().nullable(),
    accountName: z.string().describe('What the store calls you while there is no display name.'),
    shownAs: z.string().describe('What the store calls you now.'),
    website: z.string().nullable(),
    supportEmail: z.string().nullable(),
    domain: domainSchema,
    etag: z.string().describe('Guards all but the domain.'),
  })
  .meta({ id: 'DeveloperProfile' });

const orNull = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().default(null);

export const profileBody = z.strictObject({
  displayName: orNull(
    z
      .string('Give a text, or null.')
      .trim()
      .refine(
        isDeveloperName,
        'Give one line of 1 to 80 characters with a letter in it, and no symbols such as check marks.',
      ),
  ),
  website: orNull(
    z
      .string('Give a text, or null.')
      .max(2000, 'Give 300 characters at most.')
      .transform((text, context) => {
        const parsed = parseWebsite(text);
        if (parsed.ok) return parsed.website;
        context.addIssue({ code: 'custom', message: parsed.message });
        return z.NEVER;
      }),
  ),
  supportEmail: orNull(
    z
      .string('Give a text, or null.')
      .trim()
      .max(254, 'Give 254 characters at most.')
      .pipe(z.email('Give an e-mail address, such as help@lanternworks.example.')),
  ),
});

export const domainBody = z.strictObject({
  domain: z
    .string('Write the domain, such as lanternworks.example.')
    .max(2000, 'Write the name of a domain alone.')
    .transform((text, context) => {
      const parsed = parseDomain(text);
      if (parsed.ok) return parsed.domain;
      context.addIssue({ code: 'custom', message: parsed.message });
      return z.NEVER;
    })
    .describe('The name that you registered, in any spelling.'),
  method: method.describe('Where the proof is looked for: in a TXT record, or in a file.'),
});

export const historySchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      at: z.iso.datetime(),
      action: z.string(),
      by: z.object({ kind: z.string(), name: z.string() }),
      detail: z.record(z.string(), z.unknown()),
    }),
  ),
  nextCursor: z.string().nullable(),
});
