import type { EntityManager } from '@mikro-orm/postgresql';
import type { InstallationStatus } from '../installation-moves.ts';

/**
 * Whether an installation has ended or failed; one that has not cannot before the caller's transaction does. What is no installation, such
 * as another holder of a key, has not ended.
 */
export async function hasEnded(em: EntityManager, installationId: string): Promise<boolean> {
  const [row] = await em.execute<{ status: InstallationStatus }[]>(
    'select status from installs.installations where id = ? for share',
    [installationId],
  );
  return row?.status === 'uninstalled' || row?.status === 'failed';
}
