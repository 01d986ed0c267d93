import { expect, test } from 'vitest';
import { account, openPlatform, type OpenPlatform } from './open-platform.fixture.ts';

const membershipsOf = ({ rows }: OpenPlatform) =>
  rows(
    `select "user".email, workspace.name, member.role, member.issuer is not null as outside from accounts.workspace_members member
     join accounts.workspaces workspace on workspace.id = member.workspace_id join accounts."user" on "user".id = member.user_id order by 1, 2`,
  );

test.each([false, true])(
  'somebody of the platform signs in and is where the platform says (claims in the id token: %s)',
  async (claimsInIdToken) => {
    await using open = await openPlatform({ claimsInIdToken });
    open.provider.accounts.set('ada', account());
    const visitor = open.visit();
    expect((await visitor.signIn('ada', '/apps/tag-sync?from=acme')).href).toBe(`${open.url}/apps/tag-sync?from=acme`);
    expect(await visitor.me()).toMatchObject({
      user: { name: 'Ada Acme', email: 'ada@acme.example' },
      workspaces: [{ name: 'Tea House', role: 'owner' }],
    });
    expect(open.provider.asked.get('/me') ?? 0).toBe(claimsInIdToken ? 0 : 1);
    const logged = open.api.logged();
    expect([open.provider.clientSecret, 'id_token', 'code='].filter((secret) => logged.includes(secret))).toEqual([]);
  },
);

test('the platform is asked with PKCE (S256), state, nonce and the language of the page', async () => {
  await using open = await openPlatform();
  const response = await open.visit().send(`${open.url}/v1/auth/platform?language=de`);
  const asked = new URL(response.headers.get('location')!);
  expect(asked.origin + asked.pathname).toBe(`${open.provider.issuer}/auth`);
  const { state, nonce, code_challenge: challenge, ...rest } = Object.fromEntries(asked.searchParams);
  expect([state, nonce, challenge].map((each) => each?.length)).toEqual([43, 43, 43]);
  expect(rest).toEqual({
    client_id: 'minimart',
    redirect_uri: `${open.url}/v1/auth/platform/callback`,
    response_type: 'code',
    scope: 'openid profile email',
    code_challenge_method: 'S256',
    ui_locales: 'de',
  });
  const [cookie] = response.headers.getSetCookie();
  expect(cookie).toMatch(/^minimart\.platform_sign_in=[\w-]+; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/);
  expect(Buffer.from(cookie!.split('=')[1]!.split(';')[0]!, 'base64url').toString('latin1')).not.toContain(nonce);
  expect(response.headers.get('cache-control')).toBe('no-store');
});

