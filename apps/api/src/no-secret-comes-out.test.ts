import { randomBytes } from 'node:crypto';
import { createMailbox } from '@minimart/mail/mikro-orm';
import { createSealer, parseSealingKeys } from '@minimart/sealing';
import { createReceiver, type Receiver, type ReceivedRequest, type ReceiverAnswer } from '@minimart/test-kit';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { exampleManifest } from './testing/example-manifest.ts';
import { publishApp } from './testing/install-client.ts';
import { openCollector } from './testing/open-collector.ts';
import type { TestPerson } from './testing/plant-people.ts';
import { startStore, type RunningStore } from './testing/start-store.ts';
import { startSystem, type RunningRole, type TestSystem } from './testing/start-system.ts';
import { sweep } from './testing/sweep.ts';

/** Everything that must not be read in what comes out, by what it is. */
const secrets = new Map<string, string>();
const secret = (name: string, text = randomBytes(24).toString('base64url')): string => {
  secrets.set(name, text);
  return text;
};
// Characters that URL, JSON, HTML and base64 each spell in their own way.
const odd = (name: string) =>
  secret(name, `${randomBytes(12).toString('base64url')} "+<${randomBytes(12).toString('hex')}> & ü=?`);

const origin = 'http://store.test';
/** The bodies of all answers that said no, with their headers. */
const refusals: string[] = [];
let collector: Awaited<ReturnType<typeof openCollector>>;
let sink: Receiver;
let system: TestSystem;
let api: RunningRole;
let store: RunningStore;
let developer: TestPerson;
let owner: TestPerson;
let workspaceId: string;

beforeAll(async () => {
  collector = await openCollector();
  // A store of files, and no mail server, that say in their refusals all that they were sent.
  sink = await createReceiver(({ headers, body }) => ({ status: 403, body: JSON.stringify({ headers, body }) }));
  system = await startSystem({
    ...collector.env,
    OTEL_EXPORTER_OTLP_HEADERS: `x-collector-key=${secret('the key of the collector')}`,
    MINIMART_METRICS_TOKEN: secret('the token of the metrics'),
    MINIMART_S3_ENDPOINT: sink.url,
    MINIMART_S3_BUCKET: 'pictures',
    MINIMART_S3_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    MINIMART_S3_SECRET_ACCESS_KEY: secret('the secret of the bucket'),
    MINIMART_SMTP_URL: `smtp://mailer:${secret('the password of the mail server')}@${new URL(sink.url).host}`,
    MINIMART_MAIL_FROM: 'Minimart <no-reply@store.test>',
  });
  secret('the password of the database', new URL(system.databaseUrl).password);
  secret('the secret of sign-in', system.environment['MINIMART_AUTH_SECRET']);
  secret('the sealing key', system.environment['MINIMART_SEALING_KEYS']!.slice('test:'.length));
  api = await system.start('api');
  store = await startStore(api.url, { origin, env: collector.env });
  developer = await system.person('developer');
  owner = await system.person('owner');
  workspaceId = await system.workspace({ owner });
  for (const [name, { token, password }] of Object.entries({ developer, owner })) {
    secret(`the token of the ${name}`, token);
    secret(`the password of the ${name}`, password);
  }
}, 300_000);
afterAll(async () => {
  await store?.[Symbol.asyncDispose]();
  await system?.[Symbol.asyncDispose]();
  await sink[Symbol.asyncDispose]();
  await collector[Symbol.asyncDispose]();
});

/** Asks, and keeps the answer if it says no. */
async function ask(
  url: string,
  { token, json, form, ...init }: RequestInit & { token?: string; json?: unknown; form?: Record<string, string> } = {},
) {
  const answer = await fetch(url, {
    redirect: 'manual',
    ...init,
    method: init.method ?? (json === undefined && form === undefined ? 'GET' : 'POST'),
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(json !== undefined && { 'content-type': 'application/json' }),
      ...(form !== undefined && { origin, accept: 'text/html' }),
      ...(init.headers as Record<string, string> | undefined),
    },
    ...(json !== undefined && { body: JSON.stringify(json) }),
    ...(form !== undefined && { body: new URLSearchParams(form) }),
  });
  const text = await answer.text();
  // A page says again what was typed that is no secret; what it says in its head, and all that the API says, counts.
  const isPage = answer.headers.get('content-type')?.includes('html') ?? false;
  if (answer.status >= 400) refusals.push(isPage ? '' : text, JSON.stringify([...answer.headers]));
  return { status: answer.status, headers: answer.headers, text };
}

