import { createTestClock, createTestDatabase, type TestDatabase } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import { accountsTables, createTokens } from './index.ts';

const day = 24 * 3_600_000;
const ada = { id: 'usr_1', name: 'Ada', email: 'ada@example.com' };

async function openTokens() {
  const db = await createTestDatabase(accountsTables);
  await db
    .em()
    .execute(
      `insert into accounts."user" (id, name, email, "emailVerified") values ('usr_1', 'Ada', 'ada@example.com', true)`,
    );
  const tokens = createTokens(db.em(), { clock: createTestClock(new Date()) });
  const inDays = (days: number) => new Date(Date.now() + days * day);
  return { db, tokens, inDays, [Symbol.asyncDispose]: () => db[Symbol.asyncDispose]() };
}

const rowsOf = (db: TestDatabase) => db.em().execute<{ id: string }[]>('select * from accounts.personal_access_tokens');

test('a token is stored as its hash, names its person and its scopes, and ends when it is revoked', async () => {
  await using place = await openTokens();
  const { db, tokens, inDays } = place;
  const wanted = { name: 'laptop', scopes: ['apps:read', 'apps:write'] as const, expiresAt: inDays(7) };
  const { token, plain } = await tokens.make('usr_1', wanted);
  expect(plain).toMatch(/^mm_pat_[0-9A-Za-z]{38}$/);
  expect(await tokens.verify(plain)).toEqual({ user: ada, scopes: ['apps:read', 'apps:write'] });
  expect(JSON.stringify(await rowsOf(db))).not.toContain(plain);
  expect(await tokens.list('usr_1')).toMatchObject([
    { ...wanted, id: token.id, start: plain.slice(0, 11), lastFour: plain.slice(-4), lastUsedAt: expect.any(Date) },
  ]);
  await expect(tokens.revoke('usr_2', token.id)).rejects.toMatchObject({ code: 'not_found' });
  expect(await tokens.revoke('usr_1', token.id)).toMatchObject({ id: token.id });
  await expect(tokens.verify(plain)).rejects.toMatchObject({ code: 'token_invalid' });
  expect(await tokens.list('usr_1')).toEqual([]);
  await expect(tokens.revoke('usr_1', token.id)).rejects.toMatchObject({ code: 'not_found' });
});

test('a token from before there were scopes has all of them', async () => {
  await using place = await openTokens();
  const { db, tokens } = place;
  const { plain } = await tokens.make('usr_1', { name: 'old', scopes: ['apps:read'], expiresAt: null });
  // As the program of before writes it: without the column.
  await db.em().execute('update accounts.personal_access_tokens set scopes = default');
  expect((await tokens.verify(plain)).scopes).toBeNull();
  expect((await tokens.list('usr_1'))[0]).toMatchObject({ scopes: null, expiresAt: null });
});

test('an expired token is refused and still listed, and a mistyped one is refused without asking the database', async () => {
  await using place = await openTokens();
  const { db, tokens } = place;
  const past = new Date(Date.now() - 1_000);
  const { plain } = await tokens.make('usr_1', { name: 'old', scopes: ['apps:read'], expiresAt: past });
  await expect(tokens.verify(plain)).rejects.toMatchObject({ code: 'token_invalid' });
  expect(await tokens.list('usr_1')).toHaveLength(1);
  await db.orm.close(true);
  await expect(tokens.verify(`${plain}x`)).rejects.toMatchObject({ code: 'token_invalid' });
});

test('the last use of a token is written once a minute at most', async () => {
  await using place = await openTokens();
  const { db, tokens, inDays } = place;
  const { plain } = await tokens.make('usr_1', { name: 'laptop', scopes: null, expiresAt: inDays(1) });
  const row = async (): Promise<unknown> =>
    (await db.em().execute('select last_used_at, xmin::text as version from accounts.personal_access_tokens'))[0];
  await tokens.verify(plain);
  const first = await row();
  expect(first).toMatchObject({ last_used_at: expect.anything() });
  await tokens.verify(plain);
  expect(await row()).toEqual(first);
  await db.em().execute(`update accounts.personal_access_tokens set last_used_at = now() - interval '61 seconds'`);
  const older = await row();
  await tokens.verify(plain);
  expect(await row()).not.toEqual(older);
});

test('nobody has more than fifty; one that is revoked makes room', async () => {
  await using place = await openTokens();
  const { tokens, inDays } = place;
  const wanted = { name: 'one of many', scopes: ['apps:read'] as const, expiresAt: inDays(1) };
  const { token } = await tokens.make('usr_1', wanted);
  for (let made = 1; made < 50; made += 1) await tokens.make('usr_1', wanted);
  await expect(tokens.make('usr_1', wanted)).rejects.toMatchObject({ code: 'too_many_tokens' });
  await tokens.make('usr_2', wanted);
  await tokens.revoke('usr_1', token.id);
  await tokens.make('usr_1', wanted);
});
