import { expect, test } from 'vitest';
import { account, openPlatform, type OpenPlatform } from './open-platform.fixture.ts';

async function signUp({ url, rows }: OpenPlatform, { verified }: { verified: boolean }): Promise<void> {
  const headers = { 'content-type': 'application/json', origin: url };
  const body = JSON.stringify({ name: 'Ada', email: 'ada@acme.example', password: 'correct horse battery' });
  const answer = await fetch(`${url}/v1/auth/sign-up/email`, { method: 'POST', headers, body });
  expect(answer.status).toBe(200);
  await rows(`update accounts."user" set "emailVerified" = ${verified}`);
}

test.each([
  [true, true, undefined],
  [true, false, 'email_not_verified'],
  [false, true, 'email_taken'],
  [false, false, 'email_not_verified'],
])(
  'an account made here (verified: %s) with the address of somebody of the platform (verified: %s): %s',
  async (here, there, reason) => {
    await using open = await openPlatform();
    await signUp(open, { verified: here });
    const [{ id }] = (await open.rows<{ id: string }>('select id from accounts."user"')) as [{ id: string }];
    open.provider.accounts.set('ada', account({ email: 'ADA@acme.example', email_verified: there }));
    const visitor = open.visit();
    const target = await visitor.signIn('ada');
    expect(target.searchParams.get('platform') ?? undefined).toBe(reason);
    expect((await visitor.me())?.user.id).toBe(reason === undefined ? id : undefined);
    const linked = await open.rows(`select "userId" from accounts.account where "providerId" <> 'credential'`);
    expect(linked).toEqual(reason === undefined ? [{ userId: id }] : []);
    expect(await open.rows('select name from accounts.workspaces')).toHaveLength(reason === undefined ? 1 : 0);
  },
);

test('of two at the platform with one address, each is somebody else, and the second is not let into the account of the first unasked', async () => {
  await using open = await openPlatform();
  open.provider.accounts.set('ada', account());
  const ada = open.visit();
  await ada.signIn('ada');
  open.provider.accounts.set('next', account({ sub: 'acme-2', email_verified: false }));
  expect((await open.visit().signIn('next')).searchParams.get('platform')).toBe('email_not_verified');
});

test('a link to choose a password, mailed to an address that is somebody’s no more, opens nothing', async () => {
  await using open = await openPlatform();
  open.provider.accounts.set('ada', account());
  const ada = open.visit();
  await ada.signIn('ada');
  const headers = { 'content-type': 'application/json', origin: open.url };
  const ask = (call: string, body: object) =>
    fetch(`${open.url}/v1/auth/${call}`, { method: 'POST', headers, body: JSON.stringify(body) });
  expect((await ask('request-password-reset', { email: 'ada@acme.example' })).status).toBe(200);
  const { services } = open.api;
  const { items } = await services.mailboxOf(services.em()).mailsTo('ada@acme.example', { limit: 1 });
  const token = decodeURIComponent(/\?token=(\S+)/.exec(items[0]!.text)![1]!);
  open.provider.accounts.set('ada', account({ email: 'ada@new.example' }));
  await ada.signIn('ada');
  expect((await ada.me())?.user.email).toBe('ada@new.example');
  const answer = await ask('reset-password', { token, newPassword: 'a good password' });
  expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'INVALID_TOKEN' }]);
});
