import { createSealer } from '@minimart/sealing';
import { totpCode } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import { account, openPlatform, type OpenPlatform } from './open-platform.fixture.ts';

const event = 'http://schemas.openid.net/event/backchannel-logout';
const second = () => Math.floor(Date.now() / 1000);

const sign = ({ provider }: OpenPlatform, claims: Record<string, unknown>, header = {}) =>
  provider.sign(claims, { typ: 'logout+jwt', ...header });

/** Somebody who is signed in twice, by two sessions at the platform, and what a good logout token says. */
async function open(t: OpenPlatform) {
  t.provider.accounts.set('ada', account());
  const [phone, desk] = [t.visit(), t.visit()];
  for (const visitor of [phone, desk]) await visitor.signIn('ada');
  const sids = await t.rows<{ sid: string }>('select sid from accounts.platform_sessions order by session_id');
  const claims = {
    iss: t.provider.issuer,
    aud: t.provider.clientId,
    iat: second(),
    exp: second() + 120,
    jti: crypto.randomUUID(),
    events: { [event]: {} },
  };
  const send = (token: string) =>
    fetch(`${t.url}/v1/auth/platform/back-channel-logout`, {
      method: 'POST',
      body: new URLSearchParams({ logout_token: token }),
    });
  const signedIn = async () => (await Promise.all([phone, desk].map((each) => each.me()))).filter(Boolean).length;
  return { claims, send, signedIn, desk, sids: sids.map(({ sid }) => sid) };
}

test('who is signed out or blocked at the platform loses the sessions here: the one of that session, or all', async () => {
  await using t = await openPlatform();
  const { claims, send, signedIn, sids } = await open(t);
  expect(new Set(sids.map((sid) => typeof sid))).toEqual(new Set(['string']));
  const first = await sign(t, { ...claims, sid: sids[0]! });
  const answer = await send(first);
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
  expect(await signedIn()).toBe(1);
  const again = await send(first);
  expect([again.status, await again.json()]).toMatchObject([400, { error: 'invalid_request' }]);
  const back = t.visit();
  await back.signIn('ada');
  expect((await send(await sign(t, { ...claims, jti: 'all', sub: 'acme-1' }))).status).toBe(200);
  expect([await signedIn(), await back.me()]).toEqual([0, undefined]);
  // Whom the platform lets in again comes in again.
  expect((await back.signIn('ada', '/in')).pathname).toBe('/in');
});

test('a real provider that ends a session tells the store, and it has ended here', async () => {
  await using t = await openPlatform();
  const { desk, signedIn } = await open(t);
  const asked = await desk.send(`${t.url}/v1/me/platform-sign-out`);
  const { signOut } = (await asked.json()) as { signOut: { platform: string; url: string } };
  expect(signOut.platform).toBe('Acme');
  const url = new URL(signOut.url);
  expect(url.searchParams.get('post_logout_redirect_uri')).toBe(`${t.url}/`);
  const page = await (await desk.send(signOut.url)).text();
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const body = new URLSearchParams({ xsrf, logout: 'yes' });
  const confirmed = await desk.send(`${t.provider.issuer}/session/end/confirm`, { method: 'POST', body });
  expect(confirmed.headers.get('location')).toBe(`${t.url}/`);
  await expect.poll(signedIn).toBe(1);
  expect(await desk.me()).toBeUndefined();
});

test.each<[string, (t: OpenPlatform, claims: Awaited<ReturnType<typeof open>>['claims']) => Promise<string> | string]>([
  ['nothing', () => ''],
  ['no token', () => 'a.b.c'],
  ['an unsigned one', (t, claims) => t.provider.sign.unsigned({ ...claims, sub: 'acme-1' })],
  ['one of another issuer', (t, claims) => sign(t, { ...claims, sub: 'acme-1', iss: 'https://evil.example' })],
  ['one for another client', (t, claims) => sign(t, { ...claims, sub: 'acme-1', aud: 'another' })],
  ['one that expired', (t, claims) => sign(t, { ...claims, sub: 'acme-1', exp: second() - 60 })],
  ['an old one', (t, claims) => sign(t, { ...claims, sub: 'acme-1', iat: second() - 400 })],
  ['one without jti', (t, claims) => sign(t, { ...claims, sub: 'acme-1', jti: undefined })],
  ['one without the event', (t, claims) => sign(t, { ...claims, sub: 'acme-1', events: {} })],
  ['an id token', (t, claims) => sign(t, { ...claims, sub: 'acme-1', nonce: 'n', events: undefined })],
  ['one with a nonce', (t, claims) => sign(t, { ...claims, sub: 'acme-1', nonce: 'n' })],
  ['one of another kind', (t, claims) => sign(t, { ...claims, sub: 'acme-1' }, { typ: 'at+jwt' })],
  ['one without a type', (t, claims) => t.provider.sign({ ...claims, sub: 'acme-1' })],
  ['one of nobody', (t, claims) => sign(t, claims)],
  ['one by a key that is not published', (t, claims) => sign(t, { ...claims, sub: 'acme-1' }, { kid: 'x' })],
])('a sign-out by %s is refused, and nobody loses a session', async (_what, make) => {
  await using t = await openPlatform();
  const { claims, send, signedIn } = await open(t);
  const answer = await send(await make(t, claims));
  expect([answer.status, await answer.json()]).toMatchObject([400, { error: 'invalid_request' }]);
  expect(await signedIn()).toBe(2);
});

