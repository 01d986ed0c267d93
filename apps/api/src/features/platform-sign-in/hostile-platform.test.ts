import type { Mischief, PlatformAccount } from '@minimart/identity-provider';
import { expect, test } from 'vitest';
import { account, openPlatform, type OpenPlatform } from './open-platform.fixture.ts';

async function expectNothingWritten({ rows }: OpenPlatform): Promise<void> {
  for (const table of ['"user"', 'session', 'account', 'workspaces', 'workspace_members', 'platform_sessions'])
    expect([table, await rows(`select * from accounts.${table}`)]).toEqual([table, []]);
}

const without = <Thing extends object>(thing: Thing, name: keyof Thing) =>
  Object.fromEntries(Object.entries(thing).filter(([each]) => each !== name));
const told = (address: URL) => Object.fromEntries(address.searchParams);
const second = () => Math.floor(Date.now() / 1000);

test.each<[string, string, Mischief]>([
  [
    'an id token of another issuer',
    'untrusted',
    { idToken: (claims, sign) => sign({ ...claims, iss: 'https://evil.example' }) },
  ],
  ['an id token for another client', 'untrusted', { idToken: (claims, sign) => sign({ ...claims, aud: 'another' }) }],
  [
    'an id token for us among others, made for another',
    'untrusted',
    { idToken: (claims, sign) => sign({ ...claims, aud: ['minimart', 'another'], azp: 'another' }) },
  ],
  ['an unsigned id token', 'untrusted', { idToken: async (claims, sign) => sign.unsigned(claims) }],
  [
    'an unsigned id token, which discovery says is fine',
    'untrusted',
    {
      discovery: (document) => ({ ...document, id_token_signing_alg_values_supported: ['RS256', 'none'] }),
      idToken: async (claims, sign) => sign.unsigned(claims),
    },
  ],
  [
    'an id token with the signature of another',
    'untrusted',
    {
      async idToken(claims, sign) {
        const [, , signature] = (await sign({ ...claims, sub: 'other' })).split('.');
        return [...(await sign(claims)).split('.').slice(0, 2), signature].join('.');
      },
    },
  ],
  [
    'an id token by a key that is not published',
    'untrusted',
    { idToken: (claims, sign) => sign(claims, { kid: 'platform-2' }) },
  ],
  [
    'an id token that expired a minute ago',
    'untrusted',
    { idToken: (claims, sign) => sign({ ...claims, exp: second() - 60 }) },
  ],
  ['an id token without an expiry', 'untrusted', { idToken: (claims, sign) => sign(without(claims, 'exp')) }],
  ['an id token without the nonce', 'untrusted', { idToken: (claims, sign) => sign(without(claims, 'nonce')) }],
  ['an id token with another nonce', 'untrusted', { idToken: (claims, sign) => sign({ ...claims, nonce: 'other' }) }],
  [
    'an id token of another subject than the user info',
    'untrusted',
    { idToken: (claims, sign) => sign({ ...claims, sub: 'acme-2' }) },
  ],
  ['no id token', 'untrusted', { idToken: async () => undefined as never }],
  ['an id token that is none', 'untrusted', { idToken: async () => 'a.b.c' }],
  [
    'a discovery document of another issuer',
    'misconfigured',
    { discovery: (document) => ({ ...document, issuer: 'https://evil.example' }) },
  ],
  [
    'a discovery document that leads into a network without encryption',
    'misconfigured',
    { discovery: (document) => ({ ...document, token_endpoint: 'http://169.254.169.254/token' }) },
  ],
  ['a discovery document without keys', 'misconfigured', { discovery: (document) => without(document, 'jwks_uri') }],
  [
    'a discovery document that is too long',
    'unreachable',
    { discovery: (document) => ({ ...document, more: 'x'.repeat(300_000) }) },
  ],
  [
    'a redirect instead of the discovery document',
    'misconfigured',
    {
      answer(request, response) {
        if (!request.url?.startsWith('/.well-known')) return false;
        response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
        return true;
      },
    },
  ],
  [
    'a token endpoint that fails',
    'unreachable',
    {
      answer(request, response) {
        if (request.url !== '/token') return false;
        response.writeHead(502).end('Bad Gateway');
        return true;
      },
    },
  ],
  [
    'a token endpoint that does not know us',
    'misconfigured',
    {
      answer(request, response) {
        if (request.url !== '/token') return false;
        response.writeHead(401, { 'content-type': 'application/json' }).end('{"error":"invalid_client"}');
        return true;
      },
    },
  ],
])('%s: nobody is signed in, and the page says %s', async (_what, reason, mischief) => {
  await using open = await openPlatform();
  open.provider.accounts.set('ada', account());
  open.provider.mischief = mischief;
  const target = await signInOrFail(open);
  expect([target.pathname, told(target)]).toEqual(['/sign-in', { platform: reason, next: '/apps/tag-sync' }]);
  await expectNothingWritten(open);
  expect(open.api.logged()).toContain('a sign-in by the platform failed');
});

async function signInOrFail({ visit }: OpenPlatform): Promise<URL> {
  const visitor = visit();
  const back = await visitor.comeBack('ada', '/apps/tag-sync');
  if (!back.includes('/callback')) return new URL(back);
  return new URL((await visitor.send(back)).headers.get('location')!);
}

