import { checkForUpdate } from '@minimart/installs';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Services } from '../compose.ts';
import { watchMoves } from '../features/audit/watch-moves.ts';

/** Lets one installation follow the releases of its app and writes down what was done, in the caller's transaction. */
export async function followRelease(
  { installPortsOf, audit }: Pick<Services, 'installPortsOf' | 'audit'>,
  em: EntityManager,
  installationId: string,
): Promise<void> {
  const ports = installPortsOf(em);
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
