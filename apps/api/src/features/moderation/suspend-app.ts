import type { NewSuspension, Suspension } from '@minimart/catalog';
import type { AppStanding } from '@minimart/catalog/mikro-orm';
import { stopHandingOver } from '@minimart/installs';
import { announceRelease, listHandingOver, listLiveIds } from '@minimart/installs/mikro-orm';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Services } from '../../compose.ts';
import { byOf, type Actor } from '../../http/actor.ts';
import { watchMoves } from '../audit/watch-moves.ts';
import { mailDeveloperOfSuspension } from '../mails/mail-suspension.ts';

/** Which app, who acts, and the tag of what they read. */
export interface ModerationCall {
  appId: string;
  actor: Actor;
  ifMatch: string;
}

/**
 * Suspends an app, or says otherwise how, in one transaction: it leaves the store's lists; where its keys stop, so do subscribe requests that are still
 * under way. The app is held first, so an install that is under way is waited for, and its key is among those that stop.
 */
export async function suspendApp(
  services: Services,
  { appId, actor, ifMatch }: ModerationCall,
  wanted: Omit<NewSuspension, 'by'>,
): Promise<AppStanding> {
  const changed = await services.inTransaction(async (em) => {
    const by = actor.userId;
    const { before, after } = await services.suspensionsOf(em).suspend(appId, { ...wanted, by }, ifMatch);
    if (wanted.stopsKeys) await stopAll(services, em, { appId, actor });
    else if (before.suspension?.stopsKeys === true) await setKeys(services, em, { appId, actor, suspended: false });
    await services.auditOperator(em, {
      by: actor,
      action: 'app_suspended',
      subject: subjectOf(after),
      note: wanted.note,
      before: factsOf(before.suspension),
      after: factsOf(after.suspension),
    });
    await mailDeveloperOfSuspension(services, em, after);
    return after;
  });
  services.keyCheck.verifier.forgetAll();
  return changed;
}

/** Lifts a suspension: keys that it stopped work as before, and installations are looked at for what was published meanwhile. */
export async function liftSuspension(
  services: Services,
  { appId, actor, ifMatch }: ModerationCall,
  { note }: { note: string },
): Promise<AppStanding> {
  const changed = await services.inTransaction(async (em) => {
    const { before, after } = await services.suspensionsOf(em).lift(appId, ifMatch);
    if (before.suspension === undefined) return after;
    if (before.suspension.stopsKeys) await setKeys(services, em, { appId, actor, suspended: false });
    await announceRelease(em, appId);
    await services.auditOperator(em, {
      by: actor,
      action: 'app_unsuspended',
      subject: subjectOf(after),
      note,
      before: factsOf(before.suspension),
    });
    await mailDeveloperOfSuspension(services, em, { ...after, etag: before.etag });
    return after;
  });
  services.keyCheck.verifier.forgetAll();
  return changed;
}

type Acting = Omit<ModerationCall, 'ifMatch'>;

async function stopAll(services: Services, em: EntityManager, acting: Acting): Promise<void> {
  const { appId, actor } = acting;
  const ports = services.installPortsOf(em, byOf(actor));
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
  await setKeys(services, em, { ...acting, suspended: true });
}

/** Keys of sandboxes are left alone: there its developer mends it. */
async function setKeys(
  services: Services,
  em: EntityManager,
  { appId, actor, suspended }: Acting & { suspended: boolean },
): Promise<void> {
  await services.keysOf(em, byOf(actor)).setSuspended(await listLiveIds(em, appId), suspended);
}

const subjectOf = ({ app: { id, name } }: AppStanding) => ({ kind: 'app' as const, id, name });

function factsOf(suspension: Suspension | undefined) {
  if (suspension === undefined) return {};
  const { stopsKeys, words, suspendedAt } = suspension;
  return { stopsKeys, words, suspendedAt: suspendedAt.toISOString() };
}
