import {
  acceptUpdate,
  changeAuthInputs,
  declineUpdate,
  switchScopes,
  type InstallPorts,
  type InstallResult,
} from '@minimart/installs';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import { placeOf, type Actor } from '../../http/actor.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { changeBody, declineBody, installationParams, installationSchema } from './installation-schemas.ts';
import { moveOnce } from './move-once.ts';
import { presentResult } from './present-installation.ts';
import { readUpdate } from './read-update.ts';
import { requireMembership } from './require-membership.ts';
import { updateSchema } from './update-schema.ts';

const one = '/v1/workspaces/{workspaceId}/installations/{installationId}';

/** What a workspace decides about an installation later on: updates, and optional permissions. */
export function updateRoutes(services: Services): Route[] {
  const shared = { tag: 'Installations', access: 'signed-in', params: installationParams } as const;
  return [
    defineRoute({
      ...shared,
      id: 'changeInstallation',
      method: 'patch',
      path: one,
      summary:
        'Accept an update, switch optional scopes, or change auth inputs. What the subscribe request carries is sent by it, with a new key; the former key works on for a day.',
      idempotent: true,
      body: changeBody,
      answer: installationSchema,
      async handle({ params, body, actor, idempotencyKey }) {
        await requireMembership(services, { actor, workspaceId: params.workspaceId }, 'change');
        const call = { route: 'changeInstallation', params, body, actor, idempotencyKey };
        return {
          body: await presentResult(
            services,
            await moveOnce(services, call, (ports) => change(ports, { params, body, actor })),
          ),
        };
      },
    }),
    defineRoute({
      ...shared,
      id: 'getUpdate',
      method: 'get',
      path: `${one}/update`,
      summary: 'The update that waits for consent, as a difference to what is installed.',
      answer: z.object({ update: updateSchema.nullable() }),
      async handle({ params, actor }) {
        await requireMembership(services, { actor, workspaceId: params.workspaceId }, 'read');
        return { body: { update: await readUpdate(services, params) } };
      },
    }),
    defineRoute({
      ...shared,
      id: 'declineUpdate',
      method: 'post',
      path: `${one}/decline-update`,
      summary: 'Stay with the installed version until the next one; the update can be accepted later all the same.',
      idempotent: true,
      body: declineBody,
      answer: installationSchema,
      async handle({ params, body, actor, idempotencyKey }) {
        await requireMembership(services, { actor, workspaceId: params.workspaceId }, 'change');
        const call = { route: 'declineUpdate', params, body, actor, idempotencyKey };
        const result = await moveOnce(services, call, async (ports) => ({
          installation: await declineUpdate(ports, { ...params, ...body, userId: actor.userId, place: placeOf(actor) }),
          plainKey: null,
        }));
        return { body: await presentResult(services, result) };
      },
    }),
  ];
}

interface Change {
  params: z.output<typeof installationParams>;
  body: z.output<typeof changeBody>;
  actor: Actor;
}

async function change(ports: InstallPorts, { params, body, actor }: Change): Promise<InstallResult> {
  const { version, scopes, authInputs } = body;
  const command = { ...params, userId: actor.userId, place: placeOf(actor) };
  if (version !== undefined) return acceptUpdate(ports, { ...command, version, scopes, authInputs });
  const replaced = authInputs && (await changeAuthInputs(ports, { ...params, authInputs }));
  if (scopes !== undefined) return switchScopes(ports, { ...command, scopes });
  return { installation: replaced!, plainKey: null };
}
