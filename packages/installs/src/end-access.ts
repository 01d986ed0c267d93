import type { InstallPorts } from './ports.ts';

/**
 * Ends every key of an installation, and what it has had the host do later: without a key nobody may act in its name, also not by what was
 * asked for while there was one.
 */
export async function endAccess(
  { keys, plannedWork }: Pick<InstallPorts, 'keys' | 'plannedWork'>,
  installationId: string,
  reason: string,
): Promise<void> {
  await keys.revokeBySubject(installationId, reason);
  await plannedWork.cancel(installationId);
}
