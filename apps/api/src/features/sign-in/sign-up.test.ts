import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAccounts, type Accounts } from './open-accounts.fixture.ts';

const password = 'a good password';
let accounts: Accounts;
beforeAll(async () => void (accounts = await openAccounts()));
afterAll(() => accounts[Symbol.asyncDispose]());

const signUp = (email: string, more: object = {}) =>
  accounts.post('sign-up/email', { name: 'Eve', email, password, ...more });

test('who signs up confirms the address by the link of a mail, and signs in then', async () => {
  const email = 'eve@example.com';
  expect(await signUp(email)).toMatchObject({ status: 200, cookie: '' });
  const early = await accounts.post('sign-in/email', { email, password });
  expect([early.status, early.body['code'], early.cookie]).toEqual([403, 'EMAIL_NOT_VERIFIED', '']);
  const [again, first] = await accounts.mailsTo(email);
  expect([first!.subject, again!.subject]).toEqual(['Confirm your e-mail address', 'Confirm your e-mail address']);
  expect(first!.text).toContain('http://store.test/verify-email?token=');
  const verified = await accounts.post('verify-email', { token: first!.token });
  expect([verified.status, verified.cookie]).toEqual([200, '']);
  expect(await accounts.post('sign-in/email', { email, password })).toMatchObject({ status: 200 });
});

test('a link that confirmed an address does nothing more, signs nobody in, and none that was changed or made up does anything', async () => {
  const email = 'mia@example.com';
  await signUp(email);
  const [mail] = await accounts.mailsTo(email);
  const [one, two] = await Promise.all([1, 2].map(() => accounts.post('verify-email', { token: mail!.token })));
  expect([one!.status, two!.status, one!.cookie + two!.cookie]).toEqual([200, 200, '']);
  expect((await accounts.post('verify-email', { token: mail!.token })).cookie).toBe('');
  const changed = `${mail!.token!.slice(0, -2)}xx`;
  for (const token of [changed, 'made up', '', ['x'], { toString: 1 }]) {
    const { status, body } = await accounts.post('verify-email', { token });
    expect([status, body['code']]).toEqual([401, 'INVALID_TOKEN']);
  }
});

test('a link is good for a day', async () => {
  const email = 'late@example.com';
  await signUp(email);
  const [, payload = ''] = (await accounts.mailsTo(email))[0]!.token!.split('.');
  const { iat, exp } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { iat: number; exp: number };
  expect(exp - iat).toBe(24 * 3600);
});

test('an address that has an account answers as one that has none, and its owner is told once a day', async () => {
  const known = await accounts.api.person('known');
  const fresh = await signUp('fresh@example.com');
  const [one] = [await signUp(known.email), await signUp(known.email)];
  const shape = ({ status, body }: typeof fresh) => {
    const { user, ...rest } = body as { user: Record<string, unknown> };
    return { status, ...rest, user: Object.keys(user), verified: user['emailVerified'] };
  };
  expect(shape(one)).toEqual(shape(fresh));
  const mails = await accounts.mailsTo(known.email);
  expect(mails.map(({ subject, token }) => [subject, token])).toEqual([['You have an account already', undefined]]);
  expect((await accounts.post('sign-in/email', { email: known.email, password })).status).toBe(401);
});

test.each(['', '...', 'two\nlines', 'x'.repeat(81), '\ud800', 7, null])(
  'a name that is none (%j) is refused alike, whether the address has an account or not',
  async (name) => {
    const known = await accounts.api.person('named');
    const [one, none] = [await signUp(known.email, { name }), await signUp('unnamed@example.com', { name })];
    expect(one).toEqual(none);
    expect(one.status).toBeGreaterThanOrEqual(400);
    expect(await accounts.mailsTo(known.email)).toEqual([]);
  },
);

test('a mail is sent again to an address that waits for it; all addresses are answered alike', async () => {
  const email = 'again@example.com';
  await signUp(email);
  const known = await accounts.api.person('verified');
  const answers = [];
  for (const address of [email, known.email, 'nobody@example.com'])
    answers.push(await accounts.post('send-verification-email', { email: address }));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(await accounts.mailsTo(email)).toHaveLength(2);
  expect(await accounts.mailsTo(known.email)).toEqual([]);
  expect(await accounts.mailsTo('nobody@example.com')).toEqual([]);
});

test.each([
  ['where to go afterwards', { callbackURL: 'https://evil.example' }],
  ['a picture', { image: 'https://evil.example/x.png' }],
  ['that the address is verified', { emailVerified: true }],
])('nobody says %s as they sign up', async (_what, more) => {
  const { status, body } = await signUp('more@example.com', more);
  expect([status, body['code']]).toEqual([422, 'invalid_request']);
});

test('where strangers may not sign up, nobody does, and the page can say so; people still get in', async () => {
  await using closed = await openAccounts({ signUp: 'closed' });
  expect(await closed.get('/v1/sign-in-options')).toMatchObject({ body: { signUp: 'closed' } });
  const { status, body } = await closed.post('sign-up/email', { name: 'Eve', email: 'eve@example.com', password });
  expect([status, body['code']]).toEqual([400, 'EMAIL_PASSWORD_SIGN_UP_DISABLED']);
  expect((await closed.signedIn('ada')).cookie).toContain('session_token');
});

test('no link, token or password is in a log', () => {
  const logged = accounts.api.logged();
  expect(logged).not.toContain(password);
  expect(logged).not.toMatch(/token=|eyJ/);
});
