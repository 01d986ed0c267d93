import type { DataErasure } from './data-erasure.ts';
import type { ErasureReceipt } from './erasure-receipt.ts';
import { type Installation, toInstallation } from './installation.ts';
import { type InstallationRef, notFound } from './lock-installation.ts';
import type { InstallPorts } from './ports.ts';

/** What became of an installation that ended: its receipts, oldest first, and its data-erasure request, where there is one. */
export interface Farewell {
  installation: Installation;
  receipts: ErasureReceipt[];
  dataErasure: DataErasure | null;
}

/** The farewell of an installation, empty while it lives. Throws `not_found`, also for another workspace's. */
export async function readFarewell(
  { store, farewells }: Pick<InstallPorts, 'store' | 'farewells'>,
  { workspaceId, installationId }: InstallationRef,
): Promise<Farewell> {
  const record = await store.find(installationId);
  if (record?.workspaceId !== workspaceId) throw notFound();
  return {
    installation: toInstallation(record),
    receipts: await farewells.receiptsOf(installationId),
    dataErasure: (await farewells.erasureOf(installationId)) ?? null,
  };
}
