import { Refusal } from '@minimart/problem';
import type { InstallationRecord } from './installation.ts';
import { assertMove, type InstallationMove } from './installation-moves.ts';
import type { InstallPorts } from './ports.ts';

/** Names one installation of one workspace; in another workspace it does not exist. */
export interface InstallationRef {
  workspaceId: string;
  installationId: string;
}

/** A locked installation whose subscribe delivery is cancelled; `wasPending`: it was, so an attempt may be under way now. */
export interface LockedInstallation {
  record: InstallationRecord;
  wasPending: boolean;
}

/**
 * Waits for other moves of the installation, cancels its pending subscribe delivery, then holds its row. In this order
 * because a dispatcher that settles holds the delivery first and then the row: a move that came to a delivery with the row
 * in hand, such as one that another move had enqueued meanwhile, could wait for it in a circle.
 * Throws `not_found`, or `wrong_state` when `move` cannot start from the present state: the caller rolls back.
 */
export async function lockInstallation(
  ports: Pick<InstallPorts, 'store' | 'outbox'>,
  { workspaceId, installationId }: InstallationRef,
  move: InstallationMove,
): Promise<LockedInstallation> {
  const seen = await ports.store.findForMove(installationId);
  if (seen?.workspaceId !== workspaceId) throw notFound();
  assertMove(seen.status, move);
  const locked = await holdInstallation(ports, installationId, move);
  if (locked === undefined) throw notFound();
  assertMove(locked.record.status, move);
  return locked;
}

/** The second half of `lockInstallation`, whatever the installation's state: for a move that has waited for others already. */
export async function holdInstallation(
  { store, outbox }: Pick<InstallPorts, 'store' | 'outbox'>,
  installationId: string,
  reason: string,
): Promise<LockedInstallation | undefined> {
  const cancelled = await outbox.cancel({ subject: installationId, topic: 'subscribe' }, reason);
  const record = await store.lock(installationId);
  return record && { record, wasPending: cancelled > 0 };
}

/** The refusal for an installation that is not in the workspace. */
export function notFound(): Refusal {
  return new Refusal({ code: 'not_found', detail: 'There is no such installation in this workspace.' });
}