test.each<[string, Record<string, string>, Partial<PlatformAccount>]>([
  ['no e-mail address', { platform: 'email_missing' }, { email: undefined as never }],
  ['an e-mail address that is none', { platform: 'email_missing' }, { email: 'ada at acme' }],
  ['an e-mail address that is not verified', { platform: 'email_not_verified' }, { email_verified: false }],
  [
    'no workspaces at all',
    { platform: 'claim', field: 'minimart_workspaces', fault: 'missing' },
    { minimart_workspaces: undefined },
  ],
  [
    'workspaces that are no list',
    { platform: 'claim', field: 'minimart_workspaces', fault: 'list' },
    { minimart_workspaces: { id: 'w1' } },
  ],
  [
    'an unknown role after a good one',
    { platform: 'claim', field: 'minimart_workspaces[1].role', fault: 'role' },
    {
      minimart_workspaces: [
        { id: 'w1', name: 'Tea House', role: 'owner' },
        { id: 'w2', name: 'Book Shop', role: 'superuser' },
      ],
    },
  ],
])('%s: refused with what is wrong, and nothing written', async (_what, query, changes) => {
  await using open = await openPlatform();
  open.provider.accounts.set('ada', account(changes));
  const target = await open.visit().signIn('ada');
  expect([target.pathname, told(target)]).toEqual(['/sign-in', { ...query, next: '/' }]);
  await expectNothingWritten(open);
});

test('an answer that comes again is refused, also with the cookie that it came with', async () => {
  await using open = await openPlatform();
  open.provider.accounts.set('ada', account());
  const visitor = open.visit();
  const back = await visitor.comeBack('ada');
  const host = new URL(open.url).host;
  const kept = new Map(visitor.cookies.get(host));
  expect((await visitor.send(back)).headers.get('location')).toBe(`${open.url}/`);
  expect((await visitor.send(back)).headers.get('location')).toContain('platform=expired');
  const thief = open.visit();
  thief.cookies.set(host, kept);
  expect((await thief.send(back)).headers.get('location')).toContain('platform=expired');
  expect(await open.rows('select id from accounts.session')).toHaveLength(1);
});

test('an answer that was not begun in this browser, or another state, is refused before the platform is asked', async () => {
  await using open = await openPlatform();
  open.provider.accounts.set('ada', account());
  const [visitor, victim] = [open.visit(), open.visit()];
  const back = await visitor.comeBack('ada');
  expect((await victim.send(back)).headers.get('location')).toContain('platform=expired');
  await victim.send(`${open.url}/v1/auth/platform`);
  expect((await victim.send(back)).headers.get('location')).toContain('platform=expired');
  expect((await visitor.send(`${back}x`.replace('state=', 'state=x'))).headers.get('location')).toContain('expired');
  expect(open.provider.asked.get('/token')).toBeUndefined();
  await expectNothingWritten(open);
});

test('an answer that names another issuer is refused (RFC 9207)', async () => {
  await using open = await openPlatform();
  open.provider.accounts.set('ada', account());
  const visitor = open.visit();
  const back = new URL(await visitor.comeBack('ada'));
  expect(back.searchParams.get('iss')).toBe(open.provider.issuer);
  back.searchParams.set('iss', 'https://evil.example');
  expect((await visitor.send(back.href)).headers.get('location')).toContain('platform=untrusted');
  expect(open.provider.asked.get('/token')).toBeUndefined();
});

test('a platform that is down is said to be, at once and after others asked, and asked again afterwards', async () => {
  await using open = await openPlatform();
  open.provider.accounts.set('ada', account());
  open.provider.mischief = {
    answer(request) {
      request.socket.destroy();
      return true;
    },
  };
  const visitor = open.visit();
  const targets = await Promise.all(
    [1, 2, 3].map(() => visitor.send(`${open.url}/v1/auth/platform?next=/apps/x&from=/de/sign-in`)),
  );
  expect(targets.map(({ headers }) => headers.get('location'))).toEqual(
    targets.map(() => `${open.url}/de/sign-in?platform=unreachable&next=%2Fapps%2Fx`),
  );
  open.provider.mischief = {};
  expect((await visitor.signIn('ada', '/in')).pathname).toBe('/in');
});

test('whoever does not agree at the platform is told so, and it is no fault to log', async () => {
  await using open = await openPlatform();
  const visitor = open.visit();
  const { address } = await visitor.follow(`${open.url}/v1/auth/platform?next=/in`);
  const body = new URLSearchParams({ decision: 'cancel' });
  const sent = await visitor.send(address, { method: 'POST', body });
  const { address: back } = await visitor.follow(sent.headers.get('location')!, /\/callback/);
  expect((await visitor.send(back)).headers.get('location')).toBe(`${open.url}/sign-in?platform=cancelled&next=%2Fin`);
  expect(open.api.logged()).not.toContain('a sign-in by the platform failed');
});

test('more answers from one address than it may send are told on the page', async () => {
  await using open = await openPlatform({ signInLimit: { calls: 2, seconds: 60 } });
  const visitor = open.visit();
  const targets = [];
  for (let times = 0; times < 3; times += 1)
    targets.push((await visitor.send(`${open.url}/v1/auth/platform/callback?code=x&state=y`)).headers.get('location'));
  expect(targets.map((each) => new URL(each!).searchParams.get('platform'))).toEqual([
    'expired',
    'expired',
    'too_many',
  ]);
});
