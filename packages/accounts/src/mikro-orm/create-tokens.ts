import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '@minimart/problem';
import { createId, describeToken, hashToken, mintToken, parseToken } from '@minimart/tokens';
import type { AccountErrorCode } from '../account-error-codes.ts';
import type { NewToken, TokenRecord } from '../tokens/personal-access-token.ts';
import type { TokenScope } from '../tokens/token-scope.ts';
import type { SignedUpUser } from './create-accounts.ts';
import { PersonalAccessToken } from './personal-access-token.entity.ts';

const mostTokens = 50;

/** Personal access tokens, taking part in the EntityManager's transaction where there is one. */
export interface Tokens {
  /** The plain token, this once; only its SHA-256 is kept. Refuses `too_many_tokens` from the 51st on that is not revoked. */
  make(userId: string, wanted: NewToken): Promise<{ token: TokenRecord; plain: string }>;
  /** Those of a person that are not revoked, the latest first; expired ones, too. */
  list(userId: string): Promise<TokenRecord[]>;
  /** Whose token it is and what it may; refuses `token_invalid` for a mistyped, unknown, expired or revoked one, without saying which. */
  verify(text: string): Promise<{ user: SignedUpUser; scopes: TokenScope[] | null }>;
  /** Ends it at once and answers it. Throws `not_found` for one that is revoked already, or somebody else's. */
  revoke(userId: string, tokenId: string): Promise<TokenRecord>;
}

/** Tokens on PostgreSQL. */
export function createTokens(em: EntityManager, { clock }: { clock: { now(): Date } }): Tokens {
  const find = (where: { userId: string; id?: string }) =>
    em.find(
      PersonalAccessToken,
      { ...where, revokedAt: null },
      { orderBy: { createdAt: 'desc', id: 'desc' }, disableIdentityMap: true },
    );
  return {
    async make(userId, { name, scopes, expiresAt }) {
      if ((await em.count(PersonalAccessToken, { userId, revokedAt: null })) >= mostTokens) throw tooMany();
      const plain = mintToken('mm_pat');
      const fresh = { ...describeToken(plain), createdAt: clock.now(), expiresAt, lastUsedAt: null };
      const token = { id: createId('pat'), name, scopes: scopes === null ? null : [...scopes], ...fresh };
      await em.insert(PersonalAccessToken, { ...token, userId, hash: hashToken(plain), revokedAt: null });
      return { token, plain };
    },
    list: async (userId) => (await find({ userId })).map(toRecord),
    verify: (text) => verifyToken(em, text),
    async revoke(userId, id) {
      const [token] = await find({ userId, id });
      const ended = await em.nativeUpdate(
        PersonalAccessToken,
        { id, userId, revokedAt: null },
        { revokedAt: clock.now() },
      );
      if (token === undefined || ended === 0) throw notFound();
      return toRecord(token);
    },
  };
}

async function verifyToken(em: EntityManager, text: string): ReturnType<Tokens['verify']> {
  if (!parseToken(text, ['mm_pat']).ok) throw invalidToken();
  // Written at most once a minute, so that a busy script does not turn every read into a write.
  const [found] = await em.execute<(SignedUpUser & { scopes: TokenScope[] | null })[]>(
    `with token as (
       select id, user_id, last_used_at, scopes from accounts.personal_access_tokens
       where hash = ? and revoked_at is null and (expires_at is null or expires_at > now())
     ), used as (
       update accounts.personal_access_tokens set last_used_at = now()
       from token where personal_access_tokens.id = token.id
         and (token.last_used_at is null or token.last_used_at < now() - interval '1 minute')
     )
     select person.id, person.name, person.email, token.scopes
     from token join accounts."user" person on person.id = token.user_id`,
    [hashToken(text)],
  );
  if (found === undefined) throw invalidToken();
  const { scopes, ...user } = found;
  return { user, scopes };
}

function toRecord(row: PersonalAccessToken): TokenRecord {
  const { id, name, start, lastFour, createdAt, expiresAt, lastUsedAt } = row;
  return { id, name, scopes: row.scopes as TokenScope[] | null, start, lastFour, createdAt, expiresAt, lastUsedAt };
}

const refuse = (code: AccountErrorCode, detail: string) => new Refusal<AccountErrorCode>({ code, detail });
const invalidToken = () => refuse('token_invalid', 'The personal access token is not valid, or no longer.');
const notFound = () => refuse('not_found', 'You have no such token, or it is revoked already.');
const tooMany = () =>
  refuse('too_many_tokens', `You have ${mostTokens} tokens. Revoke one that you do not use before you make another.`);
