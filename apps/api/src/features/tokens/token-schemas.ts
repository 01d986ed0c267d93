import { tokenScopes, type TokenRecord } from '@minimart/accounts';
import { z } from 'zod';
import { moment } from '../../http/moment.ts';

const nameError = 'Give the token a name of 1 to 80 characters, on one line.';
const scopesError = `Choose at least one of ${tokenScopes.join(', ')}, each once.`;

export const tokenSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    scopes: z
      .array(z.enum(tokenScopes))
      .nullable()
      .describe('Null for a token from before there were scopes: it has all of them.'),
    start: z.string(),
    lastFour: z.string(),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime().nullable().describe('Null for a token from before an expiry was asked for.'),
    isExpired: z.boolean(),
    lastUsedAt: z.iso.datetime().nullable().describe('Within a minute.'),
  })
  .meta({ id: 'PersonalAccessToken' });

export const madeTokenSchema = tokenSchema.extend({
  plain: z.string().optional().describe('The token itself, this once; not in a repeated answer.'),
});

export const tokenBody = z.strictObject({
  name: z
    .string(nameError)
    .trim()
    .min(1, nameError)
    .max(80, nameError)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]*$/u, nameError),
  scopes: z
    .array(z.enum(tokenScopes, scopesError), scopesError)
    .min(1, scopesError)
    .max(tokenScopes.length, scopesError)
    .refine((scopes) => new Set(scopes).size === scopes.length, scopesError),
  expiresAt: moment.describe('A year from now at most.'),
});

export function presentToken(token: TokenRecord, now: Date): z.input<typeof tokenSchema> {
  const { id, name, scopes, start, lastFour, createdAt, expiresAt, lastUsedAt } = token;
  return {
    id,
    name,
    scopes,
    start,
    lastFour,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    isExpired: expiresAt !== null && expiresAt <= now,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
