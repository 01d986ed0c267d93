import { endKey, listInstallations, readInstallation, rotateKey, type InstallResult } from '@minimart/installs';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { runOnce } from '../../http/run-once.ts';
import { installationParams, installationSchema } from '../installations/installation-schemas.ts';
import { presentInstallations } from '../installations/present-installation.ts';
import { requireMembership } from '../installations/require-membership.ts';
import { keyEventSchema, keySchema, networksBody, pauseBody, rotateBody } from './key-schemas.ts';
import { presentKey, presentKeyEvent } from './present-key.ts';

const tag = 'Keys';
const one = '/v1/workspaces/{workspaceId}/installations/{installationId}';
const hour = 3_600_000;
const mostEvents = 50;

const ownKeys = z.object({
  items: z.array(keySchema).describe('Latest first.'),
  history: z.array(keyEventSchema).describe(`The latest ${mostEvents} events, latest first.`),
});

/** The keys of an installation, for its workspace and for the app's developer; neither can read them. */
export function keyRoutes(services: Services): Route[] {
  const { em, inMove, inTransaction, installPortsOf, keysOf, catalogOf, accountsOf, keyCheck, clock } = services;
  const shared = { tag, access: 'signed-in', params: installationParams } as const;
  const mayChange = (actor: Parameters<typeof requireMembership>[1]['actor'], workspaceId: string) =>
    requireMembership(services, { actor, workspaceId }, 'change');

  const readKeys = async ({ workspaceId, installationId }: z.output<typeof installationParams>) => {
    const unit = em();
    await readInstallation(installPortsOf(unit), { workspaceId, installationId });
    const keys = await keysOf(unit).keysOf([installationId]);
    const history = await keysOf(unit).historyOf(installationId, mostEvents);
    const names = new Map((await accountsOf(unit).membersOf(workspaceId)).map(({ id, name }) => [id, name]));
    const now = clock.now();
    return {
      body: {
        items: keys.toReversed().map((key) => presentKey(key, now)),
        history: history.map((entry) => presentKeyEvent(entry, names)),
      },
    };
  };

  const presentOne = async ({ installation, plainKey }: InstallResult) => {
    const [body] = await presentInstallations(services, [installation]);
    return { body: { ...body!, ...(plainKey !== null && { plainKey }) } };
  };

  return [
    defineRoute({
      ...shared,
      id: 'listKeys',
      method: 'get',
      path: `${one}/keys`,
      summary: 'The keys an installation has had, and what happened to them.',
      answer: ownKeys,
      async handle({ params, actor }) {
        await requireMembership(services, { actor, workspaceId: params.workspaceId }, 'read');
        return readKeys(params);
      },
    }),
    defineRoute({
      ...shared,
      id: 'rotateKey',
      method: 'post',
      path: `${one}/rotate-key`,
      summary: 'Give an active installation a new key; the former one works on for a while.',
      idempotent: true,
      body: rotateBody,
      answer: installationSchema,
      async handle({ params, body, actor, idempotencyKey: key }) {
        await mayChange(actor, params.workspaceId);
        const overlapMs = Math.round(body.overlapHours * hour);
        const by = { actor: actor.userId, address: actor.address };
        const result = await inTransaction((tx) =>
          runOnce<InstallResult>(tx, {
            actor: actor.userId,
            key,
            request: { route: 'rotateKey', params, body },
            async make() {
              const value = await rotateKey(installPortsOf(tx, by), { ...params, overlapMs });
              return { resourceId: params.installationId, value };
            },
            async readAgain() {
              return { installation: await readInstallation(installPortsOf(tx), params), plainKey: null };
            },
          }),
        );
        keyCheck.verifier.forgetSubject(params.installationId);
        return presentOne(result);
      },
    }),
    defineRoute({
      ...shared,
      id: 'endKey',
      method: 'post',
      path: `${one}/end-key`,
      summary: 'End the key of an active installation at once; a retry gives it a new one.',
      answer: installationSchema,
      async handle({ params, actor }) {
        await mayChange(actor, params.workspaceId);
        const installation = await inMove({ ...params, actor }, (ports) => endKey(ports, params, 'ended by a member'));
        return presentOne({ installation, plainKey: null });
      },
    }),
    defineRoute({
      ...shared,
      id: 'pauseKey',
      method: 'put',
      path: `${one}/key-pause`,
      summary: 'Pause the keys of an installation, or let them go on.',
      body: pauseBody,
      answer: ownKeys,
      async handle({ params, body, actor }) {
        await mayChange(actor, params.workspaceId);
        await inKeys({ params, actor }, (keys) => keys.setDisabled(params.installationId, body.paused));
        return readKeys(params);
      },
    }),
    defineRoute({
      ...shared,
      id: 'setKeyNetworks',
      method: 'put',
      path: `${one}/key-networks`,
      summary: 'Say from which networks the keys of an installation may be used.',
      body: networksBody,
      answer: ownKeys,
      async handle({ params, body, actor }) {
        await mayChange(actor, params.workspaceId);
        await inKeys({ params, actor }, (keys) => keys.setAllowedNetworks(params.installationId, body.allowedNetworks));
        return readKeys(params);
      },
    }),
    defineRoute({
      tag,
      access: 'signed-in',
      id: 'listAppKeys',
      method: 'get',
      path: '/v1/developer/apps/{appId}/keys',
      summary: "The present keys of an app's installations, newest installation first; none of them readable.",
      params: z.object({ appId: z.string() }),
      query: z.object({
        cursor: z.string().max(500).optional(),
        limit: z.coerce.number('Give a number from 1 to 100.').int().min(1).max(100).default(25),
      }),
      answer: z.object({
        items: z.array(
          z.object({
            installationId: z.string(),
            workspaceId: z.string(),
            version: z.string(),
            status: installationSchema.shape.status,
            keys: z.array(keySchema).describe('Those that have not ended, latest first.'),
          }),
        ),
        nextCursor: z.string().nullable(),
      }),
      async handle({ params: { appId }, query, actor: { userId } }) {
        const unit = em();
        await catalogOf(unit).appOf({ appId, ownerId: userId });
        const { items, nextCursor } = await listInstallations(installPortsOf(unit), { appId, ...query });
        const keys = await keysOf(unit).keysOf(items.map(({ id }) => id));
        const now = clock.now();
        return {
          body: {
            items: items.map(({ id, workspaceId, version, status }) => {
              const own = keys.filter(({ subject, revokedAt }) => subject === id && revokedAt === null).toReversed();
              return { installationId: id, workspaceId, version, status, keys: own.map((key) => presentKey(key, now)) };
            }),
            nextCursor,
          },
        };
      },
    }),
  ];

  async function inKeys(
    {
      params,
      actor,
    }: { params: z.output<typeof installationParams>; actor: { userId: string; address: string | null } },
    work: (keys: ReturnType<typeof keysOf>) => Promise<unknown>,
  ): Promise<void> {
    await inTransaction(async (tx) => {
      await readInstallation(installPortsOf(tx), params);
      await work(keysOf(tx, { actor: actor.userId, address: actor.address }));
    });
    keyCheck.verifier.forgetSubject(params.installationId);
  }
}
