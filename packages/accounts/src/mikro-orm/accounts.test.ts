import { schemaDifferences } from '@minimart/database';
import { createTestClock, createTestDatabase, type TestDatabase } from '@minimart/test-kit';
import { getMigrations } from 'better-auth/db/migration';
import { Pool } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { accountsTables, createAccounts, createAuth } from './index.ts';

const baseUrl = 'http://127.0.0.1:3000';
const password = 'correct horse battery';

function authOn(db: TestDatabase) {
  const pool = new Pool({ connectionString: db.url, options: '-c search_path=accounts' });
  pool.on('error', () => {}); // the database is dropped when the test ends
  onTestFinished(() => pool.end());
  return createAuth({ pool, baseUrl, secret: crypto.randomUUID() + crypto.randomUUID(), limitSignIn: true });
}

async function signUp(auth: ReturnType<typeof createAuth>, email: string) {
  const { user } = await auth.api.signUpEmail({ body: { name: 'Ada', email, password } });
  return user.id;
}

test('better-auth finds every table and column that it needs', async () => {
  await using db = await createTestDatabase(accountsTables);
  const { toBeCreated, toBeAdded } = await getMigrations(authOn(db).options);
  expect([toBeCreated, toBeAdded]).toEqual([[], []]);
});

test('entities and migrations agree', async () => {
  await using db = await createTestDatabase(accountsTables);
  expect(await schemaDifferences(db.orm)).toBe('');
});

test('a person who signed up can sign in, and no password is stored', async () => {
  await using db = await createTestDatabase(accountsTables);
  const auth = authOn(db);
  await signUp(auth, 'ada@example.com');
  const { headers } = await auth.api.signInEmail({ body: { email: 'ada@example.com', password }, returnHeaders: true });
  const cookie = headers.getSetCookie()[0]!;
  expect(cookie).toMatch(/^minimart\.session_token=.+HttpOnly; SameSite=Lax/);
  const session = await auth.api.getSession({ headers: new Headers({ cookie: cookie.split(';')[0]! }) });
  expect(session?.user.email).toBe('ada@example.com');
  const [{ stored }] = (await db.em().execute('select password as stored from accounts.account')) as [
    { stored: string },
  ];
  expect(stored).not.toContain(password);
  await expect(
    auth.api.signInEmail({ body: { email: 'ada@example.com', password: 'wrong password' } }),
  ).rejects.toThrow('Invalid email or password');
});

test('membership says the role, and nothing to anybody else', async () => {
  await using db = await createTestDatabase(accountsTables);
  const accounts = createAccounts(db.em(), { clock: createTestClock() });
  const { id } = await accounts.createWorkspace('Tea House');
  await accounts.addMember(id, 'usr_1', 'admin');
  expect(await accounts.membership('usr_1', id)).toEqual({ id, name: 'Tea House', role: 'admin', isSandbox: false });
  expect(await accounts.workspacesOf('usr_1')).toHaveLength(1);
  expect(await accounts.membership('usr_2', id)).toBeUndefined();
  expect(await accounts.membership('usr_1', 'ws_none')).toBeUndefined();
});

test('a workspace tells who belongs to it, in the order in which they joined', async () => {
  await using db = await createTestDatabase(accountsTables);
  const clock = createTestClock();
  const accounts = createAccounts(db.em(), { clock });
  const [own, other] = [await accounts.createWorkspace('Own'), await accounts.createWorkspace('Other')];
  await db.em().execute(
    `insert into accounts."user" (id, name, email, "emailVerified", image) values
     ('usr_1', 'Ada', 'ada@example.com', true, null),
     ('usr_2', 'Grace', 'grace@example.com', true, 'https://pictures.example.com/grace.png'),
     ('usr_3', 'Else', 'else@example.com', true, null)`,
  );
  await accounts.addMember(own.id, 'usr_2', 'owner');
  clock.advance(1_000);
  await accounts.addMember(own.id, 'usr_1', 'member');
  await accounts.addMember(other.id, 'usr_3', 'owner');
  const image = 'https://pictures.example.com/grace.png';
  expect(await accounts.membersOf(own.id)).toEqual([
    { id: 'usr_2', name: 'Grace', email: 'grace@example.com', image, role: 'owner' },
    { id: 'usr_1', name: 'Ada', email: 'ada@example.com', image: null, role: 'member' },
  ]);
  expect(await accounts.membersOf('ws_none')).toEqual([]);
});

test('a workspace has a name', async () => {
  await using db = await createTestDatabase(accountsTables);
  const accounts = createAccounts(db.em(), { clock: createTestClock() });
  const { id } = await accounts.createWorkspace('Tea House');
  expect(await accounts.workspace(id)).toEqual({ id, name: 'Tea House', sandboxOf: null });
  expect(await accounts.workspace('ws_none')).toBeUndefined();
});

test('a developer has one sandbox, however many ask at once, and owns it', async () => {
  await using db = await createTestDatabase(accountsTables);
  const make = () =>
    db.em().transactional((em) => createAccounts(em, { clock: createTestClock() }).createSandbox('usr_1', 'Sandbox'));
  const made = (await Promise.all([make(), make(), make()])).filter((each) => each !== undefined);
  expect(made).toHaveLength(1);
  const accounts = createAccounts(db.em(), { clock: createTestClock() });
  const { id } = made[0]!;
  expect(await accounts.sandboxOf('usr_1')).toEqual({ id, name: 'Sandbox' });
  expect(await accounts.sandboxOf('usr_2')).toBeUndefined();
  expect(await accounts.workspace(id)).toMatchObject({ sandboxOf: 'usr_1' });
  expect(await accounts.membership('usr_1', id)).toMatchObject({ role: 'owner', isSandbox: true });
});
