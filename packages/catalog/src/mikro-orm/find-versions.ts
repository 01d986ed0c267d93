import type { EntityManager } from '@mikro-orm/postgresql';
import type { Listing, Published } from '../catalog.ts';
import { AppEntity } from './app.entity.ts';
import { toStoredText } from './to-stored-text.ts';
import { VersionEntity } from './version.entity.ts';

/** One published version of an app. */
export async function findVersion(em: EntityManager, appId: string, version: string): Promise<Published | undefined> {
  const key = { appId: toStoredText(appId), version: toStoredText(version) };
  const row = await em.findOne(VersionEntity, key, { disableIdentityMap: true });
  return row === null ? undefined : toPublished(row);
}

/** Several published versions at once; those that were never published are left out. */
export async function findPublished(
  em: EntityManager,
  wanted: readonly { appId: string; version: string }[],
): Promise<Published[]> {
  if (wanted.length === 0) return [];
  const keys = wanted.map(({ appId, version }) => ({ appId: toStoredText(appId), version: toStoredText(version) }));
  return (await em.find(VersionEntity, { $or: keys }, { disableIdentityMap: true })).map(toPublished);
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
      const { slug, ownerId } = byId.get(row.appId)!;
      return [row.appId, { ...toPublished(row), slug, ownerId }];
    }),
  );
}

function toPublished({ appId, version, manifest, changelog, publishedAt }: VersionEntity): Published {
  return { appId, version, manifest, changelog, publishedAt };
}
