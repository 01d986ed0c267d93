import { endAccess } from './end-access.ts';
import { type Installation, toInstallation } from './installation.ts';
import { type InstallationRef, lockInstallation } from './lock-installation.ts';
import type { InstallPorts } from './ports.ts';
import { withDeliveryCancelled } from './with-delivery-cancelled.ts';

/**
 * Ends every key of an active installation at once, with its planned work, without uninstalling: it is `failed` from then on, and a retry gives it a new key. The
 * app's server is not told. Throws `not_found` or `wrong_state`.
 */
export async function endKey(ports: InstallPorts, ref: InstallationRef, reason: string): Promise<Installation> {
  const { record } = await lockInstallation(ports, ref, 'end_key');
  await endAccess(ports, record.id, reason);
  const ended = {
    ...withDeliveryCancelled(record),
    status: 'failed' as const,
    key: null,
    message: null,
    formerAuthInputs: null,
  };
  await ports.store.save(ended);
  return toInstallation(ended);
}
