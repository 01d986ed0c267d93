import { canManageApps } from '@minimart/accounts';
import { mayDecideAs, type InstallRequest } from '@minimart/approvals';
import { readInstallation, type InstallResult } from '@minimart/installs';
import { Refusal } from '@minimart/problem';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { z } from 'zod';
import type { Services } from '../../compose.ts';
import type { Actor } from '../../http/actor.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { runOnce } from '../../http/run-once.ts';
import { servicesIn } from '../../scopes/services-in.ts';
import { workspaceParams } from '../installations/installation-schemas.ts';
import { presentResult } from '../installations/present-installation.ts';
import { requireMembership } from '../installations/require-membership.ts';
import { mailAnswers } from '../mails/mail-answers.ts';
import { askForApp } from './ask-for-app.ts';
import { findById } from './find-app.ts';
import { performInstall } from './perform-install.ts';
import { presentRequests } from './present-requests.ts';
import {
  approveBody,
  approvedSchema,
  askBody,
  declineBody,
  installRequestSchema,
  requestPageSchema,
  requestParams,
  requestQuery,
} from './request-schemas.ts';
import { holdPolicy, requireInstaller } from './require-installer.ts';

const tag = 'Asks';
const base = '/v1/workspaces/{workspaceId}/install-requests';
const one = `${base}/{requestId}`;

type Ref = z.output<typeof requestParams>;

/** What members ask to have installed, and the answers of those who may. */
export function requestRoutes(services: Services): Route[] {
  const { em, inTransaction, requestsOf } = services;
  const shared = { tag, access: 'signed-in', answer: installRequestSchema } as const;
  const presentOne = async (request: InstallRequest, actor: Actor, unit = em()) => {
    const { workspaceId } = request;
    const [body] = await presentRequests(services, unit, { requests: [request], actor, workspaceId });
    return body!;
  };
  return [
    defineRoute({
      ...shared,
      id: 'askForApp',
      tokenScope: 'workspaces:write',
      method: 'post',
      path: base,
      summary: 'Ask those who may install an app to do so.',
      idempotent: true,
      params: workspaceParams,
      body: askBody,
      status: 201,
      async handle({ params, body, actor, idempotencyKey: key }) {
        await requireMembership(services, { actor, ...params }, 'read');
        const request = await inTransaction((tx) =>
          runOnce(services, tx, {
            actor: actor.userId,
            key,
            request: { route: 'askForApp', params, body },
            async make() {
              const value = await askForApp(services, tx, { ...params, actor, ...body });
              return { resourceId: value.id, value };
            },
            readAgain: (requestId) => requestsOf(tx).find({ ...params, requestId }),
          }),
        );
        return { body: await presentOne(request, actor) };
      },
    }),
    defineRoute({
      ...shared,
      id: 'listInstallRequests',
      tokenScope: 'workspaces:read',
      method: 'get',
      path: base,
      summary: 'Asks of a workspace, latest first: all of them for owners and admins, your own for others.',
      params: workspaceParams,
      query: requestQuery,
      answer: requestPageSchema,
      async handle({ params: { workspaceId }, query, actor }) {
        const role = await requireMembership(services, { actor, workspaceId }, 'read');
        const { app, mine, ...range } = query;
        const isOwnOnly = mine === 'true' || !canManageApps(role);
        const userId = isOwnOnly ? actor.userId : undefined;
        const unit = em();
        const open = await requestsOf(unit).countOpen({ workspaceId, userId });
        const listing = app === undefined ? undefined : await services.catalogOf(unit).listing(app);
        if (app !== undefined && listing === undefined) return { body: { items: [], nextCursor: null, open } };
        const page = await requestsOf(unit).list({ workspaceId, userId, appId: listing?.appId, ...range });
        const items = await presentRequests(services, unit, { requests: page.items, actor, workspaceId });
        return { body: { items, nextCursor: page.nextCursor, open } };
      },
    }),
    defineRoute({
      ...shared,
      id: 'getInstallRequest',
      tokenScope: 'workspaces:read',
      method: 'get',
      path: one,
      summary: 'One ask, and what became of it.',
      params: requestParams,
      async handle({ params, actor }) {
        const role = await requireMembership(services, { actor, workspaceId: params.workspaceId }, 'read');
        const request = await requestsOf(em()).find(params);
        if (request.userId !== actor.userId && !canManageApps(role)) throw notYours();
        return { body: await presentOne(request, actor) };
      },
    }),
    defineRoute({
      ...shared,
      id: 'approveInstallRequest',
      tokenScope: 'workspaces:write',
      method: 'post',
      path: `${one}/approve`,
      summary: 'Approve an ask: the app is installed with the scopes given, by your consent.',
      idempotent: true,
      params: requestParams,
      body: approveBody,
      status: 201,
      answer: approvedSchema,
      translated: true,
      async handle({ params, body, actor, language, idempotencyKey: key }) {
        await requireMembership(services, { actor, workspaceId: params.workspaceId }, 'change');
        const { workspaceId } = params;
        const result = await inTransaction((tx) =>
          runOnce<InstallResult>(services, tx, {
            actor: actor.userId,
            key,
            request: { route: 'approveInstallRequest', params, body },
            async make() {
              const value = await approve(services, tx, { params, body, actor, language });
              return { resourceId: value.installation.id, value };
            },
            async readAgain(installationId) {
              const ref = { workspaceId, installationId };
              return { installation: await readInstallation(services.installPortsOf(tx), ref), plainKey: null };
            },
          }),
        );
        const request = await presentOne(await requestsOf(em()).find(params), actor);
        return { body: { request, installation: await presentResult(servicesIn(services, language), result) } };
      },
    }),
    defineRoute({
      ...shared,
      id: 'declineInstallRequest',
      tokenScope: 'workspaces:write',
      method: 'post',
      path: `${one}/decline`,
      summary: 'Decline an ask, with a word for the member.',
      params: requestParams,
      body: declineBody,
      async handle({ params, body, actor }) {
        await requireMembership(services, { actor, workspaceId: params.workspaceId }, 'change');
        const request = await inTransaction((tx) => decline(services, tx, { params, body, actor }));
        return { body: await presentOne(request, actor) };
      },
    }),
    defineRoute({
      ...shared,
      id: 'withdrawInstallRequest',
      tokenScope: 'workspaces:write',
      method: 'post',
      path: `${one}/withdraw`,
      summary: 'Take back an ask of your own.',
      params: requestParams,
      async handle({ params, actor }) {
        const { workspaceId } = params;
        await requireMembership(services, { actor, workspaceId }, 'read');
        const request = await inTransaction(async (tx) => {
          if ((await requestsOf(tx).find(params)).userId !== actor.userId) throw notYours();
          const open = await requestsOf(tx).lockOpen(params, ({ status }) => status === 'withdrawn');
          if (open.status === 'withdrawn') return open;
          const act = { workspaceId, by: actor, appId: open.appId, detail: { ask: open.id } };
          await services.audit(tx, { ...act, action: 'ask_withdrawn' });
          return requestsOf(tx).end(open, { status: 'withdrawn', by: actor.userId });
        });
        return { body: await presentOne(request, actor) };
      },
    }),
  ];
}

