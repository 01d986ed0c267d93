import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTestDatabase, type TestDatabase } from '@minimart/test-kit';
import { getMigrations } from 'better-auth/db/migration';
import { Pool } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { accountsTables, createAuth, toAuthHandler } from './index.ts';

const baseUrl = 'http://127.0.0.1:3000';
const ada = { name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' };

function authOn(db: TestDatabase, { limitSignIn = false, url = baseUrl } = {}) {
  const pool = new Pool({ connectionString: db.url, options: '-c search_path=accounts' });
  pool.on('error', () => {}); // the database is dropped when the test ends
  onTestFinished(() => pool.end());
  return createAuth({ pool, baseUrl: url, secret: 'a secret of a test, 32 characters', limitSignIn });
}

const signIn = (password: string, headers: Record<string, string> = {}) =>
  new Request(`${baseUrl}/v1/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: baseUrl, ...headers },
    body: JSON.stringify({ email: ada.email, password }),
  });

/** A real HTTP server; `ipOf` stands for Express, which puts `ip` on the request. */
async function serve(auth: ReturnType<typeof createAuth>, ipOf?: () => string) {
  const handle = toAuthHandler(auth);
  const server = createServer((request, response) => {
    void handle(ipOf === undefined ? request : Object.assign(request, { ip: ipOf() }), response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    async signIn(headers: Record<string, string> = {}) {
      const { method, headers: own, body } = signIn('wrong password', headers);
      const text = await new Response(body).text();
      const answer = await fetch(`http://127.0.0.1:${port}/v1/auth/sign-in/email`, {
        method,
        headers: own,
        body: text,
      });
      await answer.arrayBuffer();
      return answer.status;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

test('better-auth itself finds nothing to add: no table, column or index, and no problem', async () => {
  await using db = await createTestDatabase(accountsTables);
  const { toBeCreated, toBeAdded, toBeAddedIndexes, unsafeChanges, schemaProblems } = await getMigrations(
    authOn(db).options,
  );
  expect({ toBeCreated, toBeAdded, toBeAddedIndexes, unsafeChanges, schemaProblems }).toEqual({
    toBeCreated: [],
    toBeAdded: [],
    toBeAddedIndexes: [],
    unsafeChanges: [],
    schemaProblems: [],
  });
});

test('limits attempts to sign in by the address of the socket, whatever address a client claims', async () => {
  await using db = await createTestDatabase(accountsTables);
  await using server = await serve(authOn(db, { limitSignIn: true }));
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 12; attempt += 1) {
    const claimed = `203.0.113.${attempt}`;
    const headers = { 'x-forwarded-for': claimed, 'x-minimart-client-address': claimed };
    statuses.push(await server.signIn(headers));
  }
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429]);
});

test('limits attempts apart where Express tells two addresses apart', async () => {
  await using db = await createTestDatabase(accountsTables);
  let ip = '203.0.113.1';
  await using server = await serve(authOn(db, { limitSignIn: true }), () => ip);
  for (let attempt = 0; attempt < 10; attempt += 1) expect(await server.signIn()).toBe(401);
  expect(await server.signIn()).toBe(429);
  ip = '203.0.113.2';
  expect(await server.signIn()).toBe(401);
});

test.each([
  ['turns the reading direction', 'Ada \u202Eadn'],
  ['has two lines', 'Ada\nOwner'],
  ['shows nothing', '\u200B'],
  ['is longer than a line', 'A'.repeat(81)],
])('takes no name that %s', async (_, name) => {
  await using db = await createTestDatabase(accountsTables);
  await expect(authOn(db).api.signUpEmail({ body: { ...ada, name } })).rejects.toThrow(
    'The name must be one line of 1 to 80 characters.',
  );
});

test('takes no password shorter than ten characters', async () => {
  await using db = await createTestDatabase(accountsTables);
  await expect(authOn(db).api.signUpEmail({ body: { ...ada, password: 'nine char' } })).rejects.toThrow(
    'Password too short',
  );
});

test('the cookie of a sign-in cannot be read by scripts nor sent by other sites, and needs https where there is https', async () => {
  await using db = await createTestDatabase(accountsTables);
  const https = authOn(db, { url: 'https://store.example.com' });
  await https.api.signUpEmail({ body: ada });
  const { headers } = await https.api.signInEmail({ body: ada, returnHeaders: true });
  expect(headers.getSetCookie()[0]).toMatch(
    /^__Host-minimart\.session_token=.+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
  expect(headers.getSetCookie()[0]).not.toMatch(/domain=/i);
});

test('refuses a sign-in that another site sends', async () => {
  await using db = await createTestDatabase(accountsTables);
  const auth = authOn(db);
  await auth.api.signUpEmail({ body: ada });
  const foreign = { origin: 'https://evil.example', cookie: 'minimart.session_token=x' };
  expect((await auth.handler(signIn(ada.password, foreign))).status).toBe(403);
  expect((await auth.handler(signIn(ada.password))).status).toBe(200);
});
