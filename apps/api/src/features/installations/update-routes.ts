import { acceptUpdate, changeAuthInputs, declineUpdate, switchScopes, type InstallResult } from '@minimart/installs';
import type { AuditAction } from '@minimart/audit';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import { byOf, placeOf, type Actor } from '../../http/actor.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { servicesIn } from '../../scopes/services-in.ts';
import { findOpenInstalled } from '../approvals/find-app.ts';
import { holdPolicy, requireInstaller } from '../approvals/require-installer.ts';
import { actOn, shownKey } from './act-on.ts';
import { changeBody, declineBody, installationParams, installationSchema } from './installation-schemas.ts';
import { moveOnce } from './move-once.ts';
import { presentResult } from './present-installation.ts';
import { readUpdate } from './read-update.ts';
import { requireMembership } from './require-membership.ts';
import { updateSchema } from './update-schema.ts';

const one = '/v1/workspaces/{workspaceId}/installations/{installationId}';

/** What a workspace decides about an installation later on: updates, and optional permissions. */
export function updateRoutes(services: Services): Route[] {
  const shared = { tag: 'Installations', access: 'signed-in', translated: true, params: installationParams } as const;
  return [
    defineRoute({
      ...shared,
      id: 'changeInstallation',
      tokenScope: 'workspaces:write',
      method: 'patch',
      path: one,
      summary:
        'Accept an update, switch optional scopes, or change auth inputs. What the subscribe request carries is sent by it, with a new key; the former key works on for a day.',
      idempotent: true,
      body: changeBody,
      answer: installationSchema,
      async handle({ params, body, actor, language, idempotencyKey }) {
        // Who may accept an update, which is like an install, is for the workspace's policy to say.
        const wants = body.version === undefined ? 'change' : 'read';
        await requireMembership(services, { actor, workspaceId: params.workspaceId }, wants);
        const call = { route: 'changeInstallation', params, body, actor, idempotencyKey };
        const result = await moveOnce(services, call, (_ports, em) => {
          return change(services, em, { params, body, actor, language });
        });
        return { body: await presentResult(servicesIn(services, language), result) };
      },
    }),
    defineRoute({
      ...shared,
      id: 'getUpdate',
      tokenScope: 'workspaces:read',
      method: 'get',
      path: `${one}/update`,
      summary: 'The update that waits for consent, as a difference to what is installed.',
      answer: z.object({ update: updateSchema.nullable() }),
      async handle({ params, actor, language }) {
        await requireMembership(services, { actor, workspaceId: params.workspaceId }, 'read');
        return { body: { update: await readUpdate(servicesIn(services, language), params) } };
      },
    }),
    defineRoute({
      ...shared,
      id: 'declineUpdate',
      tokenScope: 'workspaces:write',
      method: 'post',
      path: `${one}/decline-update`,
      summary: 'Stay with the installed version until the next one; the update can be accepted later all the same.',
      idempotent: true,
      body: declineBody,
      answer: installationSchema,
      async handle({ params, body, actor, language, idempotencyKey }) {
        await requireMembership(services, { actor, workspaceId: params.workspaceId }, 'change');
        const call = { route: 'declineUpdate', params, body, actor, idempotencyKey };
        const result = await moveOnce(services, call, async (ports, em) => {
          const command = { ...params, ...body, userId: actor.userId, place: placeOf(actor, language) };
          const installation = await declineUpdate(ports, command);
          const detail = { from: installation.version, to: body.version };
          await services.audit(em, { ...actOn(installation, actor), action: 'update_declined', detail });
          return { installation, plainKey: null };
        });
        return { body: await presentResult(servicesIn(services, language), result) };
      },
    }),
  ];
}

interface Change {
  params: z.output<typeof installationParams>;
  body: z.output<typeof changeBody>;
  actor: Actor;
  language: string;
}

async function change(
  services: Services,
  em: EntityManager,
  { params, body, actor, language }: Change,
): Promise<InstallResult> {
  const { version, scopes, shownVersion, authInputs } = body;
  const ports = services.installPortsOf(em, byOf(actor));
  const command = { ...params, userId: actor.userId, place: placeOf(actor, language) };
  const inputs = Object.keys(authInputs ?? {});
  const note = async (result: InstallResult, action: AuditAction, detail: Record<string, unknown>) => {
    const act = actOn(result.installation, actor);
    await services.audit(em, { ...act, action, detail }, ...shownKey(act, result));
    return result;
  };
  if (version !== undefined) {
    const appOf = () => findOpenInstalled(services, em, params);
    await requireInstaller(services, em, { actor, workspaceId: params.workspaceId, appOf });
    const accepted = await acceptUpdate(ports, { ...command, version, scopes, authInputs });
    const { formerVersion: from, scopes: granted } = accepted.installation;
    return note(accepted, 'update_accepted', { from, to: version, scopes: granted, inputs });
  }
  if (scopes !== undefined) await requireForMore(services, em, { params, actor, scopes });
  let result: InstallResult | undefined;
  if (authInputs !== undefined) {
    result = await note(await changeAuthInputs(ports, { ...params, authInputs }), 'inputs_changed', { inputs });
  }
  if (scopes === undefined) return result!;
  const switched = await note(await switchScopes(ports, { ...command, scopes, shownVersion }), 'scopes_switched', {
    scopes,
  });
  return { ...switched, plainKey: switched.plainKey ?? result?.plainKey ?? null };
}

/** A permission more is for those to give who may install the app, and only while it is allowed; to take one away, one need not. */
async function requireForMore(
  services: Services,
  em: EntityManager,
  { params, actor, scopes }: Pick<Change, 'params' | 'actor'> & { scopes: readonly string[] },
): Promise<void> {
  const { workspaceId, installationId } = params;
  // The policy before the installation, as everywhere: so none waits for another in a circle.
  await holdPolicy(services, em, { actor, workspaceId });
  const held = await services.installPortsOf(em).store.findForMove(installationId);
  if (held !== undefined && scopes.every((scope) => held.scopes.includes(scope))) return;
  const appOf = () => findOpenInstalled(services, em, params);
  await requireInstaller(services, em, { actor, workspaceId, appOf });
}
