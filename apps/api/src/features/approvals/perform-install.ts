import type { InstallRequest } from '@minimart/approvals';
import type { Listing } from '@minimart/catalog';
import { installApp, type InstallResult } from '@minimart/installs';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Services } from '../../compose.ts';
import { byOf, placeOf, type Actor } from '../../http/actor.ts';
import { watchErasures } from '../audit/watch-erasures.ts';
import { mailAnswers } from '../mails/mail-answers.ts';

/** An install that the gate has let through. */
export interface AgreedInstall {
  workspaceId: string;
  actor: Actor;
  /** The language in which they read what they agree to. */
  language: string;
  listing: Listing;
  scopes: readonly string[];
  authInputs?: Readonly<Record<string, unknown>> | undefined;
  version?: string | undefined;
  /** The ask that it answers, held until the transaction ends. */
  request?: InstallRequest | undefined;
}

/**
 * Installs an app, whoever agreed: ends the asks for it, writes all of that down and tells those who asked, in the caller's transaction. The consent
 * names the actor. Throws what `installApp` throws.
 */
export async function performInstall(
  services: Services,
  em: EntityManager,
  { workspaceId, actor, language, listing, request, ...agreed }: AgreedInstall,
): Promise<InstallResult> {
  const { appId, version, manifest } = listing;
  const requests = services.requestsOf(em);
  await requests.waitForTurn(workspaceId, appId);
  const workspace = await services.accountsOf(em).workspace(workspaceId);
  const watched = watchErasures(services.installPortsOf(em, byOf(actor)));
  const result = await installApp(watched.ports, {
    workspaceId,
    userId: actor.userId,
    place: placeOf(actor, language),
    app: { id: appId, version, manifest },
    isTest: workspace !== undefined && workspace.sandboxOf !== null,
    scopes: agreed.scopes,
    authInputs: agreed.authInputs,
    consentedVersion: agreed.version,
  });
  const { id: installationId, scopes } = result.installation;
  const end = { status: 'approved', by: actor.userId, installationId } as const;
  const approved = request === undefined ? [] : [await requests.end(request, end)];
  const closed = await requests.closeFor({ workspaceId, appId, installationId, by: actor.userId });
  const act = { workspaceId, by: actor, appId, installationId };
  await services.audit(
    em,
    { ...act, action: 'app_installed', detail: { version, scopes } },
    ...watched.acts(actor),
    ...approved.map((ask) => ({ ...act, action: 'ask_approved' as const, detail: detailOf(ask, scopes) })),
    ...closed.map((ask) => ({ ...act, action: 'ask_closed' as const, detail: detailOf(ask) })),
    ...(result.plainKey === null ? [] : [{ ...act, action: 'key_shown' as const }]),
  );
  await mailAnswers(services, em, { answered: [...approved, ...closed], appName: manifest.name, by: actor });
  return result;
}

/** What the log says of an ask: which one, whose, and which of the scopes asked for were left out. */
function detailOf({ id, userId, scopes: asked }: InstallRequest, granted?: readonly string[]) {
  const trimmed = granted === undefined ? [] : asked.filter((scope) => !granted.includes(scope));
  return { ask: id, askedBy: userId, ...(trimmed.length > 0 && { trimmed }) };
}
