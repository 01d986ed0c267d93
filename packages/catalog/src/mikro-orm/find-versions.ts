import type { EntityManager } from '@mikro-orm/postgresql';
import type { AppName, Listing, Published } from '../catalog.ts';
import { isDraftVersion } from '../draft-version.ts';
import { AppEntity } from './app.entity.ts';
import { findTheseSnapshots } from './draft-snapshots.ts';
import { toStoredText } from './to-stored-text.ts';
import { VersionEntity } from './version.entity.ts';

/** One published version of an app, or a snapshot of its draft. */
export async function findVersion(em: EntityManager, appId: string, version: string): Promise<Published | undefined> {
  return (await findPublished(em, [{ appId, version }]))[0];
}

/** Several published versions and snapshots of drafts at once; those that never were are left out. */
export async function findPublished(
  em: EntityManager,
  wanted: readonly { appId: string; version: string }[],
): Promise<Published[]> {
  const keys = wanted.map(({ appId, version }) => ({ appId: toStoredText(appId), version: toStoredText(version) }));
  const snapshots = await findTheseSnapshots(
    em,
    keys.filter(({ version }) => isDraftVersion(version)),
  );
  const published = keys.filter(({ version }) => !isDraftVersion(version));
  if (published.length === 0) return snapshots;
  const rows = await em.find(VersionEntity, { $or: published }, { disableIdentityMap: true });
  return [...snapshots, ...rows.map(toPublished)];
}

/** All published versions of an app, newest first. */
export async function findVersions(em: EntityManager, appId: string): Promise<Published[]> {
  const where = { appId: toStoredText(appId) };
  const rows = await em.find(VersionEntity, where, { disableIdentityMap: true, orderBy: { publishedAt: 'desc' } });
  return rows.map(toPublished);
}

/** The listing at a slug; undefined for an app that never was published. */
export async function findListing(em: EntityManager, slug: string): Promise<Listing | undefined> {
  const where = { slug: toStoredText(slug), latestVersion: { $ne: null } };
  const app = await em.findOne(AppEntity, where, { disableIdentityMap: true });
  return app === null ? undefined : (await findListings(em, [app.id])).get(app.id);
}

/** The listings of several apps by app id; those never published are left out. */
export async function findListings(em: EntityManager, appIds: readonly string[]): Promise<Map<string, Listing>> {
  const where = { id: appIds.map(toStoredText), latestVersion: { $ne: null } };
  const apps = await em.find(AppEntity, where, { disableIdentityMap: true });
  const latest = apps.map(({ id, latestVersion }) => ({ appId: id, version: latestVersion! }));
  const rows = latest.length === 0 ? [] : await em.find(VersionEntity, { $or: latest }, { disableIdentityMap: true });
  const byId = new Map(apps.map((app) => [app.id, app]));
  return new Map(
    rows.map((row) => {
      const app = byId.get(row.appId)!;
      const { slug, ownerId } = app;
      return [row.appId, { ...toPublished(row), slug, ownerId, standing: standingOf(app) }];
    }),
  );
}

function standingOf({ suspendedAt, unlistedAt, wasListed }: AppEntity): Listing['standing'] {
  if (suspendedAt !== null) return 'suspended';
  if (unlistedAt === null) return 'listed';
  return wasListed ? 'unlisted' : 'hidden';
}

/** What apps are called, by id: as the store shows them, or as their drafts do while they are not in it. */
export async function findNames(em: EntityManager, appIds: readonly string[]): Promise<Map<string, AppName>> {
  if (appIds.length === 0) return new Map();
  const rows = await em.execute<(AppName & { id: string })[]>(
    `select a.id, a.slug, a.owner_id as "ownerId", coalesce(v.manifest->>'name', a.draft->>'name') as name
     from catalog.apps a left join catalog.versions v on v.app_id = a.id and v.version = a.latest_version
     where a.id in (select jsonb_array_elements_text(?::jsonb))`,
    [JSON.stringify(appIds.map(toStoredText))],
  );
  return new Map(rows.map(({ id, ...name }) => [id, name]));
}

function toPublished({ appId, version, manifest, changelog, publishedAt }: VersionEntity): Published {
  return { appId, version, manifest, changelog, publishedAt };
}
