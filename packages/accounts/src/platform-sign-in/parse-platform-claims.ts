import { isPersonName } from '../person-name.ts';
import { parseWorkspacesClaim, type PlatformWorkspace } from './parse-workspaces-claim.ts';
import type { PlatformFailure } from './platform-failure.ts';

/** Who the platform says has come. */
export interface PlatformPerson {
  issuer: string;
  subject: string;
  /** In small letters; undefined where the platform names none, or none that is one. */
  email: string | undefined;
  isEmailVerified: boolean;
  name: string;
  /** Undefined where the platform has none, so that memberships are left alone. */
  workspaces: PlatformWorkspace[] | undefined;
}

export type ParsedPerson = { ok: true; person: PlatformPerson } | PlatformFailure;

// OpenID Connect Core 1.0, 2: at most 255 ASCII characters.
const subjectForm = /^[\x20-\x7e]{1,255}$/;
const emailForm = /^[^\s@\p{Cc}]{1,64}@[^\s@\p{Cc}]{1,190}$/u;

/** Reads the claims of a checked id token, with those of the user info. */
export function parsePlatformClaims(
  claims: Readonly<Record<string, unknown>>,
  { issuer, workspacesClaim }: { issuer: string; workspacesClaim: string | undefined },
): ParsedPerson {
  const { sub } = claims;
  if (typeof sub !== 'string' || !subjectForm.test(sub)) {
    const detail = 'The claim sub must be a text of 1 to 255 ASCII characters.';
    return { ok: false, reason: 'claim', field: 'sub', fault: 'subject', detail };
  }
  const listed =
    workspacesClaim === undefined ? undefined : parseWorkspacesClaim(claims[workspacesClaim], workspacesClaim);
  if (listed?.ok === false) return listed;
  const email = parseEmail(claims['email']);
  // Some providers send it as a text.
  const isEmailVerified = email !== undefined && [true, 'true'].includes(claims['email_verified'] as never);
  const name = nameOf(claims, email);
  return { ok: true, person: { issuer, subject: sub, email, isEmailVerified, name, workspaces: listed?.workspaces } };
}

function parseEmail(value: unknown): string | undefined {
  if (typeof value !== 'string' || !value.isWellFormed() || !emailForm.test(value)) return undefined;
  const email = value.toLowerCase();
  // Of two signs beyond ASCII the small letter is within (the one for kelvin, and the I with a dot): another mailbox would become that of somebody here.
  return asciiOf(email) === asciiOf(value).toLowerCase() ? email : undefined;
}

const asciiOf = (text: string) => text.replaceAll(/[^\x00-\x7f]/g, '');

function nameOf(claims: Readonly<Record<string, unknown>>, email: string | undefined): string {
  const { name, given_name: given, family_name: family, preferred_username: username } = claims;
  const whole = [given, family].filter((part) => typeof part === 'string').join(' ');
  const candidates = [name, whole, username, email?.split('@')[0]];
  const usable = candidates.map((each) => (typeof each === 'string' ? each.trim() : '')).find(isPersonName);
  return usable ?? 'Member';
}
