import type { Listing } from '@minimart/catalog';
import { appSuspended } from '@minimart/catalog/mikro-orm';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Services } from '../../compose.ts';

/** Refuses `app_suspended` for a listing that those who run the store have suspended; nothing is held, so a replica can be asked. */
export async function assertNotSuspended(
  { suspensionsOf }: Pick<Services, 'suspensionsOf'>,
  em: EntityManager,
  { appId, standing }: Pick<Listing, 'appId' | 'standing'>,
): Promise<void> {
  if (standing !== 'suspended') return;
  const suspension = (await suspensionsOf(em).of([appId])).get(appId);
  if (suspension !== undefined) throw appSuspended(suspension.suspendedAt);
}
