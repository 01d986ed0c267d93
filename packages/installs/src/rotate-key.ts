import { openInputs } from './auth-input-values.ts';
import { furtherKey } from './further-key.ts';
import { isDelivered, sendKey, toKey } from './hand-over.ts';
import type { InstallResult } from './install-app.ts';
import { toInstallation } from './installation.ts';
import { type InstallationRef, lockInstallation } from './lock-installation.ts';
import type { InstallPorts } from './ports.ts';

/** Whose key to replace; the former one works on for `overlapMs`, 0 to 7 days, 24 hours without it. */
export interface RotateKeyCommand extends InstallationRef {
  overlapMs?: number | undefined;
}

/**
 * Gives an active installation a new key with the same scopes and hands it over by the subscribe request; it stays active meanwhile. The key of a
 * rotation that has not been answered yet may have arrived all the same, so it too works on for the overlap. Where no subscribe
 * request carries it, the new key is for the owner: `plainKey`.
 * Throws `not_found`, `wrong_state`, `key_not_found` or `invalid_overlap`.
 */
export async function rotateKey(ports: InstallPorts, command: RotateKeyCommand): Promise<InstallResult> {
  // What was on its way, such as changed inputs, has been cancelled by that and goes out again.
  const { record, wasPending } = await lockInstallation(ports, command, 'rotate');
  const manifest = await ports.versions.manifestOf(record.appId, record.version);
  const inputs = openInputs({ sealer: ports.sealer, installationId: record.id }, record.authInputs);
  // A version may have brought the need for a key along, without anybody having been asked.
  const first = record.key === null ? await furtherKey(ports, record, manifest) : undefined;
  const wanted = { subject: record.id, overlapMs: command.overlapMs, isOnItsWay: isDelivered(manifest) };
  const minted = first ?? (await ports.keys.rotate(wanted));
  const isSent = isDelivered(manifest) || wasPending;
  const { delivery } = isSent ? await sendKey(ports, { record, manifest, inputs, minted }) : record;
  const plainKey = isDelivered(manifest) ? null : minted.plain;
  const rotated = { ...record, key: toKey(minted.key), delivery: delivery ?? record.delivery, message: null };
  await ports.store.save(rotated);
  return { installation: toInstallation(rotated), plainKey };
}
