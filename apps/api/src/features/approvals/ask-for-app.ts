import { assertAllowed, mayDecideAs, mayInstallAs, standingOf, type InstallRequest } from '@minimart/approvals';
import { checkScopes } from '@minimart/installs';
import { Refusal } from '@minimart/problem';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Services } from '../../compose.ts';
import type { Actor } from '../../http/actor.ts';
import { mailAsk } from '../mails/mail-ask.ts';
import { findBySlug, type StoreApp } from './find-app.ts';
import { holdPolicy } from './require-installer.ts';

const day = 24 * 3_600_000;
const mostMailedADay = 10;

/** What a member asks for. */
export interface Ask {
  workspaceId: string;
  actor: Actor;
  app: string;
  scopes: readonly string[];
  version?: string | undefined;
  note: string;
}

/**
 * Opens an ask and tells those who decide, of ten a day from one member, in the caller's transaction. Throws `not_found`, `no_need_to_ask`, `app_not_allowed` (a blocked app is
 * not asked for; one that is only not listed is), `consent_outdated`, what is wrong with the scopes, `already_installed` or `already_asked`.
 */
export async function askForApp(services: Services, em: EntityManager, ask: Ask): Promise<InstallRequest> {
  const { workspaceId, actor } = ask;
  // Whoever is removed at the same moment has asked before that, and it is closed; or does not get to ask.
  await services.membersOf(em).keep({ workspaceId, userId: actor.userId });
  const { membership, policy } = await holdPolicy(services, em, { actor, workspaceId });
  const app = await findBySlug(services, em, ask.app);
  const standing = standingOf(app.id, policy);
  // Who owns the workspace changes the policy instead of asking for it.
  if (standing === 'blocked' || (standing === 'unlisted' && membership.role === 'owner')) assertAllowed(app, policy);
  if (standing === 'allowed' && mayInstallAs(membership.role, policy)) throw noNeed(app, membership.name);
  assertCurrent(app, ask.version);
  const scopes = checkScopes(app.listing.manifest, ask.scopes, services.registry);
  const requests = services.requestsOf(em);
  await requests.waitForTurn(workspaceId, app.id);
  await assertNotInstalled(services, em, { workspaceId, app });
  const wanted = { workspaceId, app: { ...app, version: app.listing.version }, userId: actor.userId, scopes };
  const request = await requests.open({ ...wanted, note: ask.note });
  const detail = { ask: request.id, scopes, ...(ask.note !== '' && { note: ask.note }) };
  await services.audit(em, { workspaceId, by: actor, action: 'ask_made', appId: app.id, detail });
  if (await hasAskedEnough(services, em, request)) return request;
  const members = await services.accountsOf(em).membersOf(workspaceId);
  const deciders = members.filter(({ id, role }) => id !== actor.userId && mayDecideAs(role, policy));
  await mailAsk(services, em, { request, appName: app.name, workspaceName: membership.name, deciders, actor });
  return request;
}

/** Who asks and takes back again and again is mailed of no more; what they ask for is still on the page of those who decide. */
async function hasAskedEnough(
  { requestsOf, clock }: Services,
  em: EntityManager,
  { workspaceId, userId }: InstallRequest,
): Promise<boolean> {
  const { items } = await requestsOf(em).list({ workspaceId, userId, limit: mostMailedADay + 1 });
  const oldest = items[mostMailedADay];
  return oldest !== undefined && oldest.createdAt.getTime() > clock.now().getTime() - day;
}

function assertCurrent({ name, listing }: StoreApp, read: string | undefined): void {
  if (read === undefined || read === listing.version) return;
  throw new Refusal({
    code: 'consent_outdated',
    detail: `You read about version ${read} of ${name}, and ${listing.version} is current. Please look at it again.`,
    errors: [{ path: 'version', message: `Version ${listing.version} is current.` }],
    extra: { currentVersion: listing.version },
  });
}

async function assertNotInstalled(
  { installPortsOf }: Services,
  em: EntityManager,
  { workspaceId, app }: { workspaceId: string; app: StoreApp },
): Promise<void> {
  const live = await installPortsOf(em).store.findLive(workspaceId, app.id);
  if (live === undefined) return;
  const detail = `${app.name} is installed in this workspace already.`;
  throw new Refusal({ code: 'already_installed', detail, extra: { installationId: live.id } });
}

function noNeed({ name }: StoreApp, workspaceName: string): Refusal {
  return new Refusal({ code: 'no_need_to_ask', detail: `You may install ${name} in ${workspaceName} yourself.` });
}
