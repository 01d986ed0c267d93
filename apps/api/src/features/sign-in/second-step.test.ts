import { totpCode } from '@minimart/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAccounts, type Accounts, type Answer } from './open-accounts.fixture.ts';

let accounts: Accounts;
beforeAll(async () => void (accounts = await openAccounts()));
afterAll(() => accounts[Symbol.asyncDispose]());

const codeOf = ({ status, body }: Answer) => [status, body['code']];

/** A person whose second step is on. */
async function withSecondStep(name: string) {
  const person = await accounts.signedIn(name);
  const { body } = await accounts.post('two-factor/enable', { password: person.password }, person.cookie);
  const { totpURI: uri, backupCodes } = body as { totpURI: string; backupCodes: string[] };
  // One step behind, which is taken, so that the code of now is left for signing in.
  const on = await accounts.post('two-factor/verify-totp', { code: totpCode(uri, -1) }, person.cookie);
  expect(on.status).toBe(200);
  const begin = async () => {
    const { email, password } = person;
    return accounts.post('sign-in/email', { email, password });
  };
  return { ...person, uri, backupCodes, begin, cookie: on.cookie, former: person.cookie };
}

const isSignedIn = async (cookie: string) => (await accounts.get('/v1/me', cookie)).status === 200;

test('with a second step the password alone signs nobody in; with a code it does, in a new session', async () => {
  const ada = await withSecondStep('ada');
  expect(await isSignedIn(ada.former)).toBe(false);
  const begun = await ada.begin();
  expect([begun.status, begun.body]).toEqual([200, { twoFactorRedirect: true, twoFactorMethods: ['totp'] }]);
  expect(begun.cookie).not.toContain('session_token');
  expect(await isSignedIn(begun.cookie)).toBe(false);
  const done = await accounts.post('two-factor/verify-totp', { code: totpCode(ada.uri) }, begun.cookie);
  expect([done.status, await isSignedIn(done.cookie)]).toEqual([200, true]);
  expect((await accounts.mailsTo(ada.email)).map(({ subject }) => subject)).toEqual([
    'Signing in takes a second step now',
  ]);
  expect((await accounts.get('/v1/me/sign-in-methods', done.cookie)).body).toEqual({
    hasPassword: true,
    hasTwoFactor: true,
    passkeys: [],
  });
});

test('a code works once, also of two uses at the same time', async () => {
  const bob = await withSecondStep('bob');
  const [one, two] = await Promise.all([bob.begin(), bob.begin()]);
  const code = totpCode(bob.uri);
  const answers = await Promise.all(
    [one, two].map(({ cookie }) => accounts.post('two-factor/verify-totp', { code }, cookie)),
  );
  expect(answers.map(codeOf).toSorted()).toEqual([
    [200, undefined],
    [401, 'CODE_USED'],
  ]);
});

test('the code that turned it on signs nobody in', async () => {
  const cleo = await withSecondStep('cleo');
  const { cookie } = await cleo.begin();
  const answer = await accounts.post('two-factor/verify-totp', { code: totpCode(cleo.uri, -1) }, cookie);
  expect(codeOf(answer)).toEqual([401, 'CODE_USED']);
});

