import { createBot } from '@minimart/chatbot/mikro-orm';
import { createReceiver, type Receiver } from '@minimart/test-kit';
import request, { type Test } from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registry } from './plugins.ts';
import { allRoutes } from './routes.ts';
import type { Services } from './compose.ts';
import { createTestApi, type TestApi } from './testing/create-test-api.ts';
import { dumpTables } from './testing/dump-tables.ts';
import { exampleManifest } from './testing/example-manifest.ts';
import type { TestPerson } from './testing/plant-people.ts';
import { plantReview } from './testing/plant-review.ts';

const routes = allRoutes({ registry } as Services);
const signedIn = routes.filter(({ access }) => access === 'signed-in');
const named = signedIn.filter(({ path }) => path.includes('{'));

/** The ids that paths name, all of one person. */
type Ids = Record<string, string>;

let api: TestApi;
let receiver: Receiver;
let victim: TestPerson & { ids: Ids };
let attacker: TestPerson & { ids: Ids };
let member: TestPerson;

beforeAll(async () => {
  api = await createTestApi();
  receiver = await createReceiver();
  member = await api.person('member');
  victim = await settle('victim', { members: { member }, version: '7.3.1' });
  attacker = await settle('attacker', { members: {}, version: '8.4.2' });
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await receiver[Symbol.asyncDispose]();
});

/** A developer who owns a workspace, with a published app, installed there; its subscribe request waits in the outbox. */
async function settle(name: string, { members, version }: { members: Record<string, TestPerson>; version: string }) {
  const person = await api.person(name);
  const workspaceId = await api.workspace({ owner: person, ...members });
  const manifest = exampleManifest(receiver.url, { slug: `${name}-app`, name: `App of ${name}` });
  const post = (path: string, body: object) => send('post', path, person.token).send(body).expect(201);
  const appId = ((await post('/v1/developer/apps', { manifest })).body as { id: string }).id;
  await post(`/v1/developer/apps/${appId}/versions`, { version });
  const body = { app: manifest.slug, scopes: ['flow-tags:view'], authInputs: { crm_token: `secret of ${name}` } };
  const installed = await post(`/v1/workspaces/${workspaceId}/installations`, body);
  const installation = installed.body as { id: string; delivery: { id: string } };
  const subscribers = [{ name: `Friend of ${name}` }];
  const bot = await createBot(api.services.em(), { workspaceId, name: `Bot of ${name}`, subscribers });
  const userNs = bot.subscribers[0]!.ns;
  const others = exampleManifest(receiver.url, { slug: `${name}-other-app`, name: `Other app of ${name}` });
  const otherAppId = ((await post('/v1/developer/apps', { manifest: others })).body as { id: string }).id;
  await post(`/v1/developer/apps/${otherAppId}/versions`, {});
  // An ask of somebody who is a member there.
  const asking = await api.person(`asking-${name}`);
  await api.services.accountsOf(api.services.em()).addMember(workspaceId, asking.userId, 'member');
  const ask = await send('post', `/v1/workspaces/${workspaceId}/install-requests`, asking.token)
    .send({ app: others.slug, scopes: ['flow-tags:view'] })
    .expect(201);
  const requestId = (ask.body as { id: string }).id;
  const link = await post(`/v1/developer/apps/${appId}/links`, { label: `Link of ${name}` });
  const linkId = (link.body as { id: string }).id;
  const review = { workspaceId, workspaceName: `Workspace of ${name}`, appId, authorId: person.userId };
  const reviewId = await plantReview(api.services, review);
  const ofInstallation = { installationId: installation.id, deliveryId: installation.delivery.id };
  const ids = { workspaceId, appId, ...ofInstallation, userNs, requestId, version, linkId, reviewId };
  return { ...person, ids };
}

function send(method: string, path: string, token?: string): Test {
  const call = request(api.app)[method as 'get'](path);
  return token === undefined ? call : call.set({ authorization: `Bearer ${token}` });
}

