import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { Services } from './compose.ts';
import { registry } from './plugins.ts';
import { errorCodes } from './problems/problem-kinds.ts';
import { allRoutes } from './routes.ts';
import { createTestApi, type TestApi } from './testing/create-test-api.ts';
import { exampleManifest } from './testing/example-manifest.ts';
import { goodBodies } from './testing/good-bodies.ts';
import { hostileHeaders, hostileSegment, hostileText, hostileValue, spoilt } from './testing/hostile-input.ts';
import { call, publishApp } from './testing/install-client.ts';
import { plantReview } from './testing/plant-review.ts';
import { createRawClient, type RawAnswer, type RawRequest } from './testing/send-raw.ts';

/** A call to attack: its path with braces, a body that is good, and the names its query knows. */
interface Target {
  name: string;
  method: string;
  path: string;
  body: object | undefined;
  query: string[];
  by: 'token' | 'key' | 'nobody';
}

const bodies: Record<string, object> = goodBodies({
  app: 'standing',
  otherApp: 'other',
  receiverUrl: 'http://127.0.0.1:9',
});

const targets: Target[] = [
  ...allRoutes({ registry } as Services).map(({ id, method, path, body, query, access }) => {
    const by = access === 'public' ? ('nobody' as const) : ('token' as const);
    return {
      name: `${method} ${path}`,
      method,
      path,
      body: body === undefined ? undefined : (bodies[id] ?? {}),
      query: Object.keys(query?.shape ?? {}),
      by,
    };
  }),
  ...registry.operations.map(({ method, path, input: { body, query } }) => ({
    name: `${method} /api${path}`,
    method,
    path: `/api${path}`,
    body: body === undefined ? undefined : exampleOf(body),
    query: Object.keys(query?.shape ?? {}),
    by: 'key' as const,
  })),
  ...['sign-in/email', 'sign-up/email'].map((action) => ({
    name: `post /v1/auth/${action}`,
    method: 'post',
    path: `/v1/auth/${action}`,
    body: { name: 'Eve', email: 'eve@example.com', password: 'a good password' },
    query: [],
    by: 'nobody' as const,
  })),
];

/** A body out of the examples that an operation's fields carry; a field without one is left out. */
function exampleOf(schema: z.ZodType): object {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, field]) => {
      const { examples = [] } = field as { examples?: unknown[] };
      return examples.length > 0 ? [[name, examples[0]]] : [];
    }),
  );
}

let api: TestApi;
let server: Server;
let client: ReturnType<typeof createRawClient>;
let url: string;
let ids: Record<string, string>;
const credentials = { token: '', key: '', nobody: undefined };

