import { totpCode } from '@minimart/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAccounts, type Accounts } from './open-accounts.fixture.ts';

let accounts: Accounts;
beforeAll(async () => void (accounts = await openAccounts()));
afterAll(() => accounts[Symbol.asyncDispose]());

const options = '/v1/auth/passkey/generate-register-options';

test('a passkey is for this host, asks who is there, and is added by who is signed in, within ten minutes', async () => {
  const ada = await accounts.signedIn('ada');
  const { body } = await accounts.get(options, ada.cookie);
  expect(body).toMatchObject({
    rp: { id: 'store.test' },
    authenticatorSelection: { userVerification: 'required', residentKey: 'required' },
  });
  expect((await accounts.get(options)).status).toBe(401);
  await accounts.api.services
    .em()
    .execute(`update accounts.session set "createdAt" = now() - interval '11 minutes' where "userId" = ?`, [
      ada.userId,
    ]);
  const stale = await accounts.get(options, ada.cookie);
  expect([stale.status, stale.body['code']]).toEqual([403, 'SESSION_NOT_FRESH']);
});

test('nobody renames or removes the passkey of somebody else', async () => {
  const [bob, cleo] = [await accounts.signedIn('bob'), await accounts.signedIn('cleo')];
  await accounts.api.services.em().execute(
    `insert into accounts.passkey (id, name, "publicKey", "userId", "credentialID", counter, "deviceType", "backedUp", "createdAt")
     values ('pk_1', 'Phone', 'key', ?, 'credential', 0, 'singleDevice', false, now())`,
    [bob.userId],
  );
  for (const [call, body] of [
    ['passkey/update-passkey', { id: 'pk_1', name: 'Mine' }],
    ['passkey/delete-passkey', { id: 'pk_1' }],
  ] as const)
    for (const cookie of [cleo.cookie, '']) expect((await accounts.post(call, body, cookie)).status).toBe(401);
  const read = async () => (await accounts.get('/v1/me/sign-in-methods', bob.cookie)).body['passkeys'];
  expect(await read()).toMatchObject([{ id: 'pk_1', name: 'Phone' }]);
  await accounts.post('passkey/update-passkey', { id: 'pk_1', name: 'My phone' }, bob.cookie);
  expect(await read()).toMatchObject([{ name: 'My phone' }]);
  expect((await accounts.post('passkey/delete-passkey', { id: 'pk_1' }, bob.cookie)).status).toBe(200);
  expect(await read()).toEqual([]);
  expect((await accounts.mailsTo(bob.email))[0]!.subject).toBe('A passkey was removed');
});

test.each([
  ['passkey/update-passkey', { id: 'none' }],
  ['passkey/verify-registration', { response: {} }],
])('%s takes a name of 80 characters, and not one more', async (call, body) => {
  const { cookie } = await accounts.signedIn('greta');
  const named = (length: number) => accounts.post(call, { ...body, name: 'x'.repeat(length) }, cookie);
  const refused = await named(81);
  expect([refused.status, refused.body['code']]).toEqual([422, 'invalid_request']);
  expect(refused.body['errors']).toEqual([{ path: 'name', message: 'Use 80 characters at most.' }]);
  expect((await named(80)).body['code']).not.toBe('invalid_request');
});

test.each([
  ['nothing', {}],
  ['no challenge', { id: 'credential', response: {} }],
  ['what is no credential', { id: ['a'], rawId: 1 }],
])('%s signs nobody in', async (_what, response) => {
  const { cookie } = await accounts.get('/v1/auth/passkey/generate-authenticate-options');
  for (const challenge of ['', cookie]) {
    const answer = await accounts.post('passkey/verify-authentication', { response }, challenge);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.cookie).not.toContain('session_token');
  }
});

const credential = {
  id: 'eA',
  rawId: 'eA',
  type: 'public-key',
  response: { clientDataJSON: 'e30', attestationObject: 'oA', authenticatorData: 'eA', signature: 'eA' },
  clientExtensionResults: {},
};

test.each([
  ['no credential', 'x'],
  ['one that nobody signed', credential],
])('%s is not added as a passkey, and is refused', async (_what, response) => {
  const { cookie } = await accounts.signedIn('dora');
  const asked = await accounts.get(options, cookie);
  const both = `${asked.cookie}; ${cookie}`;
  const answer = await accounts.post('passkey/verify-registration', { response, name: 'Key' }, both);
  expect([answer.status, answer.body['code']]).toEqual([400, 'FAILED_TO_VERIFY_REGISTRATION']);
  expect((await accounts.get('/v1/me/sign-in-methods', cookie)).body['passkeys']).toEqual([]);
});

test('the challenge of a second step is none for a passkey', async () => {
  const eve = await accounts.signedIn('eve');
  const { body } = await accounts.post('two-factor/enable', { password: eve.password }, eve.cookie);
  const code = totpCode(String(body['totpURI']));
  const { cookie } = await accounts.post('two-factor/verify-totp', { code }, eve.cookie);
  const begun = await accounts.post('sign-in/email', { email: eve.email, password: eve.password });
  const challenge = begun.cookie.replace('two_factor=', 'passkey=');
  for (const call of ['passkey/verify-authentication', 'passkey/verify-registration']) {
    const answer = await accounts.post(call, { response: credential }, `${challenge}; ${cookie}`);
    expect([answer.status, answer.body['code']]).toEqual([400, 'CHALLENGE_NOT_FOUND']);
  }
});
