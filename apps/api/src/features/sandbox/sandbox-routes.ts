import { isDraftVersion, type App } from '@minimart/catalog';
import { readInstallation } from '@minimart/installs';
import { Refusal } from '@minimart/problem';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import { byOf } from '../../http/actor.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { runOnce } from '../../http/run-once.ts';
import { followRelease } from '../../roles/follow-release.ts';
import { parseDraft } from '../developer-apps/parse-draft.ts';
import { installationSchema } from '../installations/installation-schemas.ts';
import { presentResult } from '../installations/present-installation.ts';
import { openSandbox, requireSandbox, resetSandbox, type Sandbox } from './open-sandbox.ts';

const tag = 'Developer';
const all = '/v1/developer/sandbox';
const ofApp = '/v1/developer/apps/{appId}/sandbox';
const appParams = z.object({ appId: z.string() });
const workspace = z.object({ id: z.string(), name: z.string() });
const sandboxSchema = z.object({ workspace }).meta({ id: 'Sandbox' });

const standingSchema = z
  .object({
    workspace: workspace.nullable().describe('Null while the developer has no sandbox.'),
    draftVersion: z.string().describe('What the draft as it is now would be installed as.'),
    installation: installationSchema.nullable().describe('What the sandbox has of the app now.'),
    isCurrent: z.boolean().describe('Whether that is the draft as it is now.'),
  })
  .meta({ id: 'SandboxStanding' });

/** A developer's sandbox: a workspace of their own with sample data, where drafts install. */
export function sandboxRoutes(services: Services): Route[] {
  const { catalogOf, em, inTransaction } = services;
  return [
    defineRoute({
      id: 'openSandbox',
      tokenScope: 'apps:write',
      method: 'post',
      path: all,
      tag,
      summary:
        'Open your sandbox: a workspace with sample data. There is one for each developer; it is made at the first call.',
      access: 'signed-in',
      idempotent: true,
      status: 201,
      answer: sandboxSchema,
      async handle({ actor, idempotencyKey }) {
        const opened = await inTransaction((tx) =>
          runOnce<Sandbox>(services, tx, {
            actor: actor.userId,
            key: idempotencyKey,
            request: { route: 'openSandbox', body: {} },
            async make() {
              const value = await openSandbox(services, tx, actor);
              return { resourceId: value.id, value };
            },
            readAgain: () => requireSandbox(services, tx, actor),
          }),
        );
        return { body: { workspace: opened } };
      },
    }),
    defineRoute({
      id: 'resetSandbox',
      tokenScope: 'apps:write',
      method: 'post',
      path: `${all}/reset`,
      tag,
      summary: 'Uninstall everything in your sandbox, and fill it with the sample data anew.',
      access: 'signed-in',
      answer: sandboxSchema,
      async handle({ actor }) {
        const { sandbox, ended } = await inTransaction((tx) => resetSandbox(services, tx, actor));
        for (const id of ended) services.keyCheck.verifier.forgetSubject(id);
        return { body: { workspace: sandbox } };
      },
    }),
    defineRoute({
      id: 'getSandboxStanding',
      tokenScope: 'apps:read',
      method: 'get',
      path: ofApp,
      tag,
      summary: 'What your sandbox has of an app, and whether that is the draft as it is now.',
      access: 'signed-in',
      params: appParams,
      answer: standingSchema,
      async handle({ params: { appId }, actor }) {
        const unit = em();
        const app = await catalogOf(unit).appOf({ appId, ownerId: actor.userId });
        const sandbox = await services.accountsOf(unit).sandboxOf(actor.userId);
        return { body: await presentStanding(services, unit, { app, sandbox }) };
      },
    }),
    defineRoute({
      id: 'refreshSandbox',
      tokenScope: 'apps:write',
      method: 'post',
      path: `${ofApp}/refresh`,
      tag,
      summary:
        'Bring the draft as it is now into your sandbox: taken over where it asks for no more, and offered as an update where it does.',
      access: 'signed-in',
      params: appParams,
      answer: standingSchema,
      async handle({ params: { appId }, actor }) {
        const unit = em();
        const ref = { appId, ownerId: actor.userId };
        parseDraft(services, (await catalogOf(unit).appOf(ref)).draft);
        const sandbox = await requireSandbox(services, unit, actor);
        const live = await services.installPortsOf(unit).store.findLive(sandbox.id, appId);
        if (live === undefined || !isDraftVersion(live.version)) throw notInstalled();
        await services.inMove({ installationId: live.id, by: byOf(actor) }, async ({ em: tx }) => {
          await catalogOf(tx).snapshotDraft(ref);
          await followRelease(services, tx, live.id);
        });
        const now = em();
        return { body: await presentStanding(services, now, { app: await catalogOf(now).appOf(ref), sandbox }) };
      },
    }),
  ];
}

async function presentStanding(
  services: Services,
  unit: EntityManager,
  { app, sandbox }: { app: App; sandbox: Sandbox | undefined },
): Promise<z.input<typeof standingSchema>> {
  const ports = services.installPortsOf(unit);
  const live = sandbox && (await ports.store.findLive(sandbox.id, app.id));
  const version = app.draftVersion;
  const standing = { workspace: sandbox ?? null, draftVersion: version, isCurrent: live?.version === version };
  if (live === undefined) return { ...standing, installation: null };
  const ref = { workspaceId: live.workspaceId, installationId: live.id };
  const installation = await readInstallation(ports, ref);
  return { ...standing, installation: await presentResult(services, { installation, plainKey: null }) };
}

function notInstalled(): Refusal {
  return new Refusal({ code: 'not_found', detail: 'Your sandbox has no draft of this app. Install it there first.' });
}
