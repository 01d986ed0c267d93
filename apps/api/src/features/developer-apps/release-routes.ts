import { announceRelease } from '@minimart/installs/mikro-orm';
import type { VersionCount } from '@minimart/installs';
import type { Release } from '@minimart/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import type { Actor } from '../../http/actor.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { runOnce } from '../../http/run-once.ts';
import { percentageSchema, releaseSchema } from './release-schemas.ts';

const all = '/v1/developer/apps/{appId}/versions';
const one = `${all}/{version}`;
const versionParams = z.object({ appId: z.string(), version: z.string() });

/** How far each version of an app is let out, and who has it. */
export function releaseRoutes(services: Services): Route[] {
  const { catalogOf, em } = services;
  const shared = { tag: 'Developer', access: 'signed-in', answer: releaseSchema } as const;
  return [
    defineRoute({
      ...shared,
      id: 'listVersions',
      tokenScope: 'apps:read',
      method: 'get',
      path: all,
      summary: 'Every published version, the highest first: how far it is let out, and how many installations have it.',
      params: z.object({ appId: z.string() }),
      answer: z.object({ items: z.array(releaseSchema), nextCursor: z.null() }),
      async handle({ params: { appId }, actor: { userId } }) {
        const unit = em();
        const app = await catalogOf(unit).appOf({ appId, ownerId: userId });
        const releases = await catalogOf(unit).releasesOf(appId);
        const counts = await countsOf(services, unit, appId);
        const reviews = await services.versionReviewsOf(unit).ofApp(appId);
        const refused = new Set(reviews.filter(({ status }) => status === 'refused').map(({ version }) => version));
        const items = releases.map((release) => {
          const of = { inStore: app.latestVersion, count: counts.get(release.version) };
          return present(release, { ...of, isRefused: refused.has(release.version) });
        });
        return { body: { items, nextCursor: null } };
      },
    }),
    defineRoute({
      ...shared,
      id: 'raisePercentage',
      tokenScope: 'apps:write',
      method: 'patch',
      path: one,
      summary: 'Let a version out to more installations.',
      idempotent: true,
      params: versionParams,
      body: z.strictObject({ percentage: percentageSchema }),
      async handle({ params, body, actor, idempotencyKey }) {
        const call = { route: 'raisePercentage', params, body, actor, idempotencyKey };
        return {
          body: await change(services, call, (tx, ref) =>
            catalogOf(tx).raisePercentage(ref, { version: params.version, ...body }),
          ),
        };
      },
    }),
    defineRoute({
      ...shared,
      id: 'rollBackVersion',
      tokenScope: 'apps:write',
      method: 'post',
      path: `${one}/roll-back`,
      summary:
        'Take a version back: installations that have it return to the one before, where what was agreed to allows it.',
      idempotent: true,
      params: versionParams,
      async handle({ params, actor, idempotencyKey }) {
        const call = { route: 'rollBackVersion', params, body: {}, actor, idempotencyKey };
        return { body: await change(services, call, (tx, ref) => catalogOf(tx).rollBack(ref, params.version)) };
      },
    }),
  ];
}

interface Call {
  route: string;
  params: z.output<typeof versionParams>;
  body: unknown;
  actor: Actor;
  idempotencyKey: string | undefined;
}

type AppRef = { appId: string; ownerId: string };

/** Changes a release and has the installations looked at, in one transaction. */
async function change(
  services: Services,
  { route, params, body, actor: { userId }, idempotencyKey: key }: Call,
  make: (em: EntityManager, ref: AppRef) => Promise<Release>,
): Promise<z.input<typeof releaseSchema>> {
  const { appId, version } = params;
  const ref = { appId, ownerId: userId };
  const release = await services.inTransaction((tx) =>
    runOnce<Release>(services, tx, {
      actor: userId,
      key,
      request: { route, params, body },
      async make() {
        const value = await make(tx, ref);
        await announceRelease(tx, appId);
        return { resourceId: version, value };
      },
      async readAgain() {
        await services.catalogOf(tx).appOf(ref);
        return (await services.catalogOf(tx).releasesOf(appId)).find((each) => each.version === version)!;
      },
    }),
  );
  const unit = services.em();
  const { latestVersion } = await services.catalogOf(unit).appOf(ref);
  const count = (await countsOf(services, unit, appId)).get(version);
  return present(release, { inStore: latestVersion, count, isRefused: false });
}

async function countsOf(services: Services, em: EntityManager, appId: string): Promise<Map<string, VersionCount>> {
  const counts = await services.installPortsOf(em).store.countVersions(appId);
  return new Map(counts.map((count) => [count.version, count]));
}

interface Around {
  inStore: string | null;
  count: VersionCount | undefined;
  isRefused: boolean;
}

function present(release: Release, { inStore, count, isRefused }: Around) {
  const { version, changelog, publishedAt, percentage, rolledBackAt } = release;
  const { pending = 0, active = 0, failed = 0 } = count?.installed ?? {};
  return {
    version,
    changelog,
    publishedAt: publishedAt.toISOString(),
    status: statusOf(release, isRefused),
    percentage,
    rolledBackAt: rolledBackAt?.toISOString() ?? null,
    isInStore: version === inStore,
    installs: { total: pending + active + failed, pending, active, failed },
    waiting: count?.waiting ?? 0,
    declined: count?.declined ?? 0,
  };
}

function statusOf({ percentage, rolledBackAt }: Release, isRefused: boolean): z.input<typeof releaseSchema>['status'] {
  if (rolledBackAt === null) return percentage === 0 ? 'in_review' : percentage === 100 ? 'released' : 'staged';
  if (percentage > 0) return 'rolled_back';
  return isRefused ? 'refused' : 'withdrawn';
}
