import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAccounts, type Accounts } from './open-accounts.fixture.ts';

const common = 'qwertyuiop';
let accounts: Accounts;
beforeAll(async () => void (accounts = await openAccounts()));
afterAll(() => accounts[Symbol.asyncDispose]());

const refused = { status: 400, body: { code: 'PASSWORD_TOO_COMMON', message: expect.stringContaining('a few words') } };
const signIn = (email: string, password: string) => accounts.post('sign-in/email', { email, password });

test('a password that many people have makes no account, whether the address has one or not', async () => {
  const known = await accounts.signedIn('known');
  for (const email of ['new@example.com', known.email])
    expect(await accounts.post('sign-up/email', { name: 'Ada', email, password: common })).toMatchObject(refused);
  expect(await accounts.mailsTo('new@example.com')).toEqual([]);
});

test('it is chosen neither by a link, which stays good, nor in place of the former one', async () => {
  const { email, password, cookie } = await accounts.signedIn('ada');
  await accounts.post('request-password-reset', { email });
  const [mail] = await accounts.mailsTo(email);
  const token = mail!.token;
  expect(await accounts.post('reset-password', { token, newPassword: common })).toMatchObject(refused);
  const change = { currentPassword: password, newPassword: common };
  expect(await accounts.post('change-password', change, cookie)).toMatchObject(refused);
  expect((await signIn(email, password)).status).toBe(200);
  expect((await accounts.post('reset-password', { token, newPassword: 'four words by chance' })).status).toBe(200);
  expect((await signIn(email, 'four words by chance')).status).toBe(200);
});
