import { stopHandingOver } from '@minimart/installs';
import { listHandingOver, listLiveIds } from '@minimart/installs/mikro-orm';
import type { KeyActor } from '@minimart/keys';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Services } from '../../compose.ts';
import { watchMoves } from '../audit/watch-moves.ts';

/** Whose keys, and who acts; nobody in particular where it is left out. */
interface OfApp {
  appId: string;
  by?: KeyActor;
}

type Parts = Pick<Services, 'installPortsOf' | 'keysOf' | 'audit'>;

/** Stops the keys of a suspended app, and takes back the subscribe requests that are still to hand some over; the app is held by the caller. */
export async function stopAppKeys(services: Parts, em: EntityManager, acting: OfApp): Promise<void> {
  const { appId, by } = acting;
  const ports = services.installPortsOf(em, by);
  const { store, moves } = watchMoves(ports.store);
  const why = 'Those who run the store have suspended the app.';
  for (const id of await listHandingOver(em, appId)) await stopHandingOver({ ...ports, store }, id, why);
  const acts = moves().map(({ action, record: { workspaceId, id } }) => ({
    workspaceId,
    by: { kind: 'platform' as const },
    action,
    appId,
    installationId: id,
    detail: { reason: 'app suspended' },
  }));
  if (acts.length > 0) await services.audit(em, ...acts);
  await setAppKeys(services, em, { ...acting, suspended: true });
}

/** Stops the keys of all live installations of an app, or lets them go on. Keys of sandboxes are left alone: there its developer mends it. */
export async function setAppKeys(
  { keysOf }: Pick<Services, 'keysOf'>,
  em: EntityManager,
  { appId, by, suspended }: OfApp & { suspended: boolean },
): Promise<void> {
  await keysOf(em, by).setSuspended(await listLiveIds(em, appId), suspended);
}
