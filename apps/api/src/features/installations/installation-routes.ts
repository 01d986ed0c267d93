import {
  cancelInstallation,
  installApp,
  listInstallations,
  readInstallation,
  retryInstallation,
  uninstallApp,
  type Installation,
  type InstallationRef,
  type InstallPorts,
  type InstallResult,
} from '@minimart/installs';
import { Refusal } from '@minimart/problem';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import { byOf, placeOf, type Actor } from '../../http/actor.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { runOnce } from '../../http/run-once.ts';
import {
  authInputsSchema,
  installationParams,
  installationSchema,
  installBody,
  workspaceParams,
} from './installation-schemas.ts';
import { moveOnce } from './move-once.ts';
import { presentInstallations, presentResult } from './present-installation.ts';
import { requireMembership } from './require-membership.ts';

const tag = 'Installations';
const base = '/v1/workspaces/{workspaceId}/installations';
const one = `${base}/{installationId}`;

/** The life of an installation, as its workspace sees it. */
export function installationRoutes(services: Services): Route[] {
  const { inTransaction, installPortsOf, em } = services;
  const shared = { tag, access: 'signed-in', answer: installationSchema } as const;
  const present = async (installation: Installation, plainKey: string | null = null) => ({
    body: await presentResult(services, { installation, plainKey }),
  });
  return [
    defineRoute({
      ...shared,
      id: 'installApp',
      method: 'post',
      path: base,
      summary: 'Install an app with the scopes agreed to.',
      idempotent: true,
      params: workspaceParams,
      body: installBody,
      status: 201,
      async handle({ params: { workspaceId }, body, actor, idempotencyKey }) {
        await requireMembership(services, { actor, workspaceId }, 'change');
        const result = await inTransaction((tx) =>
          installOnce(services, tx, { workspaceId, body, actor, idempotencyKey }),
        );
        return present(result.installation, result.plainKey);
      },
    }),
    defineRoute({
      ...shared,
      id: 'listInstallations',
      method: 'get',
      path: base,
      summary: 'The installations of a workspace, newest first.',
      params: workspaceParams,
      query: z.object({
        cursor: z.string().max(500).optional(),
        app: z.string().max(100).optional().describe('Only those of the app with this slug.'),
        limit: z.coerce.number('Give a number from 1 to 100.').int().min(1).max(100).default(25),
      }),
      answer: z.object({ items: z.array(installationSchema), nextCursor: z.string().nullable() }),
      async handle({ params: { workspaceId }, query, actor }) {
        await requireMembership(services, { actor, workspaceId }, 'read');
        const { app: slug, ...range } = query;
        const app = slug === undefined ? undefined : await services.catalogOf(em()).listing(slug);
        if (slug !== undefined && app === undefined) return { body: { items: [], nextCursor: null } };
        const of = { workspaceId, ...(app !== undefined && { appId: app.appId }) };
        const page = await listInstallations(installPortsOf(em()), { ...of, ...range });
        return { body: { items: await presentInstallations(services, page.items), nextCursor: page.nextCursor } };
      },
    }),
    defineRoute({
      ...shared,
      id: 'getInstallation',
      method: 'get',
      path: one,
      summary: 'One installation and how far it has come.',
      params: installationParams,
      async handle({ params, actor }) {
        await requireMembership(services, { actor, workspaceId: params.workspaceId }, 'read');
        return present(await readInstallation(installPortsOf(em()), params));
      },
    }),
    defineRoute({
      ...shared,
      id: 'retryInstallation',
      method: 'post',
      path: `${one}/retry`,
      summary: 'Try again with a new key, and with corrected auth inputs where given.',
      idempotent: true,
      params: installationParams,
      body: z.strictObject({ authInputs: authInputsSchema.optional() }),
      async handle({ params, body, actor, idempotencyKey }) {
        await requireMembership(services, { actor, workspaceId: params.workspaceId }, 'change');
        const call = { route: 'retryInstallation', params, body, actor, idempotencyKey };
        const result = await moveOnce(services, call, (ports) => retryInstallation(ports, { ...params, ...body }));
        return present(result.installation, result.plainKey);
      },
    }),
    defineRoute({
      ...shared,
      id: 'cancelInstallation',
      method: 'post',
      path: `${one}/cancel`,
      summary: 'Take back an installation that never became active.',
      idempotent: true,
      params: installationParams,
      async handle({ params, actor, idempotencyKey }) {
        await requireMembership(services, { actor, workspaceId: params.workspaceId }, 'change');
        const call = { route: 'cancelInstallation', params, actor, idempotencyKey };
        return present((await moveOnce(services, call, ending(cancelInstallation, params))).installation);
      },
    }),
    defineRoute({
      ...shared,
      id: 'uninstallApp',
      method: 'delete',
      path: one,
      summary: 'Uninstall: the key dies at once, and an unsubscribe request says so.',
      idempotent: true,
      params: installationParams,
      query: z.object({
        rememberInputs: z
          .enum(['true', 'false'], 'Give true or false.')
          .default('true')
          .describe(
            'Whether to keep what was entered and is not secret for another install; it can be erased any time.',
          ),
      }),
      async handle({ params, query, actor, idempotencyKey }) {
        await requireMembership(services, { actor, workspaceId: params.workspaceId }, 'change');
        const command = { ...params, remembersInputs: query.rememberInputs === 'true' };
        const call = { route: 'uninstallApp', params, body: query, actor, idempotencyKey };
        const result = await moveOnce(services, call, async (ports) => ({
          installation: await uninstallApp(ports, command),
          plainKey: null,
        }));
        return present(result.installation);
      },
    }),
  ];
}

/** A move that ends in no key. */
function ending(move: typeof uninstallApp, ref: InstallationRef) {
  return async (ports: InstallPorts) => ({ installation: await move(ports, ref), plainKey: null });
}

interface InstallRequest {
  workspaceId: string;
  body: z.output<typeof installBody>;
  actor: Actor;
  idempotencyKey: string | undefined;
}

/** A repeated Idempotency-Key reads the installation that the first call made; its key is not shown again. */
function installOnce(services: Services, em: EntityManager, request: InstallRequest): Promise<InstallResult> {
  const { workspaceId, body, actor, idempotencyKey: key } = request;
  const ports = services.installPortsOf(em);
  return runOnce(em, {
    actor: actor.userId,
    key,
    request: { route: 'installApp', params: { workspaceId }, body },
    async make() {
      const value = await install(services, em, request);
      return { resourceId: value.installation.id, value };
    },
    async readAgain(installationId) {
      return { installation: await readInstallation(ports, { workspaceId, installationId }), plainKey: null };
    },
  });
}

async function install(
  services: Services,
  em: EntityManager,
  { workspaceId, body, actor }: InstallRequest,
): Promise<InstallResult> {
  const listing = await services.catalogOf(em).listing(body.app);
  if (listing === undefined) {
    const message = `The store has no app named ${body.app}.`;
    throw new Refusal({ code: 'not_found', detail: message, errors: [{ path: 'app', message }] });
  }
  return installApp(services.installPortsOf(em, byOf(actor)), {
    workspaceId,
    userId: actor.userId,
    place: placeOf(actor),
    app: { id: listing.appId, version: listing.version, manifest: listing.manifest },
    scopes: body.scopes,
    authInputs: body.authInputs,
    consentedVersion: body.version,
  });
}
