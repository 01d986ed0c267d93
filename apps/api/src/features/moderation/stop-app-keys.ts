import { cancelBroadcasts } from '@minimart/chatbot/mikro-orm';
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

type Parts = Pick<Services, 'installPortsOf' | 'keysOf' | 'audit' | 'clock'>;

const atOnce = 5_000;

/** Stops the keys of a suspended app, and takes back the subscribe requests that are still to hand some over, and what the app was to send later; the app is held by the caller. */
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
  await stopSending(services, em, appId);
}

/** What the app had planned to send goes to nobody: an app that may not call any more would go on writing to people. */
async function stopSending({ clock }: Pick<Services, 'clock'>, em: EntityManager, appId: string): Promise<void> {
  const ids = await listLiveIds(em, appId);
  for (let from = 0; from < ids.length; from += atOnce) {
    const where = { installationId: { $in: ids.slice(from, from + atOnce) } };
    await cancelBroadcasts(em, { where, now: clock.now() });
  }
}

/** Stops the keys of all live installations of an app, or lets them go on. Keys of sandboxes are left alone: there its developer mends it. */
export async function setAppKeys(
  { keysOf }: Pick<Services, 'keysOf'>,
  em: EntityManager,
  { appId, by, suspended }: OfApp & { suspended: boolean },
): Promise<void> {
  await keysOf(em, by).setSuspended(await listLiveIds(em, appId), suspended);
}
