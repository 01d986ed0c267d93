import type { EntityManager } from '@mikro-orm/postgresql';
import type { Published } from '../catalog.ts';
import { AppEntity } from './app.entity.ts';
import { claimSlug } from './claim-slug.ts';
import { writeListings } from './write-listings.ts';

/**
 * Makes a version the one that the store shows, under its own slug, and finds where the app is in its lists. What the developer is called, and their domain, stay as
 * they were noted last. Refuses `slug_taken`.
 */
export async function showInStore(
  em: EntityManager,
  { id: appId, ownerId, unlistedAt, suspendedAt }: Pick<AppEntity, 'id' | 'ownerId' | 'unlistedAt' | 'suspendedAt'>,
  { version, manifest: { slug } }: Pick<Published, 'version' | 'manifest'>,
): Promise<void> {
  await claimSlug(slug, () => em.nativeUpdate(AppEntity, { id: appId }, { latestVersion: version, slug }));
  if (unlistedAt !== null || suspendedAt !== null) return;
  await em.nativeUpdate(AppEntity, { id: appId }, { wasListed: true });
  await writeListings(em, [{ appId, ...(await developerOf(em, ownerId)) }]);
}

/** The name by which another app of the same developer is found, and their domain; none before the first was noted. */
async function developerOf(
  em: EntityManager,
  ownerId: string,
): Promise<{ developer: string; developerDomain: string | null }> {
  const [known] = await em.execute<{ developer: string; developerDomain: string | null }[]>(
    `select l.developer, l.developer_domain as "developerDomain" from catalog.listings l join catalog.apps a on a.id = l.app_id
     where a.owner_id = ? and l.developer <> '' limit 1`,
    [ownerId],
  );
  return known ?? { developer: '', developerDomain: null };
}
