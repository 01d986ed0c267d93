import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '@minimart/problem';
import { createId } from '@minimart/tokens';
import type { AccountErrorCode } from '../account-error-codes.ts';
import type { ProofMethod } from '../domain/domain-proof.ts';
import { afterCheck, beginClaim, statusOf, type DomainState } from '../domain/domain-state.ts';
import type { Finding } from '../domain/finding.ts';
import { toDeveloperName } from '../profile/developer-name.ts';
import type {
  ClaimToCheck,
  DeveloperDomain,
  DeveloperProfile,
  DomainMove,
  ProfileWords,
  PublicDeveloper,
  SettledCheck,
} from '../profile/developer-profile.ts';
import { DeveloperDomainRow } from './developer-domain.entity.ts';
import { DeveloperProfileRow } from './developer-profile.entity.ts';

const leaseMs = 10 * 60 * 1000;

/** What developers say of themselves and which domains they prove; bound to one EntityManager. What changes something needs a transaction. */
export interface Developers {
  profileOf(userId: string): Promise<DeveloperProfile>;
  /** Refuses `profile_changed` when `ifMatch` is not the present tag. Answers what was before. */
  saveWords(userId: string, words: ProfileWords, ifMatch: string): Promise<ProfileWords>;
  /**
   * Says which domain is to be proven, and how. Another domain gets another token and is to be proven anew; another method leaves both as they are. Refuses
   * `domain_changed` when `ifMatch` is not the present tag. Answers the domain before, and whether anything changed.
   */
  setDomain(
    userId: string,
    wanted: { domain: string; method: ProofMethod },
    ifMatch: string,
  ): Promise<{ before: DeveloperDomain | null; isChanged: boolean }>;
  /** Makes another token; the domain is to be proven anew. Refuses `domain_changed` and `domain_not_set`. */
  replaceToken(userId: string, ifMatch: string): Promise<DeveloperDomain>;
  /** Refuses `domain_changed`; undefined where there was none. */
  removeDomain(userId: string, ifMatch: string): Promise<DeveloperDomain | undefined>;
  /** What a check of the domain has to look for, as it is now. Refuses `domain_not_set`. */
  claimOf(userId: string): Promise<ClaimToCheck>;
  /** Takes claims whose time has come, so that nobody else looks for them in the next ten minutes. */
  takeDue(limit: number): Promise<ClaimToCheck[]>;
  /** Writes what a check that began at `at` found, unless the claim has been changed since, or a later check was written. */
  settleCheck(claim: ClaimToCheck, finding: Finding, at: Date): Promise<SettledCheck>;
  /** What the store shows of developers, by id; those without an account are left out. */
  publicOf(userIds: readonly string[]): Promise<Map<string, PublicDeveloper>>;
}

