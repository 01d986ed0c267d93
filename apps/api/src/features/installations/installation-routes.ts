import {
  cancelInstallation,
  listInstallations,
  readInstallation,
  retryInstallation,
  uninstallApp,
  type InstallResult,
} from '@minimart/installs';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import type { Actor } from '../../http/actor.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { runOnce } from '../../http/run-once.ts';
import { servicesIn } from '../../scopes/services-in.ts';
import { findBySlug, findOpenInstalled } from '../approvals/find-app.ts';
import { performInstall } from '../approvals/perform-install.ts';
import {
  requireInstaller,
  requireInstallerOrManager,
  requireManagerOnceActive,
} from '../approvals/require-installer.ts';
import { watchErasures } from '../audit/watch-erasures.ts';
import { spendLinked } from '../links/find-linked.ts';
import { findDraft } from '../sandbox/find-draft.ts';
import { actOn, shownKey } from './act-on.ts';
import {
  authInputsSchema,
  installationParams,
  installationSchema,
  installBody,
  uninstallBody,
  workspaceParams,
} from './installation-schemas.ts';
import { moveOnce } from './move-once.ts';
import { noteWord } from '../numbers/note-word.ts';
import { presentInstallations, presentResult } from './present-installation.ts';
import { requireMembership } from './require-membership.ts';

const tag = 'Installations';
const base = '/v1/workspaces/{workspaceId}/installations';
const one = `${base}/{installationId}`;

