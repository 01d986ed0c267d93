import { parseManifest } from '@minimart/app-manifest';
import { latestStanding, proposeVersion, type App, type Release } from '@minimart/catalog';
import { foreseeRelease } from '@minimart/installs';
import { Refusal } from '@minimart/problem';
import type { EntityManager } from '@mikro-orm/postgresql';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { nextVersionSchema, versionChangesSchema } from './next-version-schemas.ts';
import { presentVersionChanges } from './present-version-changes.ts';

const tag = 'Developer';

/** What would be published, and what differs between versions, in words. */
export function nextVersionRoutes(services: Services): Route[] {
  const { catalogOf, em, registry } = services;
  return [
    defineRoute({
      id: 'previewVersion',
      tokenScope: 'apps:read',
      method: 'get',
      path: '/v1/developer/apps/{appId}/next-version',
      tag,
      summary: 'What publishing the draft would do: the changes, the version proposed, and who would be asked.',
      access: 'signed-in',
      params: z.object({ appId: z.string() }),
      answer: nextVersionSchema,
      async handle({ params: { appId }, actor: { userId } }) {
        const unit = em();
        const app = await catalogOf(unit).appOf({ appId, ownerId: userId });
        return { body: await preview(services, unit, { app, releases: await catalogOf(unit).releasesOf(appId) }) };
      },
    }),
    defineRoute({
      id: 'compareVersions',
      tokenScope: 'apps:read',
      method: 'get',
      path: '/v1/developer/apps/{appId}/versions/{version}/changes',
      tag,
      summary: 'What differs between two published versions.',
      access: 'signed-in',
      params: z.object({ appId: z.string(), version: z.string() }),
      query: z.object({
        from: z.string().max(30).optional().describe('The version to compare with; the one below when left out.'),
      }),
      answer: versionChangesSchema,
      async handle({ params: { appId, version }, query: { from: wanted }, actor: { userId } }) {
        const unit = em();
        await catalogOf(unit).appOf({ appId, ownerId: userId });
        const releases = await catalogOf(unit).releasesOf(appId);
        const to = findRelease(releases, version);
        const from = wanted === undefined ? releases[releases.indexOf(to) + 1] : findRelease(releases, wanted);
        if (from === undefined)
          throw new Refusal({ code: 'not_found', detail: `Version ${version} is the first: there is none below it.` });
        return { body: presentVersionChanges(registry, { from, to, releases }) };
      },
    }),
  ];
}

function findRelease(releases: readonly Release[], version: string): Release {
  const found = releases.find((release) => release.version === version);
  if (found === undefined) throw new Refusal({ code: 'not_found', detail: `The app has no version ${version}.` });
  return found;
}

async function preview(
  { registry, guard, installPortsOf, clock }: Services,
  em: EntityManager,
  { app: { id: appId, draft, etag }, releases }: { app: App; releases: readonly Release[] },
): Promise<z.input<typeof nextVersionSchema>> {
  const latest = latestStanding(releases);
  const highest = releases[0]?.version;
  const isSame = isDeepStrictEqual(latest?.manifest, draft);
  const proposed = isSame ? null : proposeVersion(latest, draft, highest);
  const version = proposed?.version ?? latest?.version ?? '1.0.0';
  const to = { appId, version, manifest: draft, changelog: '', publishedAt: clock.now() };
  return {
    etag,
    latest: latest?.version ?? null,
    highest: highest ?? null,
    proposed,
    changes: latest === undefined ? null : presentVersionChanges(registry, { from: latest, to, releases: [] }),
    ...checked(parseManifest(draft, { registry, checkUrl: guard.checkUrl })),
    installs: await foreseeRelease(installPortsOf(em), { appId, version, manifest: draft }),
  };
}

function checked(result: ReturnType<typeof parseManifest>) {
  return result.ok ? { mistakes: [], warnings: result.warnings } : { mistakes: result.errors, warnings: [] };
}
