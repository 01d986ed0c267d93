import { settleInstallations, type SettledLifecycleRequest } from '@minimart/installs';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Services } from '../compose.ts';
import { watchMoves, type SettledMove } from '../features/audit/watch-moves.ts';
import { mailGivenUp } from '../features/mails/mail-given-up.ts';

/**
 * Carries the results of deliveries into their installations, writes the moves down and tells people of what was given up: all in the transaction
 * that settles.
 */
export async function settleAndTell(
  services: Services,
  em: EntityManager,
  settled: readonly SettledLifecycleRequest[],
): Promise<void> {
  const ports = services.installPortsOf(em);
  const { store, moves } = watchMoves(ports.store);
  await settleInstallations({ ...ports, store }, settled);
  if (moves().length === 0) return;
  await services.audit(em, ...moves().map(toAct));
  for (const { action, record } of moves())
    if (action === 'install_failed' && hasLeft(record)) await mailGivenUp(services, em, record);
}

/** Whose first try was refused is still looking at the page that says so. */
function hasLeft({ delivery }: SettledMove['record']): boolean {
  return delivery !== null && (delivery.status !== 'refused' || delivery.attempts > 1);
}

function toAct({ action, record }: SettledMove) {
  const { workspaceId, appId, id: installationId, delivery } = record;
  const saidByApp = action === 'app_activated' || delivery?.status === 'refused';
  const by = saidByApp && action !== 'inputs_erased' ? { kind: 'app' as const, appId } : { kind: 'platform' as const };
  const detail =
    delivery === null ? {} : { delivery: delivery.id, outcome: delivery.status, attempts: delivery.attempts };
  return { workspaceId, by, action, appId, installationId, detail };
}
