import { createBot } from '@minimart/chatbot/mikro-orm';
import { createReceiver, type Receiver } from '@minimart/test-kit';
import fc from 'fast-check';
import request, { type Test } from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registry } from './plugins.ts';
import type { Route } from './http/route.ts';
import { createOpenApiDocument } from './openapi/create-openapi-document.ts';
import { allRoutes } from './routes.ts';
import type { Services } from './compose.ts';
import { createTestApi, type TestApi } from './testing/create-test-api.ts';
import { dumpTables } from './testing/dump-tables.ts';
import { createValues } from './testing/fuzz/create-values.ts';
import { readOperations, type OpenApiDocument } from './testing/fuzz/read-operations.ts';
import { goodBodies } from './testing/good-bodies.ts';
import { plantEstate, type Estate, type Ids } from './testing/plant-estate.ts';
import { sessionOf, type SessionHeaders } from './testing/session-of.ts';
import type { TestPerson } from './testing/plant-people.ts';

const routes = allRoutes({ registry } as Services);
const signedIn = routes.filter(({ access }) => access === 'signed-in');
const named = signedIn.filter(({ path }) => path.includes('{'));

const document = createOpenApiDocument(routes, registry) as unknown as OpenApiDocument;
const operations = readOperations(document);
const values = createValues({ schemas: document.components.schemas, known: {} });

let api: TestApi;
let receiver: Receiver;
let victim: Estate;
let attacker: Estate;
let member: TestPerson;
/** By token: what the same person sends from a browser, for calls that are not for tokens. */
const sessions = new Map<string, SessionHeaders>();

beforeAll(async () => {
  api = await createTestApi();
  receiver = await createReceiver();
  member = await api.person('member');
  victim = await settle('victim', { members: { member }, version: '7.3.1' });
  attacker = await settle('attacker', { version: '8.4.2' });
  for (const person of [victim, attacker]) sessions.set(person.token, await sessionOf(api, person));
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await receiver[Symbol.asyncDispose]();
});

/** One of everything that a path can name, and somebody in the workspace's bot. */
async function settle(name: string, wishes: { version: string; members?: Record<string, TestPerson> }) {
  const estate = await plantEstate(api, { name, receiverUrl: receiver.url, ...wishes });
  const subscribers = [{ name: `Friend of ${name}` }];
  const bot = { workspaceId: estate.ids['workspaceId']!, name: `Bot of ${name}`, subscribers };
  const { subscribers: planted } = await createBot(api.services.em(), bot);
  return { ...estate, ids: { ...estate.ids, userNs: planted[0]!.ns } };
}

function send(method: string, path: string, token?: string): Test {
  const call = request(api.app)[method as 'get'](path);
  return token === undefined ? call : call.set({ authorization: `Bearer ${token}` });
}

/** A body that its own owner could send, so that nothing but the ids stands in the way: a good one that is known, else one by the document's schema. */
function bodyFor({ id }: Route): unknown {
  const known = goodBodies({ ...attacker, receiverUrl: 'http://127.0.0.1:9' })[id];
  if (known !== undefined) return known;
  const schema = operations.find((operation) => operation.id === id)?.bodies['application/json'];
  if (schema === undefined) throw new Error(`The document has no body for ${id}.`);
  return fc.sample(values.validOf(schema), { seed: 1, numRuns: 1 })[0];
}

const fill = (path: string, ids: Ids) =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const id = ids[name];
    if (id === undefined)
      throw new Error(
        `Nothing is planted for {${name}} of ${path}. Plant one in testing/plant-estate.ts, and name it there.`,
      );
    return id;
  });

const paramsOf = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);

function callAs(token: string | undefined, route: Route, ids: Ids): Test {
  const session = route.tokenScope === 'session-only' ? sessions.get(token ?? '') : undefined;
  const call = send(route.method, fill(route.path, ids), session ? undefined : token).set({
    ...session,
    'if-match': '*',
  });
  return route.body === undefined ? call : call.send(bodyFor(route) as object);
}

const isForOperators = ({ path }: Route) => path.startsWith('/v1/operator/');

const dump = () => dumpTables(api.services.em());

describe.each(named.map((route) => ({ name: `${route.method} ${route.path}`, route })))('$name', ({ route }) => {
  const refusal = isForOperators(route)
    ? { status: 403, body: { code: 'operator_required' } }
    : { status: 404, body: { code: 'not_found' } };
  test(`is ${refusal.status} for somebody else's things, in each mixture with one's own, and changes nothing`, async () => {
    const params = paramsOf(route.path);
    const before = await dump();
    // Each of the ids may be the victim's or the attacker's own; all of them own is no attack.
    for (let mixture = 1; mixture < 2 ** params.length; mixture += 1) {
      const ids = Object.fromEntries(
        params.map((name, place) => [name, (mixture & (1 << place) ? victim : attacker).ids[name]!]),
      );
      const { status, body } = await callAs(attacker.token, route, ids);
      // Where this is 422, the body is not as good as it has to be: give the call one in testing/good-bodies.ts.
      expect({ ids, status, body }).toMatchObject({ ids, ...refusal });
      expect(JSON.stringify(body)).not.toMatch(/victim/i);
    }
    expect(withoutUse(await dump())).toEqual(withoutUse(before));
  });
});

test('every other call of the routing table is for anybody, or names nothing of anybody', () => {
  const rest = routes.filter((route) => !named.includes(route));
  const naming = rest.filter(({ access, path }) => access !== 'public' && path.includes('{'));
  expect(naming).toEqual([]);
  expect(operations.filter(({ by }) => by === 'token').map(({ id }) => id)).toEqual(
    expect.arrayContaining(signedIn.map(({ id }) => id)),
  );
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

/** What members do: they ask, take back what they asked for, and leave. */
const doings = new Set(['askForApp', 'withdrawInstallRequest', 'leaveWorkspace']);

/** What members do not read: what others did, and what others ask for. */
const statusForMembers: Record<string, number> = {
  readAuditLog: 403,
  namesInAuditLog: 403,
  exportAuditLog: 403,
  listInvitations: 403,
  getInstallRequest: 404,
};

test('a member reads what the workspace has and changes nothing of it', async () => {
  const before = await dump();
  const inWorkspace = named.filter(({ path, id }) => path.includes('{workspaceId}') && !doings.has(id));
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

/** The dump without the notes that a token, or a session, was used. */
function withoutUse(tables: Map<string, string[]>): [string, string[]][] {
  return [...tables]
    .filter(([name]) => name !== 'accounts.personal_access_tokens')
    .map(([name, rows]) =>
      name === 'accounts.session' ? [name, rows.map((row) => row.replace(/"lastSeenAt": [^,}]+/, ''))] : [name, rows],
    );
}
