import type { AppInWorkspace } from './farewell-store.ts';
import type { InstallationRecord } from './installation.ts';
import type { InstallPorts } from './ports.ts';

/** Schedules the data-erasure request of an installation that ends, where its version has one and its server may know of the workspace. */
export async function planDataErasure(
  { farewells, versions, dataErasureDelayMs }: Pick<InstallPorts, 'farewells' | 'versions' | 'dataErasureDelayMs'>,
  { id: installationId, workspaceId, appId, version, appMayKnow }: InstallationRecord,
): Promise<void> {
  if (!appMayKnow) return;
  const { requests } = await versions.manifestOf(appId, version);
  if (requests.dataErasure === undefined) return;
  await farewells.schedule({ installationId, workspaceId, appId, version }, dataErasureDelayMs);
}

/**
 * Takes back the data-erasure requests of an app that is installed again: what its server holds is in use once more. One being sent may
 * arrive all the same. Answers how many. The delivery is cancelled before its row is written, as a dispatcher that settles comes to them in this order.
 */
export async function cancelDataErasure(
  { farewells, outbox, clock }: Pick<InstallPorts, 'farewells' | 'outbox' | 'clock'>,
  of: AppInWorkspace,
): Promise<number> {
  let takenBack = await farewells.cancelScheduled(of);
  for (const erasure of await farewells.listPending(of)) {
    const target = { subject: erasure.installationId, topic: 'dataErasure' } as const;
    if ((await outbox.cancel(target, 'installed again')) === 0) continue;
    await farewells.saveErasure({ ...erasure, status: 'cancelled', nextAttemptAt: null, settledAt: clock.now() });
    takenBack += 1;
  }
  return takenBack;
}