/** Echoes what it is sent in every part of an answer, and fails in the way that its path says. */
async function echo({ path, headers, body }: ReceivedRequest): Promise<ReceiverAnswer> {
  for (const key of body.match(/mm_live_[A-Za-z0-9]{38}/g) ?? []) secret(`the key ${key.slice(0, 12)}`, key);
  const answer = {
    headers: {
      'x-echo': encodeURIComponent(body),
      'set-cookie': `all=${encodeURIComponent(body)}`,
      location: `/${encodeURIComponent(body)}`,
    },
    body: JSON.stringify({
      message: `No to ${body}`,
      in64: Buffer.from(body).toString('base64'),
      hex: Buffer.from(body).toString('hex'),
      headers,
    }),
  };
  if (path.startsWith('/refuse')) return { ...answer, status: 422 };
  if (path.startsWith('/fail')) return { ...answer, status: 503 };
  if (path.startsWith('/elsewhere')) return { ...answer, status: 302 };
  if (path.startsWith('/late')) return { ...answer, delayMs: 4_000 };
  return answer;
}

/** What each process, the collector, the metrics and the refusals have told until now. */
async function everythingThatCameOut(): Promise<Map<string, string>> {
  const metrics = await ask(`${api.url}/metrics`, { token: secrets.get('the token of the metrics')! });
  const health = await Promise.all(['live', 'ready'].map((what) => ask(`${api.url}/health/${what}`)));
  return new Map([
    ['the output of the api and the dispatcher', system.output()],
    ['the output of the store', store.output()],
    ['the traces', collector.bodies().join('\n')],
    ['the metrics', metrics.text],
    ['what health says', health.map(({ text }) => text).join()],
    ['the refusals', refusals.join('\n')],
  ]);
}

const forms: [form: string, of: (text: string) => string][] = [
  ['plainly', (text) => text],
  ['as base64', (text) => Buffer.from(text).toString('base64')],
  ['as base64url in the midst of more', (text) => Buffer.from(`ab${text}z`).toString('base64url')],
  ['as hex', (text) => Buffer.from(text).toString('hex')],
  ['as a part of an address', encodeURIComponent],
  ['as a form', (text) => new URLSearchParams({ text }).toString()],
  ['within JSON', (text) => JSON.stringify({ text })],
  ['within JSON within JSON', (text) => JSON.stringify({ text: JSON.stringify({ text }) })],
];

describe('the sweep', () => {
  const planted = 'sk "9f8e7d6c5b4a3f2e"+<1d0c9b8a7f6e5d4c>&ü';

  test.each(forms)('finds what leaks %s, whole and by its halves', (_form, of) => {
    const half = Math.floor(planted.length / 2);
    for (const leaked of [planted, planted.slice(0, half), planted.slice(half)]) {
      const found = sweep(new Map([['a log', `{"msg":"so: ${of(leaked)}."}`]]), new Map([['it', planted]]));
      expect(found.length).toBeGreaterThan(0);
    }
  });

  test('finds nothing where nothing is', () => {
    const shown = `mm_live_ab12 ${planted.slice(0, 12)} ${planted.slice(-4)}`;
    expect(sweep(new Map([['a log', shown]]), new Map([['it', planted]]))).toEqual([]);
  });

  test('finds a leak that a process of this system is made to have', async () => {
    await ask(`${api.url}/v1/scopes`, { headers: { 'x-request-id': 'a-planted-id-of-a-request' } });
    await system.em().execute('alter table catalog.apps rename to apps_gone');
    await ask(`${api.url}/v1/apps/none`, { headers: { 'x-request-id': 'a-planted-id-of-a-request' } });
    await system.em().execute('alter table catalog.apps_gone rename to apps');
    await vi.waitFor(async () => {
      const found = sweep(await everythingThatCameOut(), new Map([['an id', 'a-planted-id-of-a-request']]));
      expect(found).toContain('an id in the output of the api and the dispatcher');
      expect(found).toContain('an id in the refusals');
    }, 15_000);
  });
});

test('the store: signing in wrongly and rightly, and an install from its forms', async () => {
  const { email, password } = owner;
  const wrong = `${password}${secret('what was mistyped')}`;
  expect((await ask(`${store.url}/sign-in`, { form: { email, password: wrong } })).status).toBe(422);
  const signedIn = await ask(`${store.url}/sign-in`, { form: { email, password } });
  expect(signedIn.status).toBe(303);
  const cookie = signedIn.headers.getSetCookie()[0]!.split(';')[0]!;
  secret('the session', decodeURIComponent(cookie.slice(cookie.indexOf('=') + 1)));

  await using receiver = await createReceiver(echo);
  const { signingSecret } = await publishApp(
    api.url,
    developer,
    exampleManifest(receiver.url, { slug: 'from-the-store' }),
  );
  secret('the signing secret', signingSecret);
  expect((await ask(`${store.url}/apps/from-the-store/install`, { headers: { cookie } })).status).toBe(200);
  const form = {
    idempotencyKey: secret('the idempotency key of the page'),
    version: '1.0.0',
    workspace: workspaceId,
    scope: 'flow-tags:view',
    'auth-crm_token': odd('the input of the form'),
  };
  const install = `${store.url}/apps/from-the-store/install`;
  expect((await ask(install, { form: { ...form, 'auth-crm_token': '' }, headers: { cookie, origin } })).status).toBe(
    422,
  );
  expect((await ask(install, { form, headers: { cookie, origin } })).status).toBe(303);
  const lost = odd('what was put into an address');
  for (const path of ['/', '/apps/', '/nothing/', '/developer/apps/'])
    await ask(`${store.url}${path}${encodeURIComponent(lost)}?query=${encodeURIComponent(lost)}`, {
      headers: { cookie },
    });
  await ask(`${store.url}/sign-in`, {
    form: { email: lost, password: lost },
    headers: { origin: 'https://evil.example' },
  });
});