/** Developers on PostgreSQL, taking part in the EntityManager's transaction where there is one. */
export function createDevelopers(em: EntityManager, { clock }: { clock: { now(): Date } }): Developers {
  return {
    async profileOf(userId) {
      const [person] = await em.execute<{ name: string }[]>('select name from accounts."user" where id = ?', [userId]);
      if (person === undefined) throw refuse('not_found', 'There is no such account.');
      const said = await em.findOne(DeveloperProfileRow, { userId }, { refresh: true });
      const domain = await em.findOne(DeveloperDomainRow, { userId }, { refresh: true });
      return {
        ...wordsOf(said),
        accountName: person.name,
        etag: etagOf(said),
        domain: domain === null ? null : toDomain(domain),
        domainEtag: domainEtagOf(domain),
      };
    },
    async saveWords(userId, words, ifMatch) {
      await lock(em, userId);
      const said = await em.findOne(DeveloperProfileRow, { userId }, { refresh: true });
      if (ifMatch !== '*' && ifMatch !== etagOf(said)) {
        throw refuse('profile_changed', 'The profile was saved elsewhere after you read it. Read it again.');
      }
      const before = wordsOf(said);
      const revision = (said?.revision ?? 0) + 1;
      await em.upsert(DeveloperProfileRow, { userId, ...words, revision, changedAt: clock.now() });
      return before;
    },
    async setDomain(userId, { domain, method }, ifMatch) {
      const found = await lockDomain(em, userId, ifMatch);
      const before = found === null ? null : toDomain(found);
      if (before?.domain === domain && before.method === method) return { before, isChanged: false };
      const state = before?.domain === domain ? before : { ...beginClaim(clock.now()), token: newToken() };
      await em.upsert(DeveloperDomainRow, { ...state, userId, claim: createId('claim'), domain, method });
      return { before, isChanged: true };
    },
    async replaceToken(userId, ifMatch) {
      const found = await lockDomain(em, userId, ifMatch);
      if (found === null) throw notSet();
      const changed = { ...beginClaim(clock.now()), token: newToken(), claim: createId('claim') };
      await em.nativeUpdate(DeveloperDomainRow, { userId }, changed);
      return { ...toDomain(found), ...changed };
    },
    async removeDomain(userId, ifMatch) {
      const found = await lockDomain(em, userId, ifMatch);
      if (found === null) return undefined;
      const before = toDomain(found);
      await em.nativeDelete(DeveloperDomainRow, { userId });
      return before;
    },
    async claimOf(userId) {
      const found = await em.findOne(DeveloperDomainRow, { userId }, { refresh: true });
      if (found === null) throw notSet();
      return toClaim(found);
    },
    async takeDue(limit) {
      const now = clock.now();
      return em.execute<ClaimToCheck[]>(
        `update accounts.developer_domains d set next_check_at = ?::timestamptz
         from (select user_id from accounts.developer_domains where next_check_at <= ?::timestamptz
               order by next_check_at limit ? for update skip locked) due
         where d.user_id = due.user_id
         returning d.user_id as "userId", d.claim, d.domain, d.method, d.token`,
        [new Date(now.getTime() + leaseMs).toISOString(), now.toISOString(), limit],
      );
    },
    async settleCheck({ userId, claim }, finding, at) {
      const where = { userId, claim };
      const found = await em.findOne(DeveloperDomainRow, where, {
        lockMode: LockMode.PESSIMISTIC_WRITE,
        refresh: true,
      });
      if (found === null || (found.checkedAt !== null && found.checkedAt > at)) return { isStale: true, move: null };
      const state = afterCheck(found, finding, at);
      const { verifiedAt, failingSince, lostAt, checkedAt, nextCheckAt } = state;
      const move = moveBetween(found, state);
      const domain = { ...toDomain(found), ...state };
      await em.nativeUpdate(DeveloperDomainRow, where, {
        verifiedAt,
        failingSince,
        lostAt,
        checkedAt,
        nextCheckAt,
        finding,
      });
      return { isStale: false, move, domain };
    },
    async publicOf(userIds) {
      if (userIds.length === 0) return new Map();
      const rows = await em.execute<(PublicDeveloper & { id: string })[]>(
        `select person.id, coalesce(said.display_name, person.name) as name, said.website, said.support_email as "supportEmail",
           case when proven.verified_at is not null then proven.domain end as domain
         from accounts."user" person
         left join accounts.developer_profiles said on said.user_id = person.id
         left join accounts.developer_domains proven on proven.user_id = person.id
         where person.id in (select jsonb_array_elements_text(?::jsonb))`,
        [JSON.stringify([...new Set(userIds)])],
      );
      return new Map(rows.map(({ id, name, ...shown }) => [id, { name: toDeveloperName(name), ...shown }]));
    },
  };
}

/** Of two that change a developer's profile or domain at once, the second waits, whether there is a row already or not. */
async function lock(em: EntityManager, userId: string): Promise<void> {
  await em.execute('select 1 from accounts."user" where id = ? for no key update', [userId]);
}

async function lockDomain(em: EntityManager, userId: string, ifMatch: string): Promise<DeveloperDomainRow | null> {
  await lock(em, userId);
  const where = { userId };
  const found = await em.findOne(DeveloperDomainRow, where, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  if (ifMatch === '*' || ifMatch === domainEtagOf(found)) return found;
  throw refuse('domain_changed', 'The domain was changed elsewhere after you read it. Read it again.');
}

const wordsOf = (said: DeveloperProfileRow | null): ProfileWords => ({
  displayName: said?.displayName ?? null,
  website: said?.website ?? null,
  supportEmail: said?.supportEmail ?? null,
});

const etagOf = (said: DeveloperProfileRow | null) => `"profile-${said?.revision ?? 0}"`;
const domainEtagOf = (found: DeveloperDomainRow | null) => `"${found?.claim ?? 'no-domain'}"`;

function toDomain(row: DeveloperDomainRow): DeveloperDomain {
  const { domain, method, token, setAt, verifiedAt, failingSince, lostAt, checkedAt, finding, nextCheckAt } = row;
  return { domain, method, token, setAt, verifiedAt, failingSince, lostAt, checkedAt, finding, nextCheckAt };
}

function toClaim({ userId, claim, domain, method, token }: DeveloperDomainRow): ClaimToCheck {
  return { userId, claim, domain, method, token };
}

function moveBetween(before: DomainState, after: DomainState): DomainMove | null {
  const [from, to] = [statusOf(before), statusOf(after)];
  if (from === to) return null;
  if (to === 'verified') return from === 'failing' ? 'recovered' : 'verified';
  return to === 'waiting' ? null : to;
}

// Not in the form of our own tokens: it is public, and must not be taken for a leaked secret.
function newToken(): string {
  return createId('domain').slice('domain_'.length) + createId('domain').slice('domain_'.length);
}

function notSet(): Refusal<AccountErrorCode> {
  return refuse('domain_not_set', 'You have set no domain. Set one, put the proof in its place, and check it then.');
}

function refuse(code: AccountErrorCode, detail: string): Refusal<AccountErrorCode> {
  return new Refusal({ code, detail });
}
