import { isRefusal } from '@minimart/problem';
import { openInputs } from './auth-input-values.ts';
import { buildLifecycleRequest, type LifecycleRequestParts } from './build-lifecycle-request.ts';
import { endAccess } from './end-access.ts';
import { eraseEntered } from './erase-entered.ts';
import { newDelivery } from './hand-over.ts';
import { type Installation, type InstallationRecord, toInstallation } from './installation.ts';
import { type InstallationRef, lockInstallation } from './lock-installation.ts';
import { planDataErasure } from './plan-data-erasure.ts';
import type { InstallPorts, LifecycleRequest } from './ports.ts';
import { openTaken } from './response-values.ts';
import { rememberInputs } from './remembered-inputs.ts';
import { withDeliveryCancelled } from './with-delivery-cancelled.ts';

/** Which installation to end; `remembersInputs`: what was entered and is no secret is kept for another install. */
export interface EndCommand extends InstallationRef {
  remembersInputs?: boolean | undefined;
}

/**
 * Ends an installation: key revoked, planned work and pending subscribe request cancelled. The unsubscribe request goes out, without a key,
 * when the app's server may know of the installation; otherwise, or when there is none, the auth inputs are erased at once. A data-erasure
 * request is scheduled where the version has one and the server may know.
 */
export async function endInstallation(
  ports: InstallPorts,
  { remembersInputs = false, ...ref }: EndCommand,
  move: 'uninstall' | 'cancel',
): Promise<Installation> {
  const { record, wasPending } = await lockInstallation(ports, ref, move);
  await endAccess(ports, record.id, move);
  const appMayKnow = record.appMayKnow || wasPending || record.status === 'active';
  const now = ports.clock.now();
  const left = { key: null, update: null, formerAuthInputs: null, appMayKnow, uninstalledAt: now };
  const ended: InstallationRecord = { ...record, ...left, status: 'uninstalled' };
  if (remembersInputs) await rememberInputs(ports, ended);
  await planDataErasure(ports, ended);
  const told = appMayKnow ? await sayGoodbye(ports, ended) : undefined;
  const last = told ?? (await eraseEntered(ports, withDeliveryCancelled(ended), 'nothing_sent'));
  await ports.store.save(last);
  return toInstallation(last);
}

async function sayGoodbye(ports: InstallPorts, record: InstallationRecord): Promise<InstallationRecord | undefined> {
  const manifest = await ports.versions.manifestOf(record.appId, record.version);
  const inputs = openInputs({ sealer: ports.sealer, installationId: record.id }, record.authInputs);
  const response = openTaken(ports.sealer, record);
  const request = renderGoodbye({ record, manifest, inputs, plainKey: null, response });
  if (request === undefined) return undefined;
  const { id } = await ports.outbox.enqueue(request);
  return { ...record, delivery: newDelivery(id, 'unsubscribe', ports.clock.now()) };
}

/** Undefined where the request cannot carry what was entered, or what the app's server had answered: nobody is kept from leaving by that, and the receipt says that nothing was sent. */
function renderGoodbye(parts: LifecycleRequestParts): LifecycleRequest | undefined {
  try {
    return buildLifecycleRequest('unsubscribe', parts);
  } catch (thrown) {
    if (isRefusal(thrown)) return undefined;
    throw thrown;
  }
}