test('links in mails: asked for, opened in the store, used, used again, and mistyped', async () => {
  const person = await system.person('forgetful');
  secret('the password that was forgotten', person.password);
  const sealer = createSealer({ keys: parseSealingKeys(system.environment['MINIMART_SEALING_KEYS']!) });
  const auth = (what: string, json: object) => ask(`${api.url}/v1/auth/${what}`, { json, headers: { origin } });
  expect((await auth('request-password-reset', { email: person.email })).status).toBe(200);
  const token = await vi.waitFor(async () => {
    const { items } = await createMailbox(system.em(), { mode: 'send', sealer }).mailsTo(person.email, { limit: 1 });
    return decodeURIComponent(/\?token=(\S+)/.exec(items[0]!.text)![1]!);
  }, 15_000);
  secret('the link of the mail', token);
  const link = `${store.url}/reset-password?token=${encodeURIComponent(token)}`;
  const opened = await ask(link);
  const cookie = opened.headers
    .getSetCookie()
    .map((line) => line.split(';')[0]!)
    .join('; ');
  await ask(`${store.url}/reset-password`, { headers: { cookie } });
  await ask(`${store.url}/verify-email?token=${encodeURIComponent(token)}`);
  expect(
    (await auth('reset-password', { token: `${token}x`, newPassword: secret('a password never taken') })).status,
  ).toBe(400);
  expect((await auth('reset-password', { token, newPassword: 'short' })).status).toBe(400);
  expect((await auth('reset-password', { token, newPassword: secret('the new password') })).status).toBe(200);
  expect((await auth('reset-password', { token, newPassword: secret('a password too late') })).status).toBe(400);
});

test('deliveries that are echoed, refused, failed, redirected and late, retried with other inputs, rotated and said farewell', async () => {
  await using receiver = await createReceiver(echo);
  await system.start('dispatcher');
  const installations = `${api.url}/v1/workspaces/${workspaceId}/installations`;
  for (const way of ['echo', 'refuse', 'fail', 'elsewhere', 'late']) {
    const manifest = exampleManifest(`${receiver.url}/${way}`, { slug: `app-${way}` });
    const { id, signingSecret } = await publishApp(api.url, developer, manifest);
    secret(`the signing secret of ${way}`, signingSecret);
    const body = {
      app: `app-${way}`,
      scopes: ['flow-tags:view'],
      authInputs: { crm_token: odd(`the input of ${way}`), list: 'open' },
    };
    const headers = { 'idempotency-key': secret(`the idempotency key of ${way}`) };
    const made = await ask(installations, { token: owner.token, json: body, headers });
    expect(made.status).toBe(201);
    await ask(installations, { token: owner.token, json: { ...body, scopes: [] }, headers });
    const one = `${installations}/${(JSON.parse(made.text) as { id: string }).id}`;
    const tried = () =>
      ask(one, { token: owner.token }).then(({ text }) => JSON.parse(text) as { delivery: { attempts: number } });
    await vi.waitFor(async () => expect((await tried()).delivery.attempts).toBeGreaterThan(0), 30_000);
    await ask(`${one}/retry`, {
      token: owner.token,
      json: { authInputs: { crm_token: odd(`the corrected input of ${way}`) } },
    });
    await ask(`${one}/rotate-key`, { token: owner.token, json: {} });
    const rotated = await ask(`${api.url}/v1/developer/apps/${id}/endpoint/signing-secrets`, {
      token: developer.token,
      json: {},
    });
    const next = /whsec_[A-Za-z0-9+/=]+/.exec(rotated.text)?.[0];
    if (next !== undefined) secret(`the next signing secret of ${way}`, next);
    await ask(one, { token: owner.token, method: 'DELETE' });
  }
  expect([...secrets.keys()].filter((name) => name.startsWith('the key mm_live'))).not.toHaveLength(0);
  expect([...secrets.keys()].filter((name) => name.startsWith('the next signing'))).not.toHaveLength(0);
});

