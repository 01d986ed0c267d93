import { checkForUpdate } from '@minimart/installs';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Services } from '../compose.ts';
import { watchMoves } from '../features/audit/watch-moves.ts';

/** Lets one installation follow the releases of its app and writes down what was done, in the caller's transaction. */
export async function followRelease(
  { installPortsOf, suspensionsOf, audit }: Pick<Services, 'installPortsOf' | 'suspensionsOf' | 'audit'>,
  em: EntityManager,
  installationId: string,
): Promise<void> {
  const ports = installPortsOf(em);
  const seen = await ports.store.find(installationId);
  // Once that is lifted, all of its installations are looked at.
  if (seen !== undefined && !seen.isTest && (await suspensionsOf(em).of([seen.appId])).size > 0) return;
  const { store, moves } = watchMoves(ports.store);
  await checkForUpdate({ ...ports, store }, installationId);
  const acts = moves().map(({ action, record: { workspaceId, appId, id, version, formerVersion } }) => ({
    workspaceId,
    by: { kind: 'platform' as const },
    action,
    appId,
    installationId: id,
    detail: { from: formerVersion, to: version },
  }));
  if (acts.length > 0) await audit(em, ...acts);
}
