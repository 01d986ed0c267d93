import { holdInstallation } from './lock-installation.ts';
import type { InstallPorts } from './ports.ts';
import { settleInstallations } from './settle-installations.ts';

/**
 * Takes back a subscribe request that is still under way, as if it had been given up: an installation that was being set up fails, and its key ends; one
 * that was to get a further key, or changed inputs, goes on with what it had. `why` stands in the log of its requests. Says whether there was one.
 */
export async function stopHandingOver(ports: InstallPorts, installationId: string, why: string): Promise<boolean> {
  await ports.store.findForMove(installationId);
  const locked = await holdInstallation(ports, installationId, 'suspended');
  const delivery = locked?.record.delivery;
  if (!locked?.wasPending || delivery?.topic !== 'subscribe') return false;
  const { id, topic, attempts: attempt, lastStatusCode: statusCode } = delivery;
  const end = { status: 'gave_up', statusCode, message: null, error: why, nextAttemptAt: null } as const;
  await settleInstallations(ports, [{ id, topic, subject: installationId, attempt, ...end }]);
  return true;
}
