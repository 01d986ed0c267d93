import { openInputs } from './auth-input-values.ts';
import { endKey } from './end-key.ts';
import { handOver } from './hand-over.ts';
import { type Installation, toInstallation } from './installation.ts';
import { canMove } from './installation-moves.ts';
import { type InstallationRef, lockInstallation, notFound } from './lock-installation.ts';
import type { InstallPorts } from './ports.ts';
import { retryInstallation } from './retry-installation.ts';

/**
 * Makes up for the present key of an installation, which became known to others and was ended in this transaction: a new one is minted and
 * handed over by the subscribe request. Without such a request the installation is `failed` until its owner retries it, since
 * nobody else can be given a key. Answers undefined where there is nothing to make up for: it failed or ended before.
 */
export async function replaceLeakedKey(ports: InstallPorts, ref: InstallationRef): Promise<Installation | undefined> {
  const seen = await ports.store.findForMove(ref.installationId);
  if (seen?.workspaceId !== ref.workspaceId) throw notFound();
  if (seen.status === 'pending') return (await retryInstallation(ports, ref)).installation;
  if (!canMove(seen.status, 'rotate')) return undefined;
  const manifest = await ports.versions.manifestOf(seen.appId, seen.version);
  if (manifest.requests.subscribe === undefined) return endKey(ports, ref, 'leaked');
  const { record } = await lockInstallation(ports, ref, 'rotate');
  const inputs = openInputs({ sealer: ports.sealer, installationId: record.id }, record.authInputs);
  const { key, delivery } = await handOver(ports, { record, manifest, inputs });
  const replaced = { ...record, key, delivery, message: null };
  await ports.store.save(replaced);
  return toInstallation(replaced);
}
