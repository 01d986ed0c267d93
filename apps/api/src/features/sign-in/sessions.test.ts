import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAccounts, type Accounts } from './open-accounts.fixture.ts';

let accounts: Accounts;
beforeAll(async () => void (accounts = await openAccounts()));
afterAll(() => accounts[Symbol.asyncDispose]());

type Listed = { id: string; isCurrent: boolean; address: string; userAgent: string; lastSeenAt: string }[];
const sessionsOf = async (cookie: string) =>
  (await accounts.get('/v1/me/sessions', cookie)).body['items'] as unknown as Listed;
const signIn = ({ email, password }: { email: string; password: string }, cookie = '') =>
  accounts.post('sign-in/email', { email, password }, cookie);

test('sessions are listed with where they are and which is this one, without what opens them, and end one by one', async () => {
  const ada = await accounts.signedIn('ada');
  const other = await signIn(ada);
  const listed = await sessionsOf(ada.cookie);
  expect(listed.map(({ isCurrent }) => isCurrent).toSorted()).toEqual([false, true]);
  expect(listed[0]).toMatchObject({ address: '127.0.0.1', userAgent: 'node' });
  const [token = ''] = decodeURIComponent(other.cookie.split('=')[1]!).split('.');
  expect(JSON.stringify(listed)).not.toContain(token);
  const { id } = listed.find(({ isCurrent }) => !isCurrent)!;
  expect((await accounts.remove(`/v1/me/sessions/${id}`, ada.cookie)).status).toBe(200);
  expect((await accounts.get('/v1/me', other.cookie)).status).toBe(401);
  expect((await accounts.get('/v1/me', ada.cookie)).status).toBe(200);
});

test('all others end at once, and nobody ends those of somebody else', async () => {
  const [bob, cleo] = [await accounts.signedIn('bob'), await accounts.signedIn('cleo')];
  const others = [await signIn(bob), await signIn(bob)];
  const [foreign] = await sessionsOf(cleo.cookie);
  expect((await accounts.remove(`/v1/me/sessions/${foreign!.id}`, bob.cookie)).status).toBe(404);
  expect((await accounts.remove('/v1/me/sessions', bob.cookie)).body).toEqual({ ended: 2 });
  for (const { cookie } of others) expect((await accounts.get('/v1/me', cookie)).status).toBe(401);
  for (const { cookie } of [bob, cleo]) expect((await accounts.get('/v1/me', cookie)).status).toBe(200);
});

test('when a session was last seen is noted, every five minutes at most', async () => {
  const dan = await accounts.signedIn('dan');
  const em = accounts.api.services.em();
  const age = async () => Date.now() - Date.parse((await sessionsOf(dan.cookie))[0]!.lastSeenAt);
  const setBack = (minutes: number) =>
    em.execute(`update accounts.session set "lastSeenAt" = now() - make_interval(mins => ?) where "userId" = ?`, [
      minutes,
      dan.userId,
    ]);
  await accounts.get('/v1/me', dan.cookie);
  expect(await age()).toBeLessThan(30_000);
  await setBack(4);
  expect(await age()).toBeGreaterThan(200_000);
  await setBack(6);
  expect(await age()).toBeLessThan(30_000);
});

test('a session that somebody brings along is not the one they get, and is over', async () => {
  const [eve, mallory] = [await accounts.api.person('eve'), await accounts.signedIn('mallory')];
  const signedIn = await signIn(eve, mallory.cookie);
  expect(signedIn.cookie).not.toBe(mallory.cookie);
  expect((await accounts.get('/v1/me', mallory.cookie)).status).toBe(401);
  expect((await accounts.get('/v1/me', signedIn.cookie)).body).toMatchObject({ user: { email: eve.email } });
  const madeUp = await signIn(eve, 'minimart.session_token=chosen-by-mallory.c2ln');
  expect(madeUp.cookie).not.toContain('chosen-by-mallory');
});

test('a wrong password ends nothing', async () => {
  const fay = await accounts.signedIn('fay');
  await accounts.post('sign-in/email', { email: fay.email, password: 'wrong password' }, fay.cookie);
  expect((await accounts.get('/v1/me', fay.cookie)).status).toBe(200);
});

test('sessions that are over are deleted', async () => {
  const gus = await accounts.signedIn('gus');
  const { em, signInMethodsOf } = accounts.api.services;
  await em().execute(`update accounts.session set "expiresAt" = now() - interval '1 second' where "userId" = ?`, [
    gus.userId,
  ]);
  expect(await signInMethodsOf(em()).forgetSessions()).toBe(1);
});
