import {
  endKey,
  listInstallations,
  readInstallation,
  rotateKey,
  type InstallPorts,
  type InstallResult,
} from '@minimart/installs';
import type { KeyService } from '@minimart/keys';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import { byOf, type Actor } from '../../http/actor.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { runOnce } from '../../http/run-once.ts';
import { servicesIn } from '../../scopes/services-in.ts';
import type { AuditAct } from '../audit/create-audit.ts';
import { installationParams, installationSchema } from '../installations/installation-schemas.ts';
import { moveOnce } from '../installations/move-once.ts';
import { presentResult } from '../installations/present-installation.ts';
import { requireMembership } from '../installations/require-membership.ts';
import { endedByMember } from './ended-by-member.ts';
import { parseEventCursor, parseKeyCursor, writeEventCursor, writeKeyCursor } from './key-cursors.ts';
import { keyEventSchema, keySchema, networksBody, pauseBody, rotateBody } from './key-schemas.ts';
import { presentKey, presentKeyEvent } from './present-key.ts';

const tag = 'Keys';
const one = '/v1/workspaces/{workspaceId}/installations/{installationId}';
const hour = 3_600_000;
const mostEvents = 50;

const pageQuery = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number('Give a number from 1 to 100.').int().min(1).max(100).default(50),
});

const nextCursor = z.string().nullable();

const ownKeys = z.object({
  items: z.array(keySchema).describe('Latest first.'),
  nextCursor,
  history: z.array(keyEventSchema).describe(`The latest ${mostEvents} events, latest first.`),
  historyCursor: nextCursor.describe('The `cursor` of `key-history` for what was before; null when that is all.'),
});

interface Page {
  limit: number;
  cursor?: string | undefined;
}

/** A change of an installation's keys, as the log tells of it. */
interface KeyChange extends Pick<AuditAct, 'action' | 'detail'> {
  params: z.output<typeof installationParams>;
  actor: Actor;
}

const actOf = (params: KeyChange['params'], by: Actor) => ({ ...params, by });

const firstPage: Page = { limit: 50 };

