import { lifecycleTopics, type LifecycleTopic } from '@minimart/app-manifest';
import { settleInstallations } from '@minimart/installs';
import { UpdateRunner } from '@minimart/installs/mikro-orm';
import type { ClaimedDelivery } from '@minimart/webhooks';
import { createDeliveryStore } from '@minimart/webhooks/mikro-orm';
import request from 'supertest';
import { followRelease } from '../../roles/follow-release.ts';
import type { TestApi } from '../create-test-api.ts';
import { exampleManifest } from '../example-manifest.ts';
import type { TestPerson } from '../plant-people.ts';
import { declaredBy, greet, type Action, type Flags, type Outcome } from './model.ts';

/** One app and one workspace of the real thing, with the deliveries that are being attempted at this moment. */
export interface World {
  api: TestApi;
  developer: TestPerson;
  owner: TestPerson;
  workspaceId: string;
  appId: string;
  slug: string;
  /** The latest installation. */
  installationId: string | undefined;
  held: ClaimedDelivery[];
  published: number;
}

const secret = 'crm-SECRET-of-the-model';

function manifestOf(slug: string, flags: Flags, summary: string) {
  const manifest = exampleManifest('http://127.0.0.1:9', { slug, name: slug, summary });
  const scopes = declaredBy(flags).map((id) => ({ id, reason: `For ${id}.`, optional: id === greet }));
  const region = { name: 'region', type: 'string' as const, title: 'Region', required: true };
  if (!flags.region) return { ...manifest, scopes };
  const subscribe = {
    ...manifest.requests!.subscribe!,
    body: { json: { key: '{{api_key}}', region: '{{auth.region}}' } },
  };
  const requests = { ...manifest.requests, subscribe };
  return { ...manifest, scopes, requests, authInputs: [...(manifest.authInputs ?? []), region] };
}

let made = 0;

/** An app with its first version and an empty workspace. */
export async function openWorld(
  api: TestApi,
  { developer, owner, first }: { developer: TestPerson; owner: TestPerson; first: Flags },
): Promise<World> {
  made += 1;
  const slug = `model-${made}`;
  const workspaceId = await api.workspace({ owner });
  const auth = { authorization: `Bearer ${developer.token}` };
  const manifest = manifestOf(slug, first, 'Version 0.');
  const { body } = await request(api.app).post('/v1/developer/apps').set(auth).send({ manifest }).expect(201);
  const appId = (body as { id: string }).id;
  await request(api.app).post(`/v1/developer/apps/${appId}/versions`).set(auth).send({}).expect(201);
  return { api, developer, owner, workspaceId, appId, slug, installationId: undefined, held: [], published: 1 };
}

const outcomeOf = ({ status, body }: { status: number; body: { code?: string } }): Outcome =>
  status < 300 ? 'ok' : (body.code ?? String(status));

/** Does it over HTTP, or at the database as a dispatcher does. `key` is an Idempotency-Key. */
export async function perform(world: World, action: Action, key?: string): Promise<Outcome> {
  const { api, developer, owner, workspaceId, appId } = world;
  const base = `/v1/workspaces/${workspaceId}/installations`;
  const one = `${base}/${world.installationId ?? 'ins_none'}`;
  const send = async (method: 'post' | 'put' | 'patch' | 'delete', path: string, body: object = {}) => {
    const by = path.startsWith('/v1/developer') ? developer : owner;
    const headers = { authorization: `Bearer ${by.token}`, 'if-match': '*', ...(key && { 'idempotency-key': key }) };
    return request(api.app)[method](path).set(headers).send(body);
  };
  switch (action.kind) {
    case 'install': {
      const { seen } = action;
      const scopes = declaredBy(seen).filter((scope) => scope !== greet || action.greet);
      const authInputs = { crm_token: secret, ...(seen.region && { region: 'eu' }) };
      const answer = await send('post', base, { app: world.slug, scopes, authInputs, version: seen.version });
      if (answer.status === 201) world.installationId = (answer.body as { id: string }).id;
      return outcomeOf(answer);
    }
    case 'retry':
    case 'cancel':
      return outcomeOf(await send('post', `${one}/${action.kind}`));
    case 'endKey':
      return outcomeOf(await send('post', `${one}/end-key`));
    case 'uninstall':
      return outcomeOf(await send('delete', one));
    case 'rotate':
      return outcomeOf(await send('post', `${one}/rotate-key`, { overlapHours: action.overlapHours }));
    case 'switch':
      return outcomeOf(await send('patch', one, { scopes: action.scopes }));
    case 'accept': {
      const authInputs = action.seen.region ? { authInputs: { region: 'us' } } : {};
      return outcomeOf(await send('patch', one, { version: action.seen.version, ...authInputs }));
    }
    case 'decline':
      return outcomeOf(await send('post', `${one}/decline-update`, { version: action.seen.version }));
    case 'publish': {
      const manifest = manifestOf(world.slug, action.flags, `Version ${world.published}.`);
      const version = `1.${world.published}.0`;
      world.published += 1;
      await send('put', `/v1/developer/apps/${appId}/manifest`, { manifest });
      return outcomeOf(await send('post', `/v1/developer/apps/${appId}/versions`, { version }));
    }
    case 'rollBack':
      return outcomeOf(await send('post', `/v1/developer/apps/${appId}/versions/${action.version}/roll-back`));
    case 'settle':
      await settleOne(world, action.outcome);
      return 'ok';
  }
}

const storeOf = ({ services }: TestApi) =>
  createDeliveryStore({
    pool: services.deliveryPool,
    settling: {
      orm: services.orm,
      onSettled: (em, settled) =>
        settleInstallations(
          services.installPortsOf(em),
          settled.filter((each): each is typeof each & { topic: LifecycleTopic } =>
            lifecycleTopics.some((topic) => topic === each.topic),
          ),
        ),
    },
  });

/** Leases what is due, as a dispatcher that has begun to send. */
export async function claim(world: World): Promise<void> {
  const claimed = await storeOf(world.api).claim({ limit: 50, perEndpoint: 50, leaseMs: 600_000 });
  world.held.push(...claimed.filter(({ endpointId }) => endpointId === world.appId));
}

/** Ends the attempt that has been under way the longest; it may be of a request that was replaced meanwhile. */
async function settleOne(world: World, status: 'delivered' | 'refused' | 'gave_up' | 'pending'): Promise<void> {
  if (world.held.length === 0) await claim(world);
  const held = world.held.shift();
  if (held === undefined) return;
  const { id, endpointId, fence, attempt, createdOn } = held;
  const nothing = { pauseMs: null, message: null, error: null, record: null };
  const retryInMs = status === 'pending' ? 0 : null;
  await storeOf(world.api).settle([{ id, endpointId, fence, attempt, createdOn, status, retryInMs, ...nothing }]);
}

/** Lets every request arrive until none is left. */
export async function settleAll(world: World): Promise<void> {
  do {
    while (world.held.length > 0) await settleOne(world, 'delivered');
    await claim(world);
  } while (world.held.length > 0);
}

/** What the dispatcher does after a release, until nothing is left to do. */
export function followReleases({ api: { services } }: World): Promise<void> {
  return new UpdateRunner({
    orm: services.orm,
    check: (em, installationId) => followRelease(services, em, installationId),
    onError: (error) => {
      throw error;
    },
  }).drain();
}
