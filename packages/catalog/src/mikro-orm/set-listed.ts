import type { EntityManager } from '@mikro-orm/postgresql';
import { AppEntity } from './app.entity.ts';
import { ListingEntity } from './listing.entity.ts';
import { findReleases, storeVersionOf } from './releases.ts';
import { showInStore } from './show-in-store.ts';

/** Takes a locked app out of the store's lists, or puts it back with the version that is out for everybody; does nothing where it is so already. */
export async function setListed(
  em: EntityManager,
  app: AppEntity,
  { isListed, at }: { isListed: boolean; at: Date },
): Promise<void> {
  if ((app.unlistedAt === null) === isListed) return;
  const unlistedAt = isListed ? null : at;
  await em.nativeUpdate(AppEntity, { id: app.id }, { unlistedAt });
  if (!isListed) {
    await em.nativeDelete(ListingEntity, { appId: app.id });
    return;
  }
  const inStore = storeVersionOf(await findReleases(em, app.id));
  const { id, ownerId, suspendedAt } = app;
  if (inStore !== undefined) await showInStore(em, { id, ownerId, unlistedAt, suspendedAt }, inStore);
}