interface Answering<Body> {
  params: Ref;
  body: Body;
  actor: Actor;
}

async function approve(
  services: Services,
  em: EntityManager,
  { params, body, actor, language }: Answering<z.output<typeof approveBody>> & { language: string },
): Promise<InstallResult> {
  const { workspaceId } = params;
  const requests = services.requestsOf(em);
  const { appId } = await requests.find(params);
  // Those who install the app come in turn, and each comes to the asks after that: so none waits for another in a circle.
  await requests.waitForTurn(workspaceId, appId);
  const request = await requests.lockOpen(params);
  const { listing } = await requireInstaller(services, em, {
    actor,
    workspaceId,
    appOf: () => findById(services, em, appId),
  });
  return performInstall(services, em, { workspaceId, actor, language, listing, request, ...body });
}

async function decline(
  services: Services,
  em: EntityManager,
  { params, body: { answer }, actor }: Answering<z.output<typeof declineBody>>,
): Promise<InstallRequest> {
  const { workspaceId } = params;
  const requests = services.requestsOf(em);
  const { membership, policy } = await holdPolicy(services, em, { actor, workspaceId });
  // A second click says the same again.
  const isSame = (ended: InstallRequest) =>
    ended.status === 'declined' && ended.answeredBy === actor.userId && ended.answer === answer;
  const open = await requests.lockOpen(params, isSame);
  if (!mayDecideAs(membership.role, policy)) {
    const detail = `Only an owner of ${membership.name} answers asks; you are an ${membership.role}.`;
    throw new Refusal({ code: 'role_required', detail, extra: { role: membership.role } });
  }
  if (open.status !== 'open') return open;
  const declined = await requests.end(open, { status: 'declined', by: actor.userId, answer });
  const listing = (await services.catalogOf(em).listingsOf([open.appId])).get(open.appId);
  const detail = { ask: open.id, askedBy: open.userId, ...(answer !== '' && { answer }) };
  await services.audit(em, { workspaceId, by: actor, action: 'ask_declined', appId: open.appId, detail });
  const appName = listing?.manifest.name ?? 'the app';
  await mailAnswers(services, em, { answered: [declined], appName, by: actor });
  return declined;
}

// The same words as for one that does not exist.
function notYours(): Refusal {
  return new Refusal({ code: 'not_found', detail: 'There is no such ask in this workspace.' });
}
