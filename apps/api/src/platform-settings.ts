import { isSafeAddress, type PlatformSettings } from '@minimart/accounts';
import { z } from 'zod';

const word = (error: string) => z.string().regex(/^[\x21-\x7e]{1,1000}$/, error);

/** The settings of sign-in by the platform's own accounts. */
export const platformVariables = {
  MINIMART_OIDC_ISSUER: z
    .string()
    .refine(
      (text) => isSafeAddress(text, { isLoopbackFine: true }) && !/[?#]/.test(text),
      'must be the https address that the discovery document has as its issuer, such as https://id.example.com; http only on this machine',
    )
    .optional(),
  MINIMART_OIDC_CLIENT_ID: word('must be the id that the platform gave to this store, without spaces').optional(),
  MINIMART_OIDC_CLIENT_SECRET: word(
    'must be the secret that the platform gave to this store, without spaces',
  ).optional(),
  MINIMART_OIDC_NAME: z
    .string()
    .regex(/^[^\p{Cc}]{1,40}$/u, 'must be the name of the platform, of 1 to 40 characters')
    .optional(),
  MINIMART_OIDC_SCOPES: z
    .string()
    .default('openid profile email')
    .transform((text) => text.split(/[\s,]+/).filter(Boolean))
    .refine(
      (scopes) => scopes.includes('openid') && scopes.every((scope) => /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(scope)),
      'must be names of scopes with spaces between them, openid among them',
    ),
  MINIMART_OIDC_WORKSPACES_CLAIM: z
    .string()
    .regex(/^[\w.:/-]{1,200}$/, 'must be the name of a claim, such as minimart_workspaces, or off')
    .default('minimart_workspaces'),
  MINIMART_PASSWORD_SIGN_IN: z.enum(['on', 'off'], { error: 'must be on or off' }).default('on'),
};

const together = [
  'MINIMART_OIDC_ISSUER',
  'MINIMART_OIDC_CLIENT_ID',
  'MINIMART_OIDC_CLIENT_SECRET',
  'MINIMART_OIDC_NAME',
] as const;

type Told = z.output<z.ZodObject<typeof platformVariables>>;

/** What is wrong with them taken together, by variable. */
export function platformMistakes(told: Told): [name: string, message: string][] {
  const missing = together.filter((name) => told[name] === undefined);
  if (missing.length > 0 && missing.length < together.length)
    return missing.map((name) => [name, 'must be set: sign-in by the platform needs all of its settings']);
  if (missing.length > 0 && told.MINIMART_PASSWORD_SIGN_IN === 'off')
    return [['MINIMART_PASSWORD_SIGN_IN', 'must be on without MINIMART_OIDC_ISSUER: nobody could sign in']];
  return [];
}

/** The settings as the rest of the program takes them; undefined where no platform is named. */
export function toPlatformSettings(told: Told): PlatformSettings | undefined {
  const [issuer, clientId, clientSecret, name] = together.map((each) => told[each]);
  if (!issuer || !clientId || !clientSecret || !name) return undefined;
  const { MINIMART_OIDC_SCOPES: scopes, MINIMART_OIDC_WORKSPACES_CLAIM: claim } = told;
  return { issuer, clientId, clientSecret, name, scopes, workspacesClaim: claim === 'off' ? undefined : claim };
}
