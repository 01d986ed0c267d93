import request from 'supertest';
import { expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../testing/create-test-api.ts';
import { sessionOf, type SessionHeaders } from '../../testing/session-of.ts';

const day = 24 * 3_600_000;
const path = '/v1/me/tokens';
const inDays = (days: number) => new Date(Date.now() + days * day).toISOString();
const good = { name: 'CI', scopes: ['account:read'], expiresAt: inDays(30) };

interface Token {
  id: string;
  plain?: string;
}

const make = ({ app }: TestApi, headers: SessionHeaders, body: object = good, key?: string) =>
  request(app)
    .post(path)
    .set({ ...headers, ...(key !== undefined && { 'idempotency-key': key }) })
    .send(body);

test('a token is shown once, works for what it was given, is listed by its ends, and is dead when it is revoked', async () => {
  await using api = await createTestApi();
  const person = await api.person('ada');
  const session = await sessionOf(api, person);
  const { body, headers } = await make(api, session).expect(201);
  const { plain, ...token } = body as Token;
  expect(headers['cache-control']).toBe('no-store');
  expect(token).toMatchObject({ ...good, isExpired: false, lastUsedAt: null, start: plain!.slice(0, 11) });
  const as = { authorization: `Bearer ${plain}` };
  const { text } = await request(api.app).get(path).set(as).expect(200);
  expect(text).not.toContain(plain);
  const items = (JSON.parse(text) as { items: object[] }).items;
  expect(items).toMatchObject([
    { id: token.id, lastUsedAt: expect.any(String) },
    { name: 'test', scopes: null, expiresAt: null },
  ]);
  await request(api.app).get('/v1/developer/apps').set(as).expect(403);
  await request(api.app).delete(`${path}/${token.id}`).set(session).expect(200);
  await request(api.app).get('/v1/me').set(as).expect(401);
  await request(api.app).delete(`${path}/${token.id}`).set(session).expect(404);
  const log = await api.services.accountLogOf(api.services.em()).read({ accountId: person.userId, limit: 10 });
  expect(log.map(({ action }) => action)).toEqual(['token_revoked', 'token_made']);
  expect(JSON.stringify(log) + api.logged()).not.toContain(plain);
});

test('the same call makes one token, and does not show it twice', async () => {
  await using api = await createTestApi();
  const session = await sessionOf(api, await api.person('ada'));
  const first = (await make(api, session, good, 'once').expect(201)).body as Token;
  const again = (await make(api, session, good, 'once').expect(201)).body as Token;
  expect([again.id, again.plain]).toEqual([first.id, undefined]);
  await make(api, session, { ...good, name: 'Other' }, 'once').expect(422);
  await request(api.app).delete(`${path}/${first.id}`).set(session).expect(200);
  await make(api, session, good, 'once').expect(404);
});

test.each([
  ['no expiry', { expiresAt: undefined }, 'expiresAt'],
  ['an expiry that is over', { expiresAt: inDays(-1) }, 'expiresAt'],
  ['an expiry in more than a year', { expiresAt: inDays(367) }, 'expiresAt'],
  ['no scope', { scopes: [] }, 'scopes'],
  ['a scope that there is not', { scopes: ['apps:all'] }, 'scopes[0]'],
  ['a scope twice', { scopes: ['operator', 'operator'] }, 'scopes'],
  ['a name of two lines', { name: 'a\nb' }, 'name'],
  ['no name', { name: '  ' }, 'name'],
])('%s is refused at its field', async (_what, change, field) => {
  await using api = await createTestApi();
  const session = await sessionOf(api, await api.person('ada'));
  const { body } = await make(api, session, { ...good, ...change }).expect(422);
  expect(body).toMatchObject({
    code: 'invalid_request',
    errors: [{ path: field, message: expect.stringMatching(/\S/) }],
  });
});

test('another site does not make one in the name of somebody who is signed in', async () => {
  await using api = await createTestApi();
  const session = await sessionOf(api, await api.person('ada'));
  const { body } = await make(api, { ...session, origin: 'https://evil.example' }).expect(403);
  expect(body).toMatchObject({ code: 'cross_site_request' });
});
