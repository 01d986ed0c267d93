import { forgetInputs, readFarewell, rememberedInputs } from '@minimart/installs';
import type { Services } from '../../compose.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { farewellSchema } from './farewell-schemas.ts';
import { installationParams } from './installation-schemas.ts';
import { presentFarewell } from './present-farewell.ts';
import { requireMembership } from './require-membership.ts';

const one = '/v1/workspaces/{workspaceId}/installations/{installationId}';

/** What is left of an installation that ended, as its workspace sees it. */
export function farewellRoutes(services: Services): Route[] {
  const { inTransaction, installPortsOf, em } = services;
  const shared = {
    tag: 'Installations',
    access: 'signed-in',
    answer: farewellSchema,
    params: installationParams,
  } as const;
  return [
    defineRoute({
      ...shared,
      id: 'getFarewell',
      tokenScope: 'workspaces:read',
      method: 'get',
      path: `${one}/farewell`,
      summary: 'How the farewell of an installation stands: its requests, and receipts for what was erased.',
      async handle({ params, actor }) {
        await requireMembership(services, { actor, workspaceId: params.workspaceId }, 'read');
        return { body: await presentFarewell(services, await readFarewell(installPortsOf(em()), params)) };
      },
    }),
    defineRoute({
      ...shared,
      id: 'forgetInputs',
      tokenScope: 'workspaces:write',
      method: 'delete',
      path: `${one}/remembered-inputs`,
      summary: 'Erase what is remembered of an installation for another install. A receipt says so.',
      async handle({ params, actor }) {
        await requireMembership(services, { actor, workspaceId: params.workspaceId }, 'change');
        await inTransaction(async (tx) => {
          const ports = installPortsOf(tx);
          const { installation } = await readFarewell(ports, params);
          const kept = await rememberedInputs(ports, installation);
          if (kept?.installationId !== installation.id) return;
          await forgetInputs(ports, installation);
          const { workspaceId, appId, id: installationId } = installation;
          await services.audit(tx, { workspaceId, by: actor, action: 'inputs_erased', appId, installationId });
        });
        return { body: await presentFarewell(services, await readFarewell(installPortsOf(em()), params)) };
      },
    }),
  ];
}
