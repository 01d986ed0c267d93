import type { EntityManager } from '@mikro-orm/postgresql';
import type { Sealer } from '@minimart/sealing';
import { createId } from '@minimart/tokens';
import type { PlatformPerson } from '../platform-sign-in/parse-platform-claims.ts';
import type { PlatformFailure } from '../platform-sign-in/platform-failure.ts';
import { matchMemberships } from './match-memberships.ts';

/** A session here that began by signing in at the platform. */
export interface PlatformSession {
  sessionId: string;
  issuer: string;
  /** The platform's own session. */
  sid: string | null;
  idToken: string;
}

/** The people of the platform, bound to one EntityManager. */
export interface PlatformPeople {
  /**
   * The account of whoever has come, with their workspaces as the platform says. Issuer and subject are who they are; an account made here is theirs only
   * if both sides have verified the e-mail address. Must run in a transaction; a refusal has written nothing. `opened` are the workspaces
   * that are new here.
   */
  admit(
    person: PlatformPerson,
  ): Promise<{ ok: true; userId: string; opened: { id: string; name: string }[] } | PlatformFailure>;
  /** False for what was spent before. `id` must be another for each use that is allowed; it is remembered until it expires. */
  spend(id: string, expiresAt: Date): Promise<boolean>;
  rememberSession(session: PlatformSession): Promise<void>;
  /** Undefined for a session that did not begin at the platform; without the token where the key that sealed it is gone, or was gone when the session was replaced. */
  sessionOf(
    sessionId: string,
  ): Promise<{ issuer: string; sid: string | null; idToken: string | undefined } | undefined>;
  /** Ends the sessions of one session at the platform, else all that a subject has here, however they began; says how many. */
  endSessions(whose: { issuer: string; sid: string | undefined; subject: string | undefined }): Promise<number>;
}

/** The people of the platform on PostgreSQL. */
export function createPlatformPeople(
  em: EntityManager,
  { clock, sealer }: { clock: { now(): Date }; sealer: Sealer },
): PlatformPeople {
  return {
    async admit(person) {
      const found = await findOrMakeUser(em, person, clock.now());
      if (!found.ok) return found;
      const { issuer, workspaces } = person;
      const { userId } = found;
      const opened =
        workspaces === undefined ? [] : await matchMemberships(em, { userId, issuer, workspaces, now: clock.now() });
      return { ok: true, userId, opened };
    },
    async spend(id, expiresAt) {
      await em.execute('delete from accounts.spent_tokens where expires_at < ?::timestamptz', [
        clock.now().toISOString(),
      ]);
      const spent = await em.execute<unknown[]>(
        'insert into accounts.spent_tokens (id, expires_at) values (?, ?::timestamptz) on conflict (id) do nothing returning id',
        [id, expiresAt.toISOString()],
      );
      return spent.length === 1;
    },
    async rememberSession({ sessionId, issuer, sid, idToken }) {
      await em.execute(
        'insert into accounts.platform_sessions (session_id, issuer, sid, id_token) values (?, ?, ?, ?)',
        [sessionId, issuer, sid, sealer.seal(idToken, contextOf(sessionId))],
      );
    },
    async sessionOf(sessionId) {
      const [row] = await em.execute<{ issuer: string; sid: string | null; sealed: Buffer }[]>(
        'select issuer, sid, id_token as sealed from accounts.platform_sessions where session_id = ?',
        [sessionId],
      );
      if (row === undefined) return undefined;
      const { issuer, sid, sealed } = row;
      return { issuer, sid, idToken: openIfKnown(sealer, sealed, contextOf(sessionId)) };
    },
    async endSessions({ issuer, sid, subject }) {
      const ended =
        sid === undefined
          ? await em.execute<unknown[]>(
              `delete from accounts.session using accounts.account
               where account."userId" = session."userId" and account."providerId" = ? and account."accountId" = ? returning session.id`,
              [issuer, subject],
            )
          : await em.execute<unknown[]>(
              `delete from accounts.session using accounts.platform_sessions known
               where known.session_id = session.id and known.issuer = ? and known.sid = ? returning session.id`,
              [issuer, sid],
            );
      return ended.length;
    },
  };
}