/** A body that its own owner could send, so that nothing but the ids stands in the way. A new route with a body needs a line here. */
const bodies: Record<string, object> = {
  installApp: { app: 'attacker-app', scopes: ['flow-tags:view'], authInputs: { crm_token: 'x' } },
  uninstallApp: { reason: 'other', note: 'x' },
  retryInstallation: { authInputs: { crm_token: 'x' } },
  changeInstallation: { scopes: ['flow-tags:view'] },
  declineUpdate: { version: '1.1.0' },
  raisePercentage: { percentage: 100 },
  rotateKey: { overlapHours: 1 },
  pauseKey: { paused: true },
  setKeyNetworks: { allowedNetworks: ['203.0.113.0/24'] },
  askForApp: { app: 'attacker-app', scopes: ['flow-tags:view'], note: 'Please.' },
  approveInstallRequest: { scopes: ['flow-tags:view'], authInputs: { crm_token: 'x' } },
  declineInstallRequest: { answer: 'No.' },
  replacePolicy: { installers: 'owners', rule: 'all' },
  writeReview: { stars: 1, text: 'It broke.' },
  replyToReview: { text: 'Mine now.' },
  replaceCollections: { items: [] },
  replaceDeveloperProfile: {
    displayName: 'Lantern Works',
    website: 'https://lanternworks.example',
    supportEmail: null,
  },
  setDeveloperDomain: { domain: 'lanternworks.example', method: 'dns' },
  createApp: { manifest: exampleManifest('http://127.0.0.1:9', { slug: 'third-app' }) },
  replaceManifest: { manifest: exampleManifest('http://127.0.0.1:9', { slug: 'taken-over' }) },
  compareManifest: { text: JSON.stringify(exampleManifest('http://127.0.0.1:9')) },
  publishVersion: { changelog: 'Mine now.' },
  setListed: { isListed: false },
  createLink: { label: 'Mine' },
  recoverDeliveries: { since: '2026-01-01T00:00:00Z' },
  limitEndpoint: { maxInFlight: 2, perSecond: null },
  rotateSigningSecret: { overlapHours: 1 },
  checkSignature: { headers: { 'webhook-id': 'msg_1' }, body: 'x' },
  testSubscribe: { authInputs: { crm_token: 'x' } },
  testUnsubscribe: {},
  testDataErasure: { request: { method: 'POST', url: 'http://127.0.0.1:9/' } },
};

const fill = (path: string, ids: Ids) =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const id = ids[name];
    if (id === undefined) throw new Error(`The test knows no id for {${name}}.`);
    return id;
  });

const paramsOf = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);

function callAs(token: string | undefined, route: (typeof routes)[number], ids: Ids): Test {
  const call = send(route.method, fill(route.path, ids), token).set('if-match', '*');
  return route.body === undefined ? call : call.send(bodies[route.id] ?? {});
}

const isForOperators = ({ path }: (typeof routes)[number]) => path.startsWith('/v1/operator/');

const dump = () => dumpTables(api.services.em());

describe.each(named.map((route) => ({ name: `${route.method} ${route.path}`, route })))('$name', ({ route }) => {
  test("is 404 for somebody else's things, in each mixture with one's own, and changes nothing", async () => {
    const params = paramsOf(route.path);
    const before = await dump();
    // Each of the ids may be the victim's or the attacker's own; all of them own is no attack.
    for (let mixture = 1; mixture < 2 ** params.length; mixture += 1) {
      const ids = Object.fromEntries(
        params.map((name, place) => [name, (mixture & (1 << place) ? victim : attacker).ids[name]!]),
      );
      const { status, body } = await callAs(attacker.token, route, ids);
      expect({ ids, status, code: (body as { code: string }).code }).toEqual({ ids, status: 404, code: 'not_found' });
      expect(JSON.stringify(body)).not.toMatch(/victim/i);
    }
    expect(withoutUse(await dump())).toEqual(withoutUse(before));
  });
});

test("says the same of a thing that is somebody else's and of one that does not exist", async () => {
  for (const route of named) {
    const none = Object.fromEntries(Object.keys(victim.ids).map((name) => [name, 'none_0000000000000000000']));
    const theirs = await callAs(attacker.token, route, victim.ids);
    const nobodys = await callAs(attacker.token, route, none);
    expect({ route: route.id, body: theirs.body }).toEqual({ route: route.id, body: nobodys.body });
  }
});

