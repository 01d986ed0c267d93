import { assertSendable } from './assert-sendable.ts';
import { mergeInputs, openInputs, sealInputs } from './auth-input-values.ts';
import { handOver } from './hand-over.ts';
import type { InstallResult } from './install-app.ts';
import { toInstallation } from './installation.ts';
import { type InstallationRef, type LockedInstallation, lockInstallation } from './lock-installation.ts';
import type { InstallPorts } from './ports.ts';

/** Which installation to try again, with which corrections; an input left out, or a secret left empty, keeps its value. */
export interface RetryCommand extends InstallationRef {
  authInputs?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Tries a failed or pending installation again with a new key; the former one and its delivery end in the same
 * transaction. Throws `not_found`, `wrong_state` or `auth_input_invalid`.
 */
export async function retryInstallation(
  ports: InstallPorts,
  { authInputs, ...ref }: RetryCommand,
): Promise<InstallResult> {
  const locked = await lockInstallation(ports, ref, 'retry');
  return beginAgain(ports, locked, { reason: 'retry', authInputs });
}

/** Ends what a locked installation has of keys, for the reason given, and hands it another, with corrected inputs where there are some. */
export async function beginAgain(
  ports: InstallPorts,
  { record, wasPending }: LockedInstallation,
  { reason, authInputs }: Pick<RetryCommand, 'authInputs'> & { reason: string },
): Promise<InstallResult> {
  const manifest = await ports.versions.manifestOf(record.appId, record.version);
  const place = { sealer: ports.sealer, installationId: record.id };
  const formerInputs = openInputs(place, record.authInputs);
  const inputs = mergeInputs(manifest, formerInputs, authInputs ?? {});
  if (authInputs !== undefined) assertSendable({ record, manifest, inputs });
  await ports.keys.revokeBySubject(record.id, reason);
  const { plainKey, ...handed } = await handOver(ports, { record, manifest, inputs, formerInputs });
  const retried = {
    ...record,
    ...handed,
    // That it has worked before stays known, whatever becomes of this try.
    activatedAt: handed.activatedAt ?? record.activatedAt,
    firstActiveAt: record.firstActiveAt ?? handed.activatedAt,
    message: null,
    formerAuthInputs: null,
    appMayKnow: record.appMayKnow || wasPending,
    authInputs: sealInputs(place, manifest, inputs),
  };
  await ports.store.save(retried);
  if (retried.status === 'active') await ports.store.askForUpdateCheck(record.id);
  return { installation: toInstallation(retried), plainKey };
}
