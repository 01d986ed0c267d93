import type { EntityManager } from '@mikro-orm/postgresql';

/** A sign-in of somebody at some browser that has not ended. */
export interface OpenSession {
  id: string;
  /** Where they signed in. */
  address: string | null;
  userAgent: string | null;
  signedInAt: Date;
  /** Within some minutes. */
  lastSeenAt: Date;
}

/** A passkey as its owner knows it. */
export interface OwnPasskey {
  id: string;
  name: string | null;
  addedAt: Date | null;
}

/** How somebody signs in, and where they are signed in; bound to one EntityManager. */
export interface SignInMethods {
  rename(userId: string, name: string): Promise<void>;
  methodsOf(userId: string): Promise<{ hasPassword: boolean; hasTwoFactor: boolean; passkeys: OwnPasskey[] }>;
  /** Those that last on, the latest seen first. */
  sessionsOf(userId: string): Promise<OpenSession[]>;
  /** Notes that a session is in use, if that was not noted in the last five minutes. */
  noteSeen(sessionId: string): Promise<void>;
  /** False where that person has no such session. */
  endSession(userId: string, sessionId: string): Promise<boolean>;
  /** Ends all sessions but one; answers how many. */
  endOtherSessions(userId: string, sessionId: string | undefined): Promise<number>;
  /** Deletes sessions that are over, 10,000 at most; answers how many. */
  forgetSessions(): Promise<number>;
}

/** Sign-in methods and sessions on PostgreSQL, in the tables of better-auth. */
export function createSignInMethods(em: EntityManager): SignInMethods {
  return {
    async rename(userId, name) {
      await em.execute(`update accounts."user" set name = ?, "updatedAt" = now() where id = ?`, [name, userId]);
    },
    async methodsOf(userId) {
      const [found] = await em.execute<{ hasPassword: boolean; hasTwoFactor: boolean }[]>(
        `select coalesce("twoFactorEnabled", false) as "hasTwoFactor",
           exists (select from accounts.account where "userId" = person.id and "providerId" = 'credential' and password is not null) as "hasPassword"
         from accounts."user" person where id = ?`,
        [userId],
      );
      const passkeys = await em.execute<{ id: string; name: string | null; addedAt: string | null }[]>(
        `select id, name, "createdAt" as "addedAt" from accounts.passkey where "userId" = ? order by "createdAt", id`,
        [userId],
      );
      return {
        ...(found ?? { hasPassword: false, hasTwoFactor: false }),
        passkeys: passkeys.map((each) => ({ ...each, addedAt: each.addedAt === null ? null : new Date(each.addedAt) })),
      };
    },
    async sessionsOf(userId) {
      const rows = await em.execute<(Omit<OpenSession, 'signedInAt' | 'lastSeenAt'> & Record<string, string>)[]>(
        `select id, nullif("ipAddress", '') as address, nullif("userAgent", '') as "userAgent", "createdAt" as "signedInAt",
           coalesce("lastSeenAt", "updatedAt") as "lastSeenAt"
         from accounts.session where "userId" = ? and "expiresAt" > now() order by "lastSeenAt" desc, id`,
        [userId],
      );
      return rows.map(({ id, address, userAgent, signedInAt, lastSeenAt }) => {
        return { id, address, userAgent, signedInAt: new Date(signedInAt!), lastSeenAt: new Date(lastSeenAt!) };
      });
    },
    async noteSeen(sessionId) {
      await em.execute(
        `update accounts.session set "lastSeenAt" = now()
         where id = ? and ("lastSeenAt" is null or "lastSeenAt" < now() - interval '5 minutes')`,
        [sessionId],
      );
    },
    async endSession(userId, sessionId) {
      const ended = await em.execute<{ id: string }[]>(
        `delete from accounts.session where id = ? and "userId" = ? returning id`,
        [sessionId, userId],
      );
      return ended.length === 1;
    },
    async endOtherSessions(userId, sessionId) {
      const ended = await em.execute<{ id: string }[]>(
        `delete from accounts.session where "userId" = ? and id is distinct from ? returning id`,
        [userId, sessionId ?? null],
      );
      return ended.length;
    },
    async forgetSessions() {
      const gone = await em.execute<{ id: string }[]>(
        `delete from accounts.session where id in (select id from accounts.session where "expiresAt" < now() limit 10000) returning id`,
      );
      return gone.length;
    },
  };
}