test('a backup code works once, also of two uses at the same time', async () => {
  const dan = await withSecondStep('dan');
  const code = dan.backupCodes[0]!;
  const challenges = await Promise.all([dan.begin(), dan.begin()]);
  const answers = await Promise.all(
    challenges.map(({ cookie }) => accounts.post('two-factor/verify-backup-code', { code }, cookie)),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  const { cookie } = await dan.begin();
  expect((await accounts.post('two-factor/verify-backup-code', { code }, cookie)).status).toBe(401);
});

test('guessing ends after five tries in a challenge, and after ten of an account, from wherever', async () => {
  const eve = await withSecondStep('eve');
  const guess = (cookie: string, n: number) =>
    accounts.post('two-factor/verify-totp', { code: String(n).padStart(6, '0') }, cookie);
  const wrong = new Set([totpCode(eve.uri, -1), totpCode(eve.uri), totpCode(eve.uri, 1), totpCode(eve.uri, 2)]);
  const guesses = Array.from({ length: 40 }, (_, n) => n).filter((n) => !wrong.has(String(n).padStart(6, '0')));
  for (let challenge = 0; challenge < 2; challenge += 1) {
    const { cookie } = await eve.begin();
    for (let n = 0; n < 5; n += 1) expect(codeOf(await guess(cookie, guesses.shift()!))).toEqual([401, 'INVALID_CODE']);
    if (challenge === 0)
      expect(codeOf(await guess(cookie, guesses.shift()!))).toEqual([400, 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE']);
  }
  const { cookie } = await eve.begin();
  const right = await accounts.post('two-factor/verify-totp', { code: totpCode(eve.uri) }, cookie);
  expect(codeOf(right)).toEqual([429, 'ACCOUNT_TEMPORARILY_LOCKED']);
  const backup = await accounts.post('two-factor/verify-backup-code', { code: eve.backupCodes[0] }, cookie);
  expect(codeOf(backup)).toEqual([429, 'ACCOUNT_TEMPORARILY_LOCKED']);
});

test('fifty guesses at once are no more than five', async () => {
  const fay = await withSecondStep('fay');
  const { cookie } = await fay.begin();
  const codes = Array.from({ length: 50 }, (_, n) => String(900_000 + n));
  const answers = await Promise.all(codes.map((code) => accounts.post('two-factor/verify-totp', { code }, cookie)));
  const checked = answers.filter(({ body }) => body['code'] === 'INVALID_CODE');
  expect(checked.length).toBeLessThanOrEqual(5);
  expect(answers.every(({ status }) => status >= 400 && status < 500)).toBe(true);
});

test('a challenge is for who began it: without its cookie, or with another, no code works', async () => {
  const gus = await withSecondStep('gus');
  const code = totpCode(gus.uri);
  for (const cookie of ['', 'minimart.two_factor=2fa-made-up.c2lnbmF0dXJl'])
    expect((await accounts.post('two-factor/verify-totp', { code }, cookie)).status).toBe(401);
  const { cookie } = await (await withSecondStep('hal')).begin();
  expect((await accounts.post('two-factor/verify-totp', { code }, cookie)).status).toBe(401);
});

test('turning it on or off and new backup codes ask for the password; off, the password is enough', async () => {
  const ida = await withSecondStep('ida');
  const calls = ['two-factor/enable', 'two-factor/disable', 'two-factor/generate-backup-codes'];
  for (const call of calls) {
    expect((await accounts.post(call, { password: 'not the password' }, ida.cookie)).status).toBe(400);
    expect((await accounts.post(call, { password: ida.password })).status).toBe(401);
  }
  const codes = await accounts.post('two-factor/generate-backup-codes', { password: ida.password }, ida.cookie);
  expect(codes.body['backupCodes']).toHaveLength(10);
  const { cookie: challenge } = await ida.begin();
  const former = { code: ida.backupCodes[0] };
  expect((await accounts.post('two-factor/verify-backup-code', former, challenge)).status).toBe(401);
  expect((await accounts.post('two-factor/disable', { password: ida.password }, ida.cookie)).status).toBe(200);
  expect((await ida.begin()).cookie).toContain('session_token');
  expect((await accounts.mailsTo(ida.email)).map(({ subject }) => subject)).toEqual([
    'Signing in takes no second step any more',
    'You have new backup codes',
    'Signing in takes a second step now',
  ]);
});

test('another password by a link gets past no second step, and ends one that the former password began', async () => {
  const kim = await withSecondStep('kim');
  const { cookie: begun } = await kim.begin();
  await accounts.post('request-password-reset', { email: kim.email });
  const { token } = (await accounts.mailsTo(kim.email))[0]!;
  expect((await accounts.post('reset-password', { token, newPassword: 'another good password' })).status).toBe(200);
  expect((await accounts.post('two-factor/verify-totp', { code: totpCode(kim.uri) }, begun)).status).toBe(401);
  const again = await accounts.post('sign-in/email', { email: kim.email, password: 'another good password' });
  expect([again.status, again.body['twoFactorRedirect'], again.cookie.includes('session_token')]).toEqual([
    200,
    true,
    false,
  ]);
});

test('a machine is trusted by nobody: signing in says nothing of it', async () => {
  const { status } = await accounts.post('two-factor/verify-totp', { code: '000000', trustDevice: true });
  expect(status).toBe(422);
});

test('secrets and backup codes are in no table in the clear', async () => {
  const jan = await withSecondStep('jan');
  const rows = await accounts.api.services
    .em()
    .execute<{ row: string }[]>(`select to_jsonb(t)::text as row from accounts."twoFactor" t`);
  for (const { row } of rows) for (const code of jan.backupCodes) expect(row).not.toContain(code);
});

test.each([{ toString: 1 }, ['123456'], 123_456, null, ''])('what is no code (%j) is refused', async (code) => {
  const kim = await withSecondStep('kim');
  const { cookie } = await kim.begin();
  for (const call of ['two-factor/verify-totp', 'two-factor/verify-backup-code']) {
    const { status } = await accounts.post(call, { code }, cookie);
    expect([400, 401]).toContain(status);
  }
});
