import type { InstallationRecord } from './installation.ts';
import { assertMove, type InstallationMove } from './installation-moves.ts';
import { type InstallationRef, notFound } from './lock-installation.ts';
import type { InstallPorts } from './ports.ts';

/**
 * Waits for other moves of the installation and holds its row. Unlike `lockInstallation` it leaves a pending subscribe request alone, so it is for
 * moves that send none. Throws `not_found` or `wrong_state`.
 */
export async function holdForMove(
  { store }: Pick<InstallPorts, 'store'>,
  { workspaceId, installationId }: InstallationRef,
  move: InstallationMove,
): Promise<InstallationRecord> {
  const seen = await store.findForMove(installationId);
  if (seen?.workspaceId !== workspaceId) throw notFound();
  const record = await store.lock(installationId);
  if (record === undefined) throw notFound();
  assertMove(record.status, move);
  return record;
}