test('a session that did not begin at the platform has no place to sign out there, and one by a token neither', async () => {
  await using t = await openPlatform();
  const person = await t.api.person('owner');
  const authorization = `Bearer ${person.token}`;
  const byToken = await fetch(`${t.url}/v1/me/platform-sign-out`, { headers: { authorization } });
  expect(byToken.status).toBe(403);
  const headers = { 'content-type': 'application/json', origin: t.url };
  const eve = { email: 'eve@example.com', password: 'a good password' };
  await fetch(`${t.url}/v1/auth/sign-up/email`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ ...eve, name: 'Eve' }),
  });
  await t.rows(`update accounts."user" set "emailVerified" = true`);
  const visitor = t.visit();
  await visitor.send(`${t.url}/v1/auth/sign-in/email`, { method: 'POST', headers, body: JSON.stringify(eve) });
  expect(await (await visitor.send(`${t.url}/v1/me/platform-sign-out`)).json()).toEqual({ signOut: null });
});

test('the id token that is kept for signing out is sealed, and goes with the session', async () => {
  await using t = await openPlatform();
  const { desk } = await open(t);
  const [row] = await t.rows<{ id_token: Buffer; session_id: string }>('select * from accounts.platform_sessions');
  expect(row!.id_token.toString('latin1')).not.toContain('eyJ');
  const sealer = createSealer({ keys: t.api.services.config.sealingKeys });
  expect(sealer.open(row!.id_token, `platform session ${row!.session_id}`).toString()).toMatch(/^eyJ/);
  const headers = { 'content-type': 'application/json', origin: t.url };
  await desk.send(`${t.url}/v1/auth/sign-out`, { method: 'POST', headers, body: '{}' });
  expect(await t.rows('select session_id from accounts.platform_sessions')).toHaveLength(1);
});

test('however many sign-outs anybody makes up, the platform is asked for its keys once', async () => {
  await using t = await openPlatform();
  const { claims, send, signedIn } = await open(t);
  const before = t.provider.asked.get('/jwks') ?? 0;
  const forged = await sign(t, { ...claims, sub: 'acme-1' }, { kid: 'x' });
  const answers = await Promise.all(Array.from({ length: 20 }, () => send(forged)));
  for (let more = 0; more < 5; more += 1) answers.push(await send(forged));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([400]));
  expect(t.provider.asked.get('/jwks')! - before).toBe(1);
  expect((await send(await sign(t, { ...claims, sub: 'acme-1' }))).status).toBe(200);
  expect(await signedIn()).toBe(0);
});

test('a session that began at the platform ends with it, also after another password and a second step were chosen in it', async () => {
  await using t = await openPlatform();
  const { claims, send, desk, signedIn } = await open(t);
  const headers = { 'content-type': 'application/json', origin: t.url };
  const say = (call: string, body: object) =>
    desk.send(`${t.url}/v1/auth/${call}`, { method: 'POST', headers, body: JSON.stringify(body) });
  await say('request-password-reset', { email: 'ada@acme.example' });
  const { services } = t.api;
  const { items } = await services.mailboxOf(services.em()).mailsTo('ada@acme.example', { limit: 1 });
  const token = decodeURIComponent(/\?token=(\S+)/.exec(items[0]!.text)![1]!);
  expect((await say('reset-password', { token, newPassword: 'a good password' })).status).toBe(200);
  await desk.signIn('ada');
  const sid = (await t.rows<{ sid: string }>('select sid from accounts.platform_sessions'))[0]!.sid;
  const password = 'a better password';
  const changed = await say('change-password', { currentPassword: 'a good password', newPassword: password });
  expect(changed.status).toBe(200);
  const { totpURI: uri } = (await (await say('two-factor/enable', { password })).json()) as { totpURI: string };
  expect((await say('two-factor/verify-totp', { code: totpCode(uri) })).status).toBe(200);
  expect((await say('two-factor/disable', { password })).status).toBe(200);
  expect(await t.rows('select sid from accounts.platform_sessions')).toEqual([{ sid }]);
  const { signOut } = (await (await desk.send(`${t.url}/v1/me/platform-sign-out`)).json()) as {
    signOut: { url: string };
  };
  expect(new URL(signOut.url).searchParams.get('id_token_hint')).toMatch(/^eyJ/);
  expect(await signedIn()).toBe(1);
  expect((await send(await sign(t, { ...claims, sub: 'acme-1', sid }))).status).toBe(200);
  expect(await signedIn()).toBe(0);
});