test.each([
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '/%0d%0aset-cookie:a=b',
  'javascript:alert(1)',
  '/.//evil.example',
])('nobody is sent to %s after signing in', async (next) => {
  await using open = await openPlatform();
  open.provider.accounts.set('ada', account());
  const target = await open.visit().signIn('ada', next);
  expect(target.origin).toBe(open.url);
  expect(target.pathname).not.toMatch(/^\/\//);
});

test('who somebody is does not depend on their e-mail address: a verified new one and the name follow them', async () => {
  await using open = await openPlatform();
  open.provider.accounts.set('ada', account());
  const visitor = open.visit();
  await visitor.signIn('ada');
  const before = await visitor.me();
  open.provider.accounts.set('ada', account({ email: 'Ada@New.example', name: 'Ada Newname' }));
  const again = open.visit();
  await again.signIn('ada');
  expect((await again.me())?.user).toEqual({ id: before!.user.id, email: 'ada@new.example', name: 'Ada Newname' });
  open.provider.accounts.set(
    'ada',
    account({ email: 'victim@acme.example', email_verified: false, name: 'Ada Newname' }),
  );
  await again.signIn('ada');
  expect((await again.me())?.user).toMatchObject({ id: before!.user.id, email: 'ada@new.example' });
});

test('an address that is somebody else’s here does not follow, and the sign-in goes on', async () => {
  await using open = await openPlatform();
  open.provider.accounts.set('ada', account());
  open.provider.accounts.set('bob', account({ sub: 'acme-2', email: 'bob@acme.example', name: 'Bob' }));
  await open.visit().signIn('bob');
  const visitor = open.visit();
  await visitor.signIn('ada');
  open.provider.accounts.set('ada', account({ email: 'bob@acme.example' }));
  await visitor.signIn('ada');
  expect((await visitor.me())?.user).toMatchObject({ email: 'ada@acme.example' });
});

test('memberships become what the platform says, and those made here stay', async () => {
  await using open = await openPlatform();
  const { provider, api, visit } = open;
  const list = (...minimart_workspaces: unknown[]) => provider.accounts.set('ada', account({ minimart_workspaces }));
  list({ id: 'w1', name: 'Tea House', role: 'owner' }, { id: 'w2', name: 'Book Shop', role: 'member', more: 1 });
  const visitor = visit();
  await visitor.signIn('ada');
  const { user } = (await visitor.me())!;
  const own = await api.services.accountsOf(api.services.em()).createWorkspace('Own');
  await api.services.accountsOf(api.services.em()).addMember(own.id, user.id, 'owner');
  const [tea] = await open.rows<{ id: string }>(`select id from accounts.workspaces where external_id = 'w1'`);

  list({ id: 'w1', name: 'Tea Palace', role: 'admin' }, { id: 'w3', name: 'Café', role: 'owner' });
  await visitor.signIn('ada');
  expect((await visitor.me())!.workspaces.map(({ name, role }) => [name, role])).toEqual([
    ['Café', 'owner'],
    ['Own', 'owner'],
    ['Tea Palace', 'admin'],
  ]);
  expect((await visitor.me())!.workspaces.find(({ name }) => name === 'Tea Palace')?.id).toBe(tea!.id);

  list();
  await visitor.signIn('ada');
  expect(await membershipsOf(open)).toEqual([{ email: user.email, name: 'Own', role: 'owner', outside: false }]);
  expect(await open.rows('select external_id from accounts.workspaces order by 1')).toHaveLength(4);
});

test('a membership that was made here in a workspace of the platform is not the platform’s to change', async () => {
  await using open = await openPlatform();
  open.provider.accounts.set('ada', account());
  open.provider.accounts.set('bob', account({ sub: 'acme-2', email: 'bob@acme.example', minimart_workspaces: [] }));
  await open.visit().signIn('ada');
  const bob = open.visit();
  await bob.signIn('bob');
  const { services } = open.api;
  const [tea] = await open.rows<{ id: string }>('select id from accounts.workspaces');
  await services.accountsOf(services.em()).addMember(tea!.id, (await bob.me())!.user.id, 'admin');
  for (const minimart_workspaces of [[{ id: 'w1', name: 'Tea House', role: 'member' }], []]) {
    open.provider.accounts.set('bob', account({ sub: 'acme-2', email: 'bob@acme.example', minimart_workspaces }));
    await bob.signIn('bob');
    expect((await bob.me())?.workspaces).toMatchObject([{ name: 'Tea House', role: 'admin' }]);
  }
});

test('many sign-ins at once, of one person and of several in the same workspaces, make each thing once', async () => {
  await using open = await openPlatform();
  const minimart_workspaces = ['a', 'b', 'c'].map((id) => ({ id, name: `Workspace ${id}`, role: 'owner' }));
  const people = ['ada', 'bob', 'cy'];
  for (const [index, login] of people.entries()) {
    const workspaces = index % 2 === 0 ? minimart_workspaces : minimart_workspaces.toReversed();
    const email = `${login}@acme.example`;
    open.provider.accounts.set(login, account({ sub: login, email, minimart_workspaces: workspaces }));
  }
  const all = [...people, ...people, ...people];
  const targets = await Promise.all(all.map((login) => open.visit().signIn(login, '/in')));
  expect(targets.map(({ pathname }) => pathname)).toEqual(all.map(() => '/in'));
  expect(await membershipsOf(open)).toHaveLength(9);
  expect(await open.rows('select id from accounts.workspaces')).toHaveLength(3);
  expect(await open.rows('select id from accounts."user"')).toHaveLength(3);
});

test('a workspace that is new here has what the host gives it, once', async () => {
  await using open = await openPlatform();
  open.provider.accounts.set('ada', account());
  open.provider.accounts.set('bob', account({ sub: 'acme-2', email: 'bob@acme.example' }));
  for (const login of ['ada', 'bob', 'ada']) await open.visit().signIn(login);
  const bots = await open.rows('select workspace_id from chatbot.bots');
  expect(bots).toEqual(await open.rows('select id as workspace_id from accounts.workspaces'));
  expect(bots).toHaveLength(1);
});

test('who signs in again in the same browser ends the session that was there', async () => {
  await using open = await openPlatform();
  open.provider.accounts.set('ada', account());
  const visitor = open.visit();
  for (let times = 0; times < 3; times += 1) await visitor.signIn('ada');
  expect(await open.rows('select id from accounts.session')).toHaveLength(1);
  expect(await visitor.me()).toBeDefined();
});

test('a platform without workspaces leaves memberships alone', async () => {
  await using open = await openPlatform();
  open.api.services.config.platform!.workspacesClaim = undefined;
  open.provider.accounts.set('ada', account({ minimart_workspaces: 'anything' }));
  const visitor = open.visit();
  await visitor.signIn('ada');
  expect(await visitor.me()).toMatchObject({ workspaces: [] });
});

test('with passwords off, what belongs to them is refused, and signing in by the platform works', async () => {
  await using open = await openPlatform({ passwordSignIn: false });
  open.provider.accounts.set('ada', account());
  const { url } = open;
  const headers = { 'content-type': 'application/json', origin: url };
  for (const call of ['sign-in/email', 'sign-up/email', 'change-password']) {
    const answer = await fetch(`${url}/v1/auth/${call}`, { method: 'POST', headers, body: '{}' });
    expect([call, answer.status, await answer.json()]).toMatchObject([call, 403, { code: 'password_sign_in_off' }]);
  }
  // A passkey from the time before would let in whom the platform has removed.
  for (const [method, call] of [
    ['GET', 'passkey/generate-authenticate-options'],
    ['POST', 'passkey/verify-authentication'],
    ['GET', 'passkey/generate-register-options'],
    ['POST', 'passkey/verify-registration'],
  ] as const) {
    const answer = await fetch(`${url}/v1/auth/${call}`, method === 'GET' ? {} : { method, headers, body: '{}' });
    expect([call, answer.status, await answer.json()]).toMatchObject([call, 403, { code: 'password_sign_in_off' }]);
  }
  expect(await (await fetch(`${url}/v1/sign-in-options`)).json()).toMatchObject({
    password: false,
    platform: { name: 'Acme', path: '/v1/auth/platform' },
  });
  const visitor = open.visit();
  await visitor.signIn('ada');
  expect(await visitor.me()).toBeDefined();
});

test('without a platform nothing of it is there', async () => {
  await using open = await openPlatform({ platform: undefined });
  expect((await fetch(`${open.url}/v1/auth/platform`, { redirect: 'manual' })).status).toBe(404);
  expect(await (await fetch(`${open.url}/v1/sign-in-options`)).json()).toMatchObject({
    password: true,
    platform: null,
  });
});
