import { openInputs } from './auth-input-values.ts';
import { endKey } from './end-key.ts';
import { handOver, isDelivered } from './hand-over.ts';
import type { InstallationRecord } from './installation.ts';
import { holdInstallation, type InstallationRef } from './lock-installation.ts';
import type { InstallPorts } from './ports.ts';
import { beginAgain } from './retry-installation.ts';

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
  const key = { id: keyId, subject: installationId, tenant: workspaceId };
  const isPresent = (record: InstallationRecord | undefined) =>
    record?.workspaceId === workspaceId && record.key?.id === keyId;
  if (!isPresent(await ports.store.findForMove(installationId))) return ports.keys.revoke(key, 'leaked');
  const locked = await holdInstallation(ports, installationId, 'leaked');
  // A dispatcher may have settled the delivery of this very key until the row was held.
  if (locked === undefined || !isPresent(locked.record)) return ports.keys.revoke(key, 'leaked');
  if (locked.record.status === 'pending') await beginAgain(ports, locked, { reason: 'leaked' });
  else if (locked.record.status === 'active') await replaceInUse(ports, locked.record, keyId);
  else return ports.keys.revoke(key, 'leaked');
  return true;
}

async function replaceInUse(ports: InstallPorts, record: InstallationRecord, keyId: string): Promise<void> {
  const { id: installationId, workspaceId } = record;
  const manifest = await ports.versions.manifestOf(record.appId, record.version);
  if (!isDelivered(manifest)) {
    await endKey(ports, { installationId, workspaceId }, 'leaked');
    return;
  }
  await ports.keys.revoke({ id: keyId, subject: installationId, tenant: workspaceId }, 'leaked');
  const inputs = openInputs({ sealer: ports.sealer, installationId }, record.authInputs);
  const { key, delivery } = await handOver(ports, { record, manifest, inputs });
  await ports.store.save({ ...record, key, delivery, message: null });
}