const contextOf = (sessionId: string) => `platform session ${sessionId}`;

function openIfKnown(sealer: Sealer, sealed: Buffer, context: string): string | undefined {
  try {
    return sealer.open(sealed, context).toString() || undefined;
  } catch {
    // Sealed with a key that is configured no more. It only spares a question at the platform.
    return undefined;
  }
}

type Found = { ok: true; userId: string } | PlatformFailure;

async function findOrMakeUser(em: EntityManager, person: PlatformPerson, now: Date): Promise<Found> {
  const { issuer, subject, email } = person;
  // Always in this order, so that nobody waits for whoever waits for them.
  for (const what of [`subject ${issuer} ${subject}`, `email ${email}`])
    await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`platform sign-in: ${what}`]);
  const [known] = await em.execute<{ id: string }[]>(
    'select "userId" as id from accounts.account where "providerId" = ? and "accountId" = ?',
    [issuer, subject],
  );
  if (known !== undefined) {
    await follow(em, { ...person, userId: known.id }, now);
    return { ok: true, userId: known.id };
  }
  if (email === undefined) return refused('email_missing', 'The platform names no e-mail address.');
  // Whoever could claim somebody else's address would wait in an account that they come to by a reset of its password.
  if (!person.isEmailVerified)
    return refused('email_not_verified', 'The platform has not verified the e-mail address.');
  const [holder] = await em.execute<{ id: string; isVerified: boolean }[]>(
    'select id, "emailVerified" as "isVerified" from accounts."user" where lower(email) = ? for update',
    [email],
  );
  // Whoever signed up with somebody else's address would otherwise share the account with them.
  if (holder?.isVerified === false)
    return refused('email_taken', 'An account with the e-mail address is not verified here.');
  const userId = holder?.id ?? (await makeUser(em, { name: person.name, email }, now));
  await em.execute(
    `insert into accounts.account (id, "providerId", "accountId", "userId", "createdAt", "updatedAt")
     values (?, ?, ?, ?, ?::timestamptz, ?::timestamptz)`,
    [createId('acc'), issuer, subject, userId, now.toISOString(), now.toISOString()],
  );
  return { ok: true, userId };
}

function refused(reason: 'email_missing' | 'email_not_verified' | 'email_taken', detail: string): PlatformFailure {
  return { ok: false, reason, detail };
}

async function makeUser(
  em: EntityManager,
  { name, email }: { name: string; email: string },
  now: Date,
): Promise<string> {
  const id = createId('usr');
  await em.execute(
    `insert into accounts."user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
     values (?, ?, ?, true, ?::timestamptz, ?::timestamptz)`,
    [id, name, email, now.toISOString(), now.toISOString()],
  );
  return id;
}

/** Name and e-mail address follow the subject; the address only if it is verified and nobody else's here. */
async function follow(
  em: EntityManager,
  { userId, email, isEmailVerified, name }: PlatformPerson & { userId: string },
  now: Date,
): Promise<void> {
  const claimed = isEmailVerified ? (email ?? null) : null;
  const [before] = await em.execute<{ email: string }[]>('select email from accounts."user" where id = ? for update', [
    userId,
  ]);
  const [changed] = await em.execute<{ email: string }[]>(
    `with free as (
       select ?::text as email where not exists (select 1 from accounts."user" where lower(email) = ? and id <> ?)
     )
     update accounts."user" set name = ?, email = coalesce(free.email, "user".email),
       "emailVerified" = "user"."emailVerified" or free.email is not null, "updatedAt" = ?::timestamptz
     from (select 1) one left join free on true
     where id = ? and (name, "user".email, "emailVerified") is distinct from (?, coalesce(free.email, "user".email), "emailVerified" or free.email is not null)
     returning "user".email`,
    [claimed, claimed, userId, name, now.toISOString(), userId, name],
  );
  // Links that went to the former address, which may be somebody else's by now, open nothing.
  if (changed !== undefined && changed.email !== before?.email)
    await em.execute('delete from accounts.verification where value = ?', [userId]);
}