test.each(signedIn.map((route) => ({ name: `${route.method} ${route.path}`, route })))(
  '$name is 401 for nobody and for a token that is none',
  async ({ route }) => {
    const nobody = await callAs(undefined, route, victim.ids);
    expect([nobody.status, (nobody.body as { code: string }).code]).toEqual([401, 'signed_out']);
    expect(nobody.headers['www-authenticate']).toBe('Bearer');
    for (const token of ['', 'x', `mm_pat_${'0'.repeat(38)}`, victim.ids['installationId']!]) {
      const { status, body } = await callAs(token, route, victim.ids);
      expect([status, (body as { code: string }).code]).toEqual([401, 'token_invalid']);
    }
  },
);

test('those who run the store are named by its settings: everybody else is refused, and changes nothing', async () => {
  const before = await dump();
  for (const route of signedIn.filter(isForOperators)) {
    const { status, body } = await callAs(attacker.token, route, attacker.ids);
    expect([route.id, status, (body as { code: string }).code]).toEqual([route.id, 403, 'operator_required']);
  }
  expect(withoutUse(await dump())).toEqual(withoutUse(before));
});

const inOnesOwnPlace = signedIn.filter(({ path }) => !path.includes('{') || path.includes('{workspaceId}'));

test.each(inOnesOwnPlace.filter((route) => !isForOperators(route)))(
  '$method $path shows nothing of the victim to somebody else in their own place',
  async (route) => {
    if (route.method !== 'get') return;
    const { status, text } = await callAs(attacker.token, route, attacker.ids).expect(200);
    expect(status).toBe(200);
    for (const id of [...Object.values(victim.ids), victim.userId, victim.email]) expect(text).not.toContain(id);
  },
);

/** What members do: they ask, and take back what they asked for. */
const askings = new Set(['askForApp', 'withdrawInstallRequest']);

/** What members do not read: what others did, and what others ask for. */
const statusForMembers: Record<string, number> = {
  readAuditLog: 403,
  namesInAuditLog: 403,
  exportAuditLog: 403,
  getInstallRequest: 404,
};

test('a member reads what the workspace has and changes nothing of it', async () => {
  const before = await dump();
  const inWorkspace = named.filter(({ path, id }) => path.includes('{workspaceId}') && !askings.has(id));
  const changing = inWorkspace.filter(({ method }) => method !== 'get');
  expect(changing.length).toBeGreaterThanOrEqual(4);
  for (const route of changing) {
    const { status, body } = await callAs(member.token, route, victim.ids);
    expect([route.id, status, (body as { code: string }).code]).toEqual([route.id, 403, 'role_required']);
  }
  for (const route of inWorkspace.filter(({ method }) => method === 'get')) {
    const { status } = await callAs(member.token, route, victim.ids);
    expect([route.id, status]).toEqual([route.id, statusForMembers[route.id] ?? 200]);
  }
  expect(withoutUse(await dump())).toEqual(withoutUse(before));
});

test('a key of an installation is no personal access token, and a personal access token is no key', async () => {
  api.dispatch();
  const requests = await receiver.waitFor(2);
  for (const { body } of requests) {
    const { key } = JSON.parse(body) as { key: string };
    expect((await send('get', '/v1/me', key)).status).toBe(401);
  }
  for (const { method, path } of registry.operations) {
    const { status, body } = await send(method, `/api${path.replaceAll(/\{\w+\}/g, '1')}`, victim.token);
    expect([path, status, (body as { code: string }).code]).toEqual([path, 401, 'key_invalid']);
    const nobody = await send(method, `/api${path.replaceAll(/\{\w+\}/g, '1')}`);
    expect([path, nobody.status, (nobody.body as { code: string }).code]).toEqual([path, 401, 'key_missing']);
  }
});

/** The dump without the note that a token was used. */
function withoutUse(tables: Map<string, string[]>): [string, string[]][] {
  return [...tables].filter(([name]) => name !== 'accounts.personal_access_tokens');
}
