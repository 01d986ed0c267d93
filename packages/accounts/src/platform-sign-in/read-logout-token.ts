import { createRemoteJWKSet, customFetch, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { createBoundedFetch, UnreachableError } from './create-bounded-fetch.ts';
import type { PlatformFailure } from './platform-failure.ts';

/** Whose sessions are to end: those of one session at the platform, or all of a subject's. */
export interface ReadLogoutToken {
  ok: true;
  issuer: string;
  subject: string | undefined;
  sid: string | undefined;
  /** By which a token is told from one that comes again. */
  id: string;
  /** After which it is refused anyway. */
  expiresAt: Date;
}

/** Whose token it must be, and for whom. */
export interface LogoutTokenOptions {
  issuer: string;
  keys: JWTVerifyGetKey;
  clientId: string;
}

/**
 * The platform's public keys, asked for when a token names one that is not known, five seconds after the last time at the earliest: anybody can send a token that names any,
 * and would have the platform asked each time.
 */
export function createPlatformKeys(address: string): JWTVerifyGetKey {
  return createRemoteJWKSet(new URL(address), {
    timeoutDuration: 5_000,
    cooldownDuration: 5_000,
    [customFetch]: createBoundedFetch() as typeof fetch,
  });
}

const event = 'http://schemas.openid.net/event/backchannel-logout';
const oldestSeconds = 300;
const toleranceSeconds = 30;
// By public key alone: `none` and the secret of the client sign nothing here.
const algorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];

/** Checks it as OpenID Connect Back-Channel Logout 1.0, 2.6, says. An id token, which has a nonce and no such event, does not pass for one. */
export async function readLogoutToken(
  token: string,
  { issuer, keys, clientId }: LogoutTokenOptions,
): Promise<ReadLogoutToken | PlatformFailure> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      issuer,
      audience: clientId,
      algorithms,
      requiredClaims: ['iat', 'jti', 'events'],
      maxTokenAge: oldestSeconds,
      clockTolerance: toleranceSeconds,
    });
    // Only recommended by the standard; asked for by OWASP ASVS 5.0, 10.5.5, so that no other token passes for one.
    if (!/^(application\/)?logout\+jwt$/i.test(protectedHeader.typ ?? ''))
      return refused('The typ of the token must be logout+jwt.');
    return read(payload);
  } catch (error) {
    if (error instanceof UnreachableError) return { ok: false, reason: 'unreachable', detail: error.message };
    if (error instanceof errors.JOSEError) return refused(`${error.code}: ${error.message}`);
    throw error;
  }
}

function read(payload: JWTPayload): ReadLogoutToken | PlatformFailure {
  const { iss = '', jti, sub, sid, nonce, events, iat = 0 } = payload;
  if (nonce !== undefined) return refused('A logout token has no nonce.');
  const told = typeof events === 'object' && events !== null ? (events as Record<string, unknown>)[event] : undefined;
  if (typeof told !== 'object' || told === null) return refused(`The events of the token must have ${event}.`);
  if (!isId(jti) || ![sub, sid].every((each) => each === undefined || isId(each)))
    return refused('jti, sub and sid must be texts of 1 to 255 characters.');
  if (sub === undefined && sid === undefined) return refused('The token must have sub or sid.');
  const expiresAt = new Date((iat + oldestSeconds + 2 * toleranceSeconds) * 1000);
  return { ok: true, issuer: iss, subject: sub, sid: sid as string | undefined, id: jti, expiresAt };
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && /^[^\p{Cc}]{1,255}$/u.test(value) && value.isWellFormed();
}

function refused(detail: string): PlatformFailure {
  return { ok: false, reason: 'untrusted', detail };
}