test('keys and tokens that are bad, dead or in the wrong place, and bodies that are none', async () => {
  const sent = [
    'the token of the owner',
    'the password of the owner',
    ...[...secrets.keys()].filter((name) => name.startsWith('the key mm_live')),
  ];
  for (const text of sent.map((name) => secrets.get(name)!)) {
    const inPath = encodeURIComponent(text);
    await ask(`${api.url}/v1/apps?query=${inPath}&cursor=${inPath}`);
    // A refusal names an app, or what is wrong in a manifest, to who sent that, but for what opens a door by its form alone.
    if (text !== secrets.get('the password of the owner')) {
      await ask(`${api.url}/v1/apps/${inPath}`);
      await ask(`${api.url}/v1/developer/apps`, {
        token: owner.token,
        json: { manifest: { [text]: text, slug: text } },
      });
    }
    await ask(`${api.url}/nothing/${inPath}`, { token: text });
    await ask(`${api.url}/api/flow/tags?name=${inPath}`, { token: text });
    await ask(`${api.url}/api/flow/tags/${inPath}`, { token: `${text.slice(0, -1)}x` });
    await ask(`${api.url}/v1/me`, {
      token: `${text}x`,
      headers: { ...(text.includes('_') && { 'x-request-id': text }), cookie: `minimart.session_token=${inPath}` },
    });
    await ask(`${api.url}/v1/developer/apps`, {
      token: owner.token,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: text,
    });
    await ask(`${api.url}/v1/auth/sign-in/email`, { json: { email: text, password: text }, headers: { origin } });
    await ask(`${api.url}/v1/auth/sign-up/email`, {
      json: { email: `${inPath}@example.com`, password: text, name: text },
      headers: { origin },
    });
    await ask(`${api.url}/v1/workspaces/${inPath}/installations/${inPath}`, { token: owner.token });
  }
});

test('PostgreSQL, the bucket and the mail server failing, and settings that are wrong', async () => {
  const installations = `${api.url}/v1/workspaces/${workspaceId}/installations`;
  await using receiver = await createReceiver(() => ({ status: 410 }));
  await publishApp(api.url, developer, exampleManifest(receiver.url, { slug: 'gone' }));
  const json = {
    app: 'gone',
    scopes: ['flow-tags:view'],
    authInputs: { crm_token: odd('the input that was never stored') },
  };
  await system.em().execute('alter table keys.api_keys rename column tenant to tenant_gone');
  expect((await ask(installations, { token: owner.token, json })).status).toBe(500);
  await system.em().execute('alter table keys.api_keys rename column tenant_gone to tenant');
  // The mail that tells of it cannot be sent.
  expect((await ask(installations, { token: owner.token, json })).status).toBe(201);
  await vi.waitFor(() => expect(system.output()).toMatch(/mail/), 30_000);
  const picture = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const uploaded = await ask(`${api.url}/v1/developer/assets?use=logo`, {
    method: 'POST',
    token: developer.token,
    headers: { 'content-type': 'image/png' },
    body: picture,
  });
  expect(uploaded.status).toBeGreaterThanOrEqual(400);
  await system
    .em()
    .execute(
      `select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()`,
    );
  await Promise.all(Array.from({ length: 8 }, () => ask(`${api.url}/v1/me`, { token: owner.token })));
  await expect(
    system.start('api', {
      DATABASE_URL: `mysql://root:${secret('a password in an address that is none')}@127.0.0.1/x`,
      MINIMART_SEALING_KEYS: `k1:${secret('a sealing key that is none')}`,
      MINIMART_AUTH_SECRET: secret('a secret that is too short', 'short-but-secret-12'),
      MINIMART_METRICS_TOKEN: secret('a token that is too short', 'short-token-1'),
      MINIMART_SMTP_URL: `http://mailer:${secret('a password of no mail server')}@127.0.0.1`,
    }),
  ).rejects.toThrow(/configuration has mistakes/);
});

test('nothing of all that is in anything that came out', async () => {
  // What a process tells as it ends counts as well.
  expect(await store.stop()).toBe(0);
  const out = await everythingThatCameOut();
  await system.stopAll();
  out.set('the output of the api and the dispatcher', system.output());
  out.set('the traces', collector.bodies().join('\n'));
  for (const [place, text] of out)
    if (place !== 'the output of the store') expect(text.length, place).toBeGreaterThan(20);
  for (const service of ['minimart-api', 'minimart-dispatcher', 'minimart-store'])
    expect(out.get('the traces')).toContain(service);
  expect(out.get('the output of the api and the dispatcher')).toContain('trace_id');
  expect(sweep(out, secrets)).toEqual([]);
  console.log(`${secrets.size} secrets, ${[...out.values()].join('').length} characters that came out: none found`);
}, 120_000);
