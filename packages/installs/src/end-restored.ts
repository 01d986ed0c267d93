import { endAccess } from './end-access.ts';
import { holdInstallation } from './lock-installation.ts';
import type { InstallPorts } from './ports.ts';
import { withDeliveryCancelled } from './with-delivery-cancelled.ts';

/**
 * Ends every key of an installation that came back from a backup, with its planned work and its pending subscribe request: whether the key had ended since, or
 * the request had arrived, the database no longer knows. It is `failed` from then on, and its owner's retry gives it a new key. False where it had no footing.
 */
export async function endRestored(ports: InstallPorts, installationId: string): Promise<boolean> {
  const held = await holdInstallation(ports, installationId, 'restored');
  if (held === undefined || (held.record.status !== 'pending' && held.record.status !== 'active')) return false;
  await endAccess(ports, installationId, 'restored');
  await ports.store.save({
    ...withDeliveryCancelled(held.record),
    status: 'failed',
    key: null,
    message: null,
    formerAuthInputs: null,
  });
  return true;
}
