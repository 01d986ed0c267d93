import { statusOf } from '@minimart/accounts';
import { LocalRateLimiter } from '@minimart/keys';
import { Refusal } from '@minimart/problem';
import type { Services } from '../../compose.ts';
import { requireIfMatch } from '../../http/require-if-match.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { assertFewChecks } from './assert-few-checks.ts';
import { checkDomain } from './check-domain.ts';
import { noteInStore } from './note-in-store.ts';
import { presentProfile } from './present-profile.ts';
import { domainBody, profileSchema } from './profile-schemas.ts';

/** How a developer proves that a domain is theirs. */
export function domainRoutes(services: Services): Route[] {
  const { developersOf, em, inTransaction, auditAccount } = services;
  const limiter = new LocalRateLimiter();
  const shared = { tag: 'Developer', access: 'signed-in', answer: profileSchema } as const;
  const path = '/v1/developer/profile/domain';
  return [
    defineRoute({
      ...shared,
      id: 'setDeveloperDomain',
      tokenScope: 'apps:write',
      ifMatch: 'required',
      tagged: true,
      method: 'put',
      path,
      summary: "Say which domain is yours, and how you prove it. If-Match carries the domain's own etag.",
      body: domainBody,
      async handle({ actor, body, header }) {
        const ifMatch = requireIfMatch(header);
        return inTransaction(async (tx) => {
          const { before, isChanged } = await developersOf(tx).setDomain(actor.userId, body, ifMatch);
          if (isChanged) {
            const detail = { ...body, ...(before !== null && { before: before.domain }) };
            await auditAccount(tx, { accountId: actor.userId, by: actor, action: 'domain_set', detail });
            await noteInStore(services, tx, actor.userId);
          }
          return presentProfile(await developersOf(tx).profileOf(actor.userId));
        });
      },
    }),
    defineRoute({
      ...shared,
      id: 'removeDeveloperDomain',
      tokenScope: 'apps:write',
      ifMatch: 'required',
      tagged: true,
      method: 'delete',
      path,
      summary: "Say that no domain is yours. If-Match carries the domain's own etag.",
      async handle({ actor, header }) {
        const ifMatch = requireIfMatch(header);
        return inTransaction(async (tx) => {
          const removed = await developersOf(tx).removeDomain(actor.userId, ifMatch);
          if (removed !== undefined) {
            const detail = { domain: removed.domain, status: statusOf(removed) };
            await auditAccount(tx, { accountId: actor.userId, by: actor, action: 'domain_removed', detail });
            await noteInStore(services, tx, actor.userId);
          }
          return presentProfile(await developersOf(tx).profileOf(actor.userId));
        });
      },
    }),
    defineRoute({
      ...shared,
      id: 'replaceDomainToken',
      tokenScope: 'apps:write',
      ifMatch: 'required',
      tagged: true,
      method: 'post',
      path: `${path}/token`,
      summary: 'Make another token. The former proof counts no more, and the domain is to be proven anew.',
      async handle({ actor, header }) {
        const ifMatch = requireIfMatch(header);
        return inTransaction(async (tx) => {
          const { domain } = await developersOf(tx).replaceToken(actor.userId, ifMatch);
          const detail = { domain };
          await auditAccount(tx, { accountId: actor.userId, by: actor, action: 'domain_token_replaced', detail });
          await noteInStore(services, tx, actor.userId);
          return presentProfile(await developersOf(tx).profileOf(actor.userId));
        });
      },
    }),
    defineRoute({
      ...shared,
      id: 'checkDeveloperDomain',
      tokenScope: 'apps:write',
      tagged: true,
      method: 'post',
      path: `${path}/check`,
      summary: 'Look for the proof now. Where it is not found, the problem says what was, and what to do.',
      async handle({ actor }) {
        const claim = await developersOf(em()).claimOf(actor.userId);
        assertFewChecks(limiter, claim);
        const { finding, isStale } = await checkDomain(services, claim, actor);
        if (isStale) {
          const detail =
            'The domain or its token was changed, or checked again, while this check ran. Look at how it stands now.';
          throw new Refusal({ code: 'domain_changed', detail });
        }
        if (!finding.isFound) {
          const { reason, found, remedy } = finding;
          throw new Refusal({
            code: 'proof_not_found',
            detail: `${found} ${remedy}`,
            extra: { reason, found, remedy },
          });
        }
        return presentProfile(await developersOf(em()).profileOf(actor.userId));
      },
    }),
  ];
}
