import { parseAuditCursor, writeAuditCursor } from '@minimart/audit';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import { requireIfMatch } from '../../http/require-if-match.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { domainRoutes } from './domain-routes.ts';
import { noteInStore } from './note-in-store.ts';
import { presentProfile } from './present-profile.ts';
import { historySchema, profileBody, profileSchema } from './profile-schemas.ts';

/** What a developer is in the store, read and said by themselves. */
export function profileRoutes(services: Services): Route[] {
  const { developersOf, em, inTransaction, auditAccount, accountLogOf } = services;
  const shared = { tag: 'Developer', access: 'signed-in' } as const;
  const path = '/v1/developer/profile';
  return [
    defineRoute({
      ...shared,
      id: 'getDeveloperProfile',
      tokenScope: 'apps:read',
      tagged: true,
      method: 'get',
      path,
      summary: 'What the store says of you as a developer, and how your domain stands.',
      answer: profileSchema,
      async handle({ actor: { userId } }) {
        return presentProfile(await developersOf(em()).profileOf(userId));
      },
    }),
    defineRoute({
      ...shared,
      id: 'replaceDeveloperProfile',
      tokenScope: 'apps:write',
      ifMatch: 'required',
      tagged: true,
      method: 'put',
      path,
      summary: 'Say who you are in the store. If-Match carries the ETag of your last read.',
      body: profileBody,
      answer: profileSchema,
      async handle({ actor, body, header }) {
        const ifMatch = requireIfMatch(header);
        return inTransaction(async (tx) => {
          const before = await developersOf(tx).saveWords(actor.userId, body, ifMatch);
          const changed = (['displayName', 'website', 'supportEmail'] as const).filter(
            (name) => before[name] !== body[name],
          );
          if (changed.length > 0) {
            const detail = Object.fromEntries(changed.map((name) => [name, body[name]]));
            await auditAccount(tx, { accountId: actor.userId, by: actor, action: 'profile_changed', detail });
            await noteInStore(services, tx, actor.userId);
          }
          return presentProfile(await developersOf(tx).profileOf(actor.userId));
        });
      },
    }),
    defineRoute({
      ...shared,
      id: 'listDeveloperHistory',
      tokenScope: 'apps:read',
      method: 'get',
      path: `${path}/history`,
      summary: 'What was done to your profile and your domain, and by whom, latest first.',
      query: z.object({
        cursor: z.string().max(200).optional(),
        limit: z.coerce.number('Give a number from 1 to 100.').int().min(1).max(100).default(20),
      }),
      answer: historySchema,
      async handle({ actor: { userId: accountId }, query: { cursor, limit } }) {
        const before = cursor === undefined ? undefined : parseAuditCursor(cursor);
        const entries = await accountLogOf(em()).read({ accountId, before, limit: limit + 1 });
        const shown = entries.slice(0, limit);
        const last = entries.length > limit ? shown.at(-1) : undefined;
        const items = shown.map(({ id, at, action, actor, detail }) => {
          return {
            id,
            at: at.toISOString(),
            action,
            by: { kind: actor.kind, name: actor.name },
            detail: { ...detail },
          };
        });
        return { body: { items, nextCursor: last === undefined ? null : writeAuditCursor(last.id) } };
      },
    }),
    ...domainRoutes(services),
  ];
}
