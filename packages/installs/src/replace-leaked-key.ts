import { openInputs } from './auth-input-values.ts';
import { endKey } from './end-key.ts';
import { handOver } from './hand-over.ts';
import type { InstallationStatus } from './installation-moves.ts';
import { type InstallationRef, lockInstallation } from './lock-installation.ts';
import type { InstallPorts } from './ports.ts';
import { retryInstallation } from './retry-installation.ts';

/** A key that became known to others, and whose it is. */
export interface LeakedKey extends InstallationRef {
  keyId: string;
}

/**
 * Ends a key that became known to others; false when it had ended before. Where it was the installation's present key a new one is minted and
 * handed over by the subscribe request; without such a request the installation is `failed` until its owner retries it, since nobody
 * else can be given a key. As with every move, the delivery and the row are held before any key is.
 */
export async function replaceLeakedKey(ports: InstallPorts, { keyId, ...ref }: LeakedKey): Promise<boolean> {
  const { workspaceId, installationId } = ref;
  const seen = await ports.store.findForMove(installationId);
  const isPresent = seen?.workspaceId === workspaceId && seen.key?.id === keyId;
  const replace = isPresent ? replacements[seen.status] : undefined;
  const key = { id: keyId, subject: installationId, tenant: workspaceId };
  if (replace === undefined) return ports.keys.revoke(key, 'leaked');
  await replace(ports, { ...ref, keyId });
  return true;
}

type Replace = (ports: InstallPorts, leaked: LeakedKey) => Promise<unknown>;

const replacements: Partial<Record<InstallationStatus, Replace>> = {
  pending: (ports, ref) => retryInstallation(ports, ref, 'leaked'),
  active: replaceInUse,
};

async function replaceInUse(ports: InstallPorts, { keyId, ...ref }: LeakedKey): Promise<void> {
  const { record } = await lockInstallation(ports, ref, 'rotate');
  const manifest = await ports.versions.manifestOf(record.appId, record.version);
  if (manifest.requests.subscribe === undefined) {
    await endKey(ports, ref, 'leaked');
    return;
  }
  await ports.keys.revoke({ id: keyId, subject: record.id, tenant: record.workspaceId }, 'leaked');
  const inputs = openInputs({ sealer: ports.sealer, installationId: record.id }, record.authInputs);
  const { key, delivery } = await handOver(ports, { record, manifest, inputs });
  await ports.store.save({ ...record, key, delivery, message: null });
}