beforeAll(async () => {
  const operators: string[] = [];
  api = await createTestApi({ operators });
  server = await new Promise<Server>((resolve) => {
    const listening = api.app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  client = createRawClient(url);
  const person = await api.person('attacked');
  operators.push(person.userId);
  const workspaceId = await api.workspace({ owner: person });
  await api.bot(workspaceId);
  const { token } = person;
  const app = await publishApp(url, person, exampleManifest('http://127.0.0.1:9', { slug: 'standing' }));
  const scopes = registry.scopes.map(({ id }) => ({ id, reason: 'To be attacked.' }));
  await publishApp(url, person, { ...exampleManifest(url), slug: 'keyed', scopes, authInputs: [], requests: {} });
  const installations = `${url}/v1/workspaces/${workspaceId}/installations`;
  const body = { app: 'keyed', scopes: scopes.map(({ id }) => id) };
  const keyed = await call(installations, { method: 'POST', token, body });
  const other = await call(installations, {
    method: 'POST',
    token,
    body: { ...bodies['installApp'], app: 'standing' },
  });
  const { id: installationId, delivery } = other.body as unknown as { id: string; delivery: { id: string } };
  await publishApp(url, person, exampleManifest('http://127.0.0.1:9', { slug: 'other' }));
  const member = await api.person('asking');
  await api.services.accountsOf(api.services.em()).addMember(workspaceId, member.userId, 'member');
  const asks = `${url}/v1/workspaces/${workspaceId}/install-requests`;
  const asked = await call(asks, { method: 'POST', token: member.token, body: bodies['askForApp'] });
  const requestId = asked.body.id;
  const invited = { workspaceId, email: 'invited@example.com', role: 'member' as const, invitedBy: person.userId };
  const { invitation } = await api.services.invitationsOf(api.services.em()).send(invited);
  const review = { workspaceId, workspaceName: 'Tea House', appId: app.id, authorId: person.userId };
  ids = {
    reviewId: await plantReview(api.services, review),
    workspaceId,
    requestId,
    userId: member.userId,
    invitationId: invitation.id,
    tokenId: 'pat_none',
    installationId,
    appId: app.id,
    deliveryId: delivery.id,
    slug: 'standing',
    collection: 'for-shops',
    version: '1.0.0',
  };
  Object.assign(credentials, { token, key: keyed.body['plainKey'] });
});
afterAll(async () => {
  client.close();
  server.closeAllConnections();
  server.close();
  await api[Symbol.asyncDispose]();
});

/** A request at a target with any of its parts hostile, most of them good. */
function attackOn({ method, path, body, query, by }: Target): fc.Arbitrary<RawRequest> {
  const params = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  const names = [...query, 'cursor', '__proto__', 'a[b]', 'limit'];
  const mostlyNone = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { freq: 2, nil: undefined });
  return fc
    .record({
      segments: fc.tuple(
        ...params.map((name) =>
          fc.oneof({ weight: 4, arbitrary: fc.constant(ids[name]!) }, { weight: 1, arbitrary: hostileSegment }),
        ),
      ),
      query: mostlyNone(fc.array(fc.tuple(fc.constantFrom(...names), hostileSegment), { maxLength: 3 })),
      body: fc.oneof(
        { weight: 4, arbitrary: spoilt(body ?? {}).map((value) => JSON.stringify(value)) },
        { weight: 1, arbitrary: hostileText },
        { weight: 1, arbitrary: hostileValue.map((value) => JSON.stringify(value)) },
      ),
      headers: mostlyNone(hostileHeaders),
    })
    .map((parts) => {
      let place = 0;
      const filled = path.replaceAll(/\{\w+\}/g, () => parts.segments[place++]!);
      const search = (parts.query ?? []).map(([name, value]) => `${name}=${value}`).join('&');
      const credential = credentials[by];
      const hasBody = method !== 'get' || parts.headers?.['content-type'] !== undefined;
      return {
        method: method.toUpperCase(),
        path: search === '' ? filled : `${filled}?${search}`,
        body: hasBody ? parts.body : undefined,
        headers: {
          ...(hasBody && {
            'content-type': 'application/json',
            'content-length': String(Buffer.byteLength(parts.body)),
          }),
          'if-match': '*',
          ...parts.headers,
          ...(credential !== undefined && { authorization: `Bearer ${credential}` }),
        },
      };
    });
}

function expectAnswer({ status, type, text, json }: RawAnswer, { path }: RawRequest): void {
  // What If-None-Match asks for (RFC 9110, 13.1.2); it has no body.
  if (status === 304) return;
  expect(status, text).toBeLessThan(500);
  if (status === 200 && type?.startsWith('text/csv') && /\/(audit-log|numbers)\/export/.test(path)) return;
  expect(type).toMatch(/^application\/(problem\+)?json(;|$)/);
  expect(json, text).toBeDefined();
  if (status < 400 || path.startsWith('/v1/auth/')) return;
  expect(type).toMatch('application/problem+json');
  const { code, title, detail, type: page, status: said } = json as Record<string, unknown>;
  expect(errorCodes).toContain(code);
  expect({ title: typeof title, detail: typeof detail, said }).toEqual({
    title: 'string',
    detail: 'string',
    said: status,
  });
  expect(page).toBe(`http://store.test/errors/${String(code).replaceAll('_', '-')}`);
}

test.each(targets)('$name answers whatever is sent as JSON, and never with a defect', async (target) => {
  const attack = async (sent: RawRequest) => expectAnswer(await client.send(sent), sent);
  await fc.assert(fc.asyncProperty(attackOn(target), attack), { numRuns: 50 });
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  expect(api.logged()).not.toContain('a request failed');
});
