import { tokenScopes, type TokenScope } from '@minimart/accounts';
import request, { type Test } from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Services } from './compose.ts';
import { uploadAccess, uploadPath } from './features/uploads/describe-uploads.ts';
import { registry } from './plugins.ts';
import { allRoutes } from './routes.ts';
import { createTestApi, type TestApi } from './testing/create-test-api.ts';
import type { TestPerson } from './testing/plant-people.ts';
import { sessionOf, type SessionHeaders } from './testing/session-of.ts';

// A route that says nothing of tokens does not compile; this tests that what each says is heeded.
const upload = { id: 'uploadAsset', method: 'post', path: `${uploadPath}?use=logo`, ...uploadAccess } as const;
const routes = [...allRoutes({ registry } as Services), upload];
const signedIn = routes.filter(({ access }) => access === 'signed-in');
const limited = signedIn.filter(({ tokenScope }) => tokenScope !== 'session-only' && tokenScope !== 'not-needed');

let api: TestApi;
let person: TestPerson;
let session: SessionHeaders;

beforeAll(async () => {
  api = await createTestApi();
  person = await api.person('scoped');
  session = await sessionOf(api, person);
});
afterAll(() => api[Symbol.asyncDispose]());

async function tokenWith(scopes: readonly TokenScope[]): Promise<string> {
  const wanted = { name: 'limited', scopes, expiresAt: new Date(Date.now() + 60_000) };
  const { plain } = await api.services.tokensOf(api.services.em()).make(person.userId, wanted);
  return plain;
}

function call({ method, path }: { method: string; path: string }, headers: object): Test {
  const address = path.replaceAll(/\{\w+\}/g, 'none_0');
  const sent = request(api.app)[method as 'get'](address);
  return sent.set({ ...headers });
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe.each(tokenScopes)('%s', (scope) => {
  const meant = limited.filter(({ tokenScope }) => tokenScope === scope);

  test('is asked for by some call', () => expect(meant.length).toBeGreaterThan(0));

  test('without it a token is refused by name, with it not, and nothing else makes up for it', async () => {
    const without = await tokenWith(tokenScopes.filter((each) => each !== scope));
    const alone = await tokenWith([scope]);
    for (const route of meant) {
      const { status, body, headers } = await call(route, bearer(without));
      expect({ id: route.id, status, body }).toMatchObject({
        id: route.id,
        status: 403,
        body: { code: 'token_scope_missing', needed: scope, detail: expect.stringContaining(scope) },
      });
      expect(headers['www-authenticate']).toBe(`Bearer error="insufficient_scope", scope="${scope}"`);
      const opened = await call(route, bearer(alone));
      expect([route.id, (opened.body as { code?: string }).code]).not.toContain('token_scope_missing');
    }
  });
});

test('a call that asks for no scope takes any token, and one that is not for tokens takes none, not even one that has all', async () => {
  const poor = await tokenWith(['operator']);
  for (const route of signedIn.filter(({ tokenScope }) => tokenScope === 'not-needed'))
    expect([route.id, (await call(route, bearer(poor))).status]).toEqual([route.id, 200]);
  const closed = signedIn.filter(({ tokenScope }) => tokenScope === 'session-only');
  expect(closed.map(({ id }) => id)).toEqual(expect.arrayContaining(['createToken', 'revokeToken']));
  for (const route of closed) {
    for (const token of [person.token, await tokenWith(tokenScopes)]) {
      const { status, body } = await call(route, bearer(token));
      expect([route.id, status, (body as { code: string }).code]).toEqual([route.id, 403, 'session_required']);
    }
    const { body } = await call(route, session);
    expect([route.id, (body as { code?: string }).code]).not.toContain('session_required');
  }
});

test('sessions, and tokens from before there were scopes, are asked for none', async () => {
  for (const route of limited)
    for (const headers of [session, bearer(person.token)]) {
      const { body } = await call(route, headers);
      expect([route.id, (body as { code?: string }).code]).not.toContain('token_scope_missing');
    }
});

test('a page of the store is shown to a token without the scope as to nobody', async () => {
  const { status, headers } = await request(api.app)
    .get('/v1/apps')
    .set(bearer(await tokenWith(['operator'])));
  expect([status, headers['www-authenticate']]).toEqual([200, undefined]);
});
