import { buildLifecycleRequest } from './build-lifecycle-request.ts';
import type { InstallPorts } from './ports.ts';

type SendPorts = Pick<InstallPorts, 'farewells' | 'outbox' | 'versions' | 'store'>;

/**
 * Enqueues the data-erasure requests whose time has come, at most `limit`, in the caller's transaction, and answers how many: rolled back, they
 * are due still; committed, each is in the outbox once.
 */
export async function sendDueErasures({ farewells, outbox, versions, store }: SendPorts, limit = 100): Promise<number> {
  const due = await farewells.claimDue(limit);
  for (const erasure of due) {
    const record = await store.find(erasure.installationId);
    if (record === undefined) throw new Error(`The installation ${erasure.installationId} is gone.`);
    const manifest = await versions.manifestOf(erasure.appId, erasure.version);
    const request = buildLifecycleRequest('dataErasure', { record, manifest, inputs: {}, plainKey: null });
    if (request === undefined) throw new Error(`Version ${erasure.version} has lost its data-erasure request.`);
    const { id } = await outbox.enqueue(request);
    await farewells.saveErasure({ ...erasure, status: 'pending', deliveryId: id, nextAttemptAt: erasure.dueAt });
  }
  return due.length;
}