/** The keys of an installation, for its workspace and for the app's developer; neither can read them. */
export function keyRoutes(services: Services): Route[] {
  const { em, inMove, installPortsOf, keysOf, catalogOf, accountsOf, clock } = services;
  const shared = { tag, access: 'signed-in', params: installationParams } as const;
  const mayChange = (actor: Actor, workspaceId: string) =>
    requireMembership(services, { actor, workspaceId }, 'change');

  const readHistory = async (params: z.output<typeof installationParams>, { limit, cursor }: Page) => {
    const { workspaceId, installationId } = params;
    const unit = em();
    await readInstallation(installPortsOf(unit), { workspaceId, installationId });
    const before = cursor === undefined ? undefined : parseEventCursor(cursor);
    // One more than asked for tells whether there are more.
    const found = await keysOf(unit).historyOf(installationId, limit + 1, before);
    const events = found.slice(0, limit);
    const names = new Map((await accountsOf(unit).membersOf(workspaceId)).map(({ id, name }) => [id, name]));
    return {
      items: events.map((entry) => presentKeyEvent(entry, names)),
      nextCursor: found.length > limit ? writeEventCursor(events.at(-1)!) : null,
    };
  };

  const readKeys = async (params: z.output<typeof installationParams>, { limit, cursor }: Page = firstPage) => {
    const history = await readHistory(params, { limit: mostEvents });
    const before = cursor === undefined ? undefined : parseKeyCursor(cursor);
    const found = await keysOf(em()).pageOf({ subject: params.installationId, limit: limit + 1, before });
    const keys = found.slice(0, limit);
    const now = clock.now();
    return {
      body: {
        items: keys.map((key) => presentKey(key, now)),
        nextCursor: found.length > limit ? writeKeyCursor(keys.at(-1)!) : null,
        history: history.items,
        historyCursor: history.nextCursor,
      },
    };
  };

  return [
    defineRoute({
      ...shared,
      id: 'listKeys',
      tokenScope: 'workspaces:read',
      method: 'get',
      path: `${one}/keys`,
      summary: 'The keys an installation has had, and what happened to them.',
      query: pageQuery,
      answer: ownKeys,
      async handle({ params, query, actor }) {
        await requireMembership(services, { actor, workspaceId: params.workspaceId }, 'read');
        return readKeys(params, query);
      },
    }),
    defineRoute({
      ...shared,
      id: 'listKeyEvents',
      tokenScope: 'workspaces:read',
      method: 'get',
      path: `${one}/key-history`,
      summary: 'What happened to the keys of an installation, latest first.',
      query: pageQuery,
      answer: z.object({ items: z.array(keyEventSchema), nextCursor }),
      async handle({ params, query, actor }) {
        await requireMembership(services, { actor, workspaceId: params.workspaceId }, 'read');
        return { body: await readHistory(params, query) };
      },
    }),
    defineRoute({
      ...shared,
      id: 'rotateKey',
      tokenScope: 'workspaces:write',
      method: 'post',
      path: `${one}/rotate-key`,
      summary: 'Give an active installation a new key; the former one works on for a while.',
      idempotent: true,
      body: rotateBody,
      answer: installationSchema,
      translated: true,
      async handle({ params, body, actor, language, idempotencyKey: key }) {
        await mayChange(actor, params.workspaceId);
        const overlapMs = Math.round(body.overlapHours * hour);
        const result = await inMove({ ...params, by: byOf(actor) }, (move) =>
          runOnce<InstallResult>(services, move.em, {
            actor: actor.userId,
            key,
            request: { route: 'rotateKey', params, body },
            async make() {
              return {
                resourceId: params.installationId,
                value: await rotate(move, { params, actor, overlapMs }),
              };
            },
            async readAgain() {
              return { installation: await readInstallation(move.ports, params), plainKey: null };
            },
          }),
        );
        return { body: await presentResult(servicesIn(services, language), result) };
      },
    }),
    defineRoute({
      ...shared,
      id: 'endKey',
      tokenScope: 'workspaces:write',
      method: 'post',
      path: `${one}/end-key`,
      summary: 'End the key of an active installation at once; a retry gives it a new one.',
      idempotent: true,
      answer: installationSchema,
      translated: true,
      async handle({ params, actor, language, idempotencyKey }) {
        await mayChange(actor, params.workspaceId);
        const call = { route: 'endKey', params, actor, idempotencyKey };
        const result = await moveOnce(services, call, async (ports, tx) => {
          const installation = await endKey(ports, params, endedByMember);
          await services.audit(tx, { ...actOf(params, actor), appId: installation.appId, action: 'key_ended' });
          return { installation, plainKey: null };
        });
        return { body: await presentResult(servicesIn(services, language), result) };
      },
    }),
    defineRoute({
      ...shared,
      id: 'pauseKey',
      tokenScope: 'workspaces:write',
      method: 'put',
      path: `${one}/key-pause`,
      summary: 'Pause the keys of an installation, or let them go on.',
      body: pauseBody,
      answer: ownKeys,
      async handle({ params, body, actor }) {
        await mayChange(actor, params.workspaceId);
        await changeKeys({ params, actor, action: body.paused ? 'key_paused' : 'key_resumed' }, (keys, id) =>
          keys.setDisabled(id, body.paused),
        );
        return readKeys(params);
      },
    }),
    defineRoute({
      ...shared,
      id: 'setKeyNetworks',
      tokenScope: 'workspaces:write',
      method: 'put',
      path: `${one}/key-networks`,
      summary: 'Say from which networks the keys of an installation may be used.',
      body: networksBody,
      answer: ownKeys,
      async handle({ params, body, actor }) {
        await mayChange(actor, params.workspaceId);
        const { allowedNetworks } = body;
        const what = { params, actor, action: 'key_networks_changed', detail: { allowedNetworks } } as const;
        await changeKeys(what, (keys, id) => keys.setAllowedNetworks(id, allowedNetworks));
        return readKeys(params);
      },
    }),
    defineRoute({
      tag,
      access: 'signed-in',
      id: 'listAppKeys',
      tokenScope: 'apps:read',
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
        nextCursor,
      }),
      async handle({ params: { appId }, query, actor: { userId } }) {
        const unit = em();
        await catalogOf(unit).appOf({ appId, ownerId: userId });
        const { items, nextCursor: next } = await listInstallations(installPortsOf(unit), { appId, ...query });
        const keys = await keysOf(unit).liveKeysOf(items.map(({ id }) => id));
        const now = clock.now();
        return {
          body: {
            items: items.map(({ id, workspaceId, version, status }) => {
              const own = keys.filter(({ subject }) => subject === id).toReversed();
              return { installationId: id, workspaceId, version, status, keys: own.map((key) => presentKey(key, now)) };
            }),
            nextCursor: next,
          },
        };
      },
    }),
  ];

  function changeKeys(
    { params, actor, ...what }: KeyChange,
    change: (keys: KeyService, subject: string) => Promise<unknown>,
  ): Promise<void> {
    return inMove({ ...params, by: byOf(actor) }, async ({ em: tx, ports, keys }) => {
      const { appId } = await readInstallation(ports, params);
      await change(keys, params.installationId);
      await services.audit(tx, { ...actOf(params, actor), appId, ...what });
    });
  }

  async function rotate(
    { em: tx, ports }: { em: EntityManager; ports: InstallPorts },
    { params, actor, overlapMs }: Pick<KeyChange, 'params' | 'actor'> & { overlapMs: number },
  ): Promise<InstallResult> {
    const rotated = await rotateKey(ports, { ...params, overlapMs });
    const act = { ...actOf(params, actor), appId: rotated.installation.appId };
    const shown = rotated.plainKey === null ? [] : [{ ...act, action: 'key_shown' as const }];
    await services.audit(tx, { ...act, action: 'key_rotated', detail: { overlapMs } }, ...shown);
    return rotated;
  }
}
