import type { NewSuspension, Suspension } from '@minimart/catalog';
import type { AppStanding } from '@minimart/catalog/mikro-orm';
import { announceRelease } from '@minimart/installs/mikro-orm';
import type { Services } from '../../compose.ts';
import { byOf, type Actor } from '../../http/actor.ts';
import { mailDeveloperOfSuspension } from '../mails/mail-suspension.ts';
import { setAppKeys, stopAppKeys } from './stop-app-keys.ts';

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
    if (wanted.stopsKeys) await stopAppKeys(services, em, { appId, by: byOf(actor) });
    else if (before.suspension?.stopsKeys === true)
      await setAppKeys(services, em, { appId, by: byOf(actor), suspended: false });
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
    if (before.suspension.stopsKeys) await setAppKeys(services, em, { appId, by: byOf(actor), suspended: false });
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

const subjectOf = ({ app: { id, name } }: AppStanding) => ({ kind: 'app' as const, id, name });

function factsOf(suspension: Suspension | undefined) {
  if (suspension === undefined) return {};
  const { stopsKeys, words, suspendedAt } = suspension;
  return { stopsKeys, words, suspendedAt: suspendedAt.toISOString() };
}
