import { z } from 'zod';
import type { Services } from '../../compose.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { sumScopeUse } from './sum-scope-use.ts';

const days = 30;

const scopeUseSchema = z
  .object({
    id: z.string(),
    installations: z.int().describe('Live installations whose key holds it.'),
    uses: z.int().describe('Calls that it was needed for, in these days.'),
    lastUsedAt: z.iso.datetime().nullable().describe('The last such call that is still known, which may be older.'),
    standing: z
      .enum(['used', 'unused', 'too_early'])
      .describe(
        '`unused` only when an installation has held it through all of these days and none called; `too_early` when none called and none has held it for that long.',
      ),
  })
  .meta({ id: 'ScopeUse' });

/** What the installations of one's own app use of what they hold; nothing in it tells which workspace does. */
export function scopeUseRoutes({ catalogOf, installPortsOf, usesOf, em, clock, registry }: Services): Route[] {
  return [
    defineRoute({
      id: 'getScopeUse',
      tokenScope: 'apps:read',
      method: 'get',
      path: '/v1/developer/apps/{appId}/scope-use',
      tag: 'Developer',
      summary: 'What the installations of an app used of their scopes in the last 30 days, added up over all of them.',
      access: 'signed-in',
      params: z.object({ appId: z.string() }),
      answer: z.object({
        days: z.int(),
        since: z.iso.datetime(),
        installations: z.int().describe('Live installations that have a key.'),
        scopes: z.array(scopeUseSchema).describe('The scopes that any of them holds.'),
      }),
      async handle({ params: { appId }, actor: { userId } }) {
        const unit = em();
        await catalogOf(unit).appOf({ appId, ownerId: userId });
        const since = new Date(clock.now().getTime() - days * 24 * 3_600_000);
        const groups = await installPortsOf(unit).store.groupByGrant(appId);
        const uses = await usesOf(unit).usesOfGroups(
          groups.map(({ installationIds }) => installationIds),
          since,
        );
        const scopes = sumScopeUse(registry, groups, { uses, since }).map(({ lastUsedAt, ...use }) => {
          return { ...use, lastUsedAt: lastUsedAt?.toISOString() ?? null };
        });
        const installations = groups.reduce((sum, { installationIds }) => sum + installationIds.length, 0);
        return { body: { days, since: since.toISOString(), installations, scopes } };
      },
    }),
  ];
}
