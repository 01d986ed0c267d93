import type { EntityManager } from '@mikro-orm/postgresql';
import type { Published } from '../catalog.ts';
import { AppEntity } from './app.entity.ts';
import { claimSlug } from './claim-slug.ts';
import { writeListings } from './write-listings.ts';

/**
 * Makes a version the one that the store shows, under its own slug, and finds where the app is in its lists. What the developer is called stays as
 * it was noted last. Refuses `slug_taken`.
 */
export async function showInStore(
  em: EntityManager,
  { id: appId, ownerId, unlistedAt }: Pick<AppEntity, 'id' | 'ownerId' | 'unlistedAt'>,
  { version, manifest: { slug } }: Pick<Published, 'version' | 'manifest'>,
): Promise<void> {
  await claimSlug(slug, () => em.nativeUpdate(AppEntity, { id: appId }, { latestVersion: version, slug }));
  if (unlistedAt !== null) return;
  await em.nativeUpdate(AppEntity, { id: appId }, { wasListed: true });
  await writeListings(em, [{ appId, developer: await developerOf(em, ownerId) }]);
}

/** The name by which another app of the same developer is found; none before the first was noted. */
async function developerOf(em: EntityManager, ownerId: string): Promise<string> {
  const [known] = await em.execute<{ developer: string }[]>(
    `select l.developer from catalog.listings l join catalog.apps a on a.id = l.app_id
     where a.owner_id = ? and l.developer <> '' limit 1`,
    [ownerId],
  );
  return known?.developer ?? '';
}
