import { eraseInputs, openInputs } from './auth-input-values.ts';
import { buildLifecycleRequest } from './build-lifecycle-request.ts';
import { endAccess } from './end-access.ts';
import { newDelivery } from './hand-over.ts';
import { type Installation, type InstallationRecord, toInstallation } from './installation.ts';
import { type InstallationRef, lockInstallation } from './lock-installation.ts';
import type { InstallPorts } from './ports.ts';
import { withDeliveryCancelled } from './with-delivery-cancelled.ts';

/**
 * Ends an installation: key revoked, planned work and pending subscribe request cancelled. The unsubscribe request goes out, without a key,
 * when the app's server may know of the installation; otherwise, or when there is none, the auth inputs are erased at once.
 */
export async function endInstallation(
  ports: InstallPorts,
  ref: InstallationRef,
  move: 'uninstall' | 'cancel',
): Promise<Installation> {
  const { record, wasPending } = await lockInstallation(ports, ref, move);
  await endAccess(ports, record.id, move);
  const appMayKnow = record.appMayKnow || wasPending || record.status === 'active';
  const now = ports.clock.now();
  const ended: InstallationRecord = {
    ...record,
    status: 'uninstalled',
    key: null,
    update: null,
    appMayKnow,
    uninstalledAt: now,
  };
  const told = appMayKnow ? await sayGoodbye(ports, ended) : undefined;
  const last = told ?? { ...withDeliveryCancelled(ended), authInputs: eraseInputs(record.authInputs), erasedAt: now };
  await ports.store.save(last);
  return toInstallation(last);
}

async function sayGoodbye(ports: InstallPorts, record: InstallationRecord): Promise<InstallationRecord | undefined> {
  const manifest = await ports.versions.manifestOf(record.appId, record.version);
  const inputs = openInputs({ sealer: ports.sealer, installationId: record.id }, record.authInputs);
  const request = buildLifecycleRequest('unsubscribe', { record, manifest, inputs, plainKey: null });
  if (request === undefined) return undefined;
  const { id } = await ports.outbox.enqueue(request);
  return { ...record, delivery: newDelivery(id, 'unsubscribe', ports.clock.now()) };
}
