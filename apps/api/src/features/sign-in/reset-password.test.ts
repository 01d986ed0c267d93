import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAccounts, type Accounts } from './open-accounts.fixture.ts';

const newPassword = 'another good password';
let accounts: Accounts;
beforeAll(async () => void (accounts = await openAccounts()));
afterAll(() => accounts[Symbol.asyncDispose]());

const forgot = (email: string) => accounts.post('request-password-reset', { email });
const reset = (token: string | undefined, password = newPassword) =>
  accounts.post('reset-password', { token, newPassword: password });
const signIn = (email: string, password: string) => accounts.post('sign-in/email', { email, password });

test('by the link of a mail another password is chosen, once; every session ends and the owner is told', async () => {
  const ada = await accounts.signedIn('ada');
  expect((await forgot(ada.email)).status).toBe(200);
  const [mail] = await accounts.mailsTo(ada.email);
  expect(mail!.text).toContain('http://store.test/reset-password?token=');
  expect((await reset(mail!.token)).status).toBe(200);
  expect((await signIn(ada.email, ada.password)).status).toBe(401);
  expect((await signIn(ada.email, newPassword)).status).toBe(200);
  expect((await accounts.get('/v1/me', ada.cookie)).status).toBe(401);
  const { status, body } = await reset(mail!.token, 'a third good password');
  expect([status, body['code']]).toEqual([400, 'INVALID_TOKEN']);
  expect((await accounts.mailsTo(ada.email))[0]!.subject).toBe('Your password was changed');
});

test('of one link that is used five times at once, one use counts', async () => {
  const bob = await accounts.signedIn('bob');
  await forgot(bob.email);
  const [mail] = await accounts.mailsTo(bob.email);
  const passwords = Array.from({ length: 5 }, (_, n) => `good password number ${n}`);
  const answers = await Promise.all(passwords.map((password) => reset(mail!.token, password)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 400, 400, 400, 400]);
  const chosen = passwords[answers.findIndex(({ status }) => status === 200)]!;
  expect((await signIn(bob.email, chosen)).status).toBe(200);
});

test('a new password ends the other links, whether it came by a link or by the former one', async () => {
  const cleo = await accounts.signedIn('cleo');
  await forgot(cleo.email);
  await forgot(cleo.email);
  const [second, first] = await accounts.mailsTo(cleo.email);
  expect((await reset(second!.token)).status).toBe(200);
  expect((await reset(first!.token)).status).toBe(400);
  const { cookie } = await signIn(cleo.email, newPassword);
  await forgot(cleo.email);
  const [third] = await accounts.mailsTo(cleo.email);
  const change = { currentPassword: newPassword, newPassword: 'the fourth good password' };
  expect((await accounts.post('change-password', change, cookie)).status).toBe(200);
  expect((await reset(third!.token)).status).toBe(400);
});

test('a link that is over, short of an hour, chooses nothing', async () => {
  const dan = await accounts.signedIn('dan');
  await forgot(dan.email);
  const em = accounts.api.services.em();
  const [row] = await em.execute<{ minutes: number }[]>(
    `select round(extract(epoch from "expiresAt" - now()) / 60)::int as minutes from accounts.verification where value = ?`,
    [dan.userId],
  );
  expect(row!.minutes).toBe(60);
  await em.execute(`update accounts.verification set "expiresAt" = now() - interval '1 second' where value = ?`, [
    dan.userId,
  ]);
  expect((await reset((await accounts.mailsTo(dan.email))[0]!.token)).status).toBe(400);
});

test('an address without an account is answered the same, and its owner told once a day', async () => {
  const eve = await accounts.signedIn('eve');
  const answers = [await forgot(eve.email), await forgot('nobody@example.com'), await forgot('Nobody@example.com')];
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  const mails = await accounts.mailsTo('nobody@example.com');
  expect(mails.map(({ subject, token }) => [subject, token])).toEqual([
    ['There is no account with your address', undefined],
  ]);
});

test('who has the link of a mail has the address: nothing more is asked of it', async () => {
  const email = 'waiting@example.com';
  await accounts.post('sign-up/email', { name: 'Waiting', email, password: 'a good password' });
  await forgot(email);
  const [mail] = await accounts.mailsTo(email);
  await reset(mail!.token);
  expect((await signIn(email, newPassword)).status).toBe(200);
});

test('neither a link nor its token is in a table in the clear, or in a log', async () => {
  const fay = await accounts.signedIn('fay');
  await forgot(fay.email);
  const { token } = (await accounts.mailsTo(fay.email))[0]!;
  const rows = await accounts.api.services
    .em()
    .execute<{ row: string }[]>(
      `select to_jsonb(v)::text as row from accounts.verification v union all select to_jsonb(m)::text from mail.messages m`,
    );
  const hex = Buffer.from(token!).toString('hex');
  for (const { row } of rows) expect(row.includes(token!) || row.includes(hex)).toBe(false);
  expect(accounts.api.logged()).not.toContain(token);
});

test('a changed password ends every other session, gives this one a new token, and asks for the former password', async () => {
  const gus = await accounts.signedIn('gus');
  const other = await signIn(gus.email, gus.password);
  const change = { currentPassword: gus.password, newPassword };
  expect((await accounts.post('change-password', { ...change, currentPassword: 'wrong' }, gus.cookie)).status).toBe(
    400,
  );
  const changed = await accounts.post('change-password', change, gus.cookie);
  expect(changed.status).toBe(200);
  expect((await accounts.get('/v1/me', changed.cookie)).status).toBe(200);
  for (const cookie of [other.cookie, gus.cookie]) expect((await accounts.get('/v1/me', cookie)).status).toBe(401);
});