/** The life of an installation, as its workspace sees it. */
export function installationRoutes(services: Services): Route[] {
  const { inTransaction, installPortsOf, em } = services;
  const shared = { tag, access: 'signed-in', translated: true, answer: installationSchema } as const;
  const present = async (language: string, result: InstallResult) => ({
    body: await presentResult(servicesIn(services, language), result),
  });
  return [
    defineRoute({
      ...shared,
      id: 'installApp',
      tokenScope: 'workspaces:write',
      method: 'post',
      path: base,
      summary: 'Install an app with the scopes agreed to.',
      idempotent: true,
      params: workspaceParams,
      body: installBody,
      status: 201,
      async handle({ params: { workspaceId }, body, actor, language, idempotencyKey }) {
        await requireMembership(services, { actor, workspaceId }, 'read');
        const result = await inTransaction((tx) =>
          installOnce(services, tx, { workspaceId, body, actor, language, idempotencyKey }),
        );
        return present(language, result);
      },
    }),
    defineRoute({
      ...shared,
      id: 'listInstallations',
      tokenScope: 'workspaces:read',
      method: 'get',
      path: base,
      summary: 'The installations of a workspace, newest first.',
      params: workspaceParams,
      query: z.object({
        cursor: z.string().max(500).optional(),
        app: z.string().max(100).optional().describe('Only those of the app with this slug.'),
        uninstalled: z.enum(['true', 'false']).optional().describe('Only former installations, or none of them.'),
        limit: z.coerce.number('Give a number from 1 to 100.').int().min(1).max(100).default(25),
      }),
      answer: z.object({ items: z.array(installationSchema), nextCursor: z.string().nullable() }),
      async handle({ params: { workspaceId }, query, actor, language }) {
        await requireMembership(services, { actor, workspaceId }, 'read');
        const { app: slug, uninstalled, ...range } = query;
        const appId = slug === undefined ? undefined : await services.catalogOf(em()).appIdAt(slug);
        if (slug !== undefined && appId === undefined) return { body: { items: [], nextCursor: null } };
        const of = {
          workspaceId,
          ...(appId !== undefined && { appId }),
          ...(uninstalled !== undefined && { uninstalled: uninstalled === 'true' }),
        };
        const page = await listInstallations(installPortsOf(em()), { ...of, ...range });
        const items = await presentInstallations(servicesIn(services, language), page.items);
        return { body: { items, nextCursor: page.nextCursor } };
      },
    }),
    defineRoute({
      ...shared,
      id: 'getInstallation',
      tokenScope: 'workspaces:read',
      method: 'get',
      path: one,
      summary: 'One installation and how far it has come.',
      params: installationParams,
      async handle({ params, actor, language }) {
        await requireMembership(services, { actor, workspaceId: params.workspaceId }, 'read');
        const installation = await readInstallation(installPortsOf(em()), params);
        return present(language, { installation, plainKey: null });
      },
    }),
    defineRoute({
      ...shared,
      id: 'retryInstallation',
      tokenScope: 'workspaces:write',
      method: 'post',
      path: `${one}/retry`,
      summary: 'Try again with a new key, and with corrected auth inputs where given.',
      idempotent: true,
      params: installationParams,
      body: z.strictObject({ authInputs: authInputsSchema.optional() }),
      async handle({ params, body, actor, language, idempotencyKey }) {
        const { workspaceId, installationId } = params;
        await requireMembership(services, { actor, workspaceId }, 'read');
        const call = { route: 'retryInstallation', params, body, actor, idempotencyKey };
        const result = await moveOnce(services, call, async (ports, tx) => {
          const appOf = () => findOpenInstalled(services, tx, params);
          const { id: appId } = await requireInstaller(services, tx, { actor, workspaceId, appOf });
          await requireManagerOnceActive(services, tx, { actor, ...params });
          const retried = await retryInstallation(ports, { ...params, ...body });
          const act = { workspaceId, by: actor, appId, installationId };
          const detail = { inputs: Object.keys(body.authInputs ?? {}) };
          await services.audit(tx, { ...act, action: 'install_retried', detail }, ...shownKey(act, retried));
          return retried;
        });
        return present(language, result);
      },
    }),
    defineRoute({
      ...shared,
      id: 'cancelInstallation',
      tokenScope: 'workspaces:write',
      method: 'post',
      path: `${one}/cancel`,
      summary: 'Take back an installation that never became active.',
      idempotent: true,
      params: installationParams,
      async handle({ params, actor, language, idempotencyKey }) {
        const { workspaceId } = params;
        await requireMembership(services, { actor, workspaceId }, 'read');
        const call = { route: 'cancelInstallation', params, actor, idempotencyKey };
        const cancelled = await moveOnce(services, call, async (ports, tx) => {
          await requireInstallerOrManager(services, tx, { actor, workspaceId });
          await requireManagerOnceActive(services, tx, { actor, ...params });
          const watched = watchErasures(ports);
          const installation = await cancelInstallation(watched.ports, params);
          const act = { ...actOn(installation, actor), action: 'install_cancelled' } as const;
          await services.audit(tx, act, ...watched.acts(actor));
          return { installation, plainKey: null };
        });
        return present(language, cancelled);
      },
    }),
    defineRoute({
      ...shared,
      id: 'uninstallApp',
      tokenScope: 'workspaces:write',
      method: 'delete',
      path: one,
      summary:
        'Uninstall: the key dies at once, and an unsubscribe request says so. A body may say why, which the developer reads without a name.',
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
      body: uninstallBody,
      async handle({ params, query, body, actor, language, idempotencyKey }) {
        await requireMembership(services, { actor, workspaceId: params.workspaceId }, 'change');
        const command = { ...params, remembersInputs: query.rememberInputs === 'true' };
        const call = { route: 'uninstallApp', params, body: { ...query, ...body }, actor, idempotencyKey };
        const uninstalled = await moveOnce(services, call, async (ports, tx) => {
          const watched = watchErasures(ports);
          const installation = await uninstallApp(watched.ports, command);
          const act = { ...actOn(installation, actor), action: 'app_uninstalled' } as const;
          await services.audit(tx, act, ...watched.acts(actor));
          await noteWord(services, tx, { installation, ...body });
          return { installation, plainKey: null };
        });
        return present(language, uninstalled);
      },
    }),
  ];
}

interface InstallRequest {
  workspaceId: string;
  body: z.output<typeof installBody>;
  actor: Actor;
  language: string;
  idempotencyKey: string | undefined;
}

/** A repeated Idempotency-Key reads the installation that the first call made; its key is not shown again. */
function installOnce(services: Services, em: EntityManager, request: InstallRequest): Promise<InstallResult> {
  const { workspaceId, body, actor, idempotencyKey: key } = request;
  const ports = services.installPortsOf(em);
  return runOnce(services, em, {
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
  { workspaceId, body: { app, draft, link, ...agreed }, actor, language }: InstallRequest,
): Promise<InstallResult> {
  const appOf = () => {
    if (draft === true) return findDraft(services, em, { appId: app, workspaceId, actor });
    return link === undefined ? findBySlug(services, em, app) : spendLinked(services, em, { slug: app, token: link });
  };
  const { listing } = await requireInstaller(services, em, { actor, workspaceId, appOf });
  return performInstall(services, em, { workspaceId, actor, language, listing, ...agreed });
}
