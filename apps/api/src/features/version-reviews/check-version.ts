import type { Published, Release, VersionCheck } from '@minimart/catalog';
import type { VersionRef } from '@minimart/catalog/mikro-orm';
import { assetIdsOf } from '@minimart/app-manifest';
import type { Services } from '../../compose.ts';
import { version as ownVersion } from '../../version.ts';
import { sumScopeUse } from '../developer-apps/sum-scope-use.ts';
import { checkChanges } from './checks/check-changes.ts';
import type { CheckContext } from './checks/check-context.ts';
import { checkHosts } from './checks/check-hosts.ts';
import { checkImages } from './checks/check-images.ts';
import { checkLinks } from './checks/check-links.ts';
import { checkScopes } from './checks/check-scopes.ts';

/** What checks are made with. */
export type CheckServices = Pick<
  Services,
  | 'em'
  | 'inTransaction'
  | 'catalogOf'
  | 'versionReviewsOf'
  | 'developersOf'
  | 'assetsOf'
  | 'installPortsOf'
  | 'usesOf'
  | 'registry'
  | 'guard'
  | 'testSender'
  | 'clock'
>;

const thirtyDaysMs = 30 * 24 * 3_600_000;

/** Looks at a version that waits, outside of any transaction, and writes what that came to. */
export async function checkVersion(services: CheckServices, ref: VersionRef): Promise<void> {
  const context = await readContext(services, ref);
  const checks: VersionCheck[] = [
    checkChanges(context),
    await checkLinks(context),
    checkHosts(context),
    checkScopes(context),
    checkImages(context),
  ];
  await services.inTransaction((em) => services.versionReviewsOf(em).settleChecks(ref, checks));
}

/** The version that is out beside one, for whoever compares: the highest that was let out to somebody. */
export function formerOf(releases: readonly Release[], version: string): Release | undefined {
  return releases.find((each) => each.version !== version && each.rolledBackAt === null && each.percentage > 0);
}

async function readContext(services: CheckServices, { appId, version }: VersionRef): Promise<CheckContext> {
  const em = services.em();
  const catalog = services.catalogOf(em);
  const published = await catalog.version(appId, version);
  if (published === undefined) throw new Error(`Version ${version} of ${appId} is gone.`);
  const { manifest } = published;
  const ownerId = (await catalog.namesOf([appId])).get(appId)?.ownerId ?? '';
  const domain = (await services.developersOf(em).publicOf([ownerId])).get(ownerId)?.domain ?? null;
  return {
    manifest,
    former: toFormer(formerOf(await catalog.releasesOf(appId), version)),
    domain,
    assets: await services.assetsOf(em).findMany(assetIdsOf(manifest).map(({ id }) => id)),
    unusedScopes: await unusedScopesOf(services, appId),
    labelOf: (id) => services.registry.scope(id)?.label ?? id,
    forbids(url) {
      const checked = services.guard.checkUrl(url);
      return checked.ok ? undefined : checked.reason;
    },
    ask: (url) => ask(services, url),
  };
}

const toFormer = (release: Published | undefined) =>
  release && { version: release.version, manifest: release.manifest };

async function unusedScopesOf(services: CheckServices, appId: string): Promise<string[]> {
  const em = services.em();
  const since = new Date(services.clock.now().getTime() - thirtyDaysMs);
  const groups = await services.installPortsOf(em).store.groupByGrant(appId);
  const uses = await services.usesOf(em).usesOfGroups(
    groups.map(({ installationIds }) => installationIds),
    since,
  );
  const sums = sumScopeUse(services.registry, groups, { uses, since });
  return sums.filter(({ standing }) => standing === 'unused').map(({ id }) => id);
}

/** By the sender that developers test with, whose guard, deadline and bound of 64 KiB hold. */
async function ask({ testSender }: CheckServices, url: string): ReturnType<CheckContext['ask']> {
  const headers = { 'user-agent': `Minimart/${ownVersion}`, accept: '*/*', 'accept-encoding': 'identity' };
  const result = await testSender.send({ method: 'GET', url, headers, body: null });
  if (result.kind !== 'answered') return { ok: false, error: result.error };
  return { ok: true, statusCode: result.statusCode, location: result.headers['location'] };
}
