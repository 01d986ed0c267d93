import { createReceiver, type ReceivedRequest, type ReceiverAnswer } from '@minimart/test-kit';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { dumpTables } from './testing/dump-tables.ts';
import { exampleManifest } from './testing/example-manifest.ts';
import { call, publishApp } from './testing/install-client.ts';
import type { TestPerson } from './testing/plant-people.ts';
import { startSystem, type RunningRole, type TestSystem } from './testing/start-system.ts';

/** Everything that must not be read anywhere, by what it is. Each test adds what it made. */
const secrets = new Map<string, string>();

let system: TestSystem;
let api: RunningRole;
let developer: TestPerson;
let owner: TestPerson;
let session: { cookie: string; token: string };
let installations: string;

beforeAll(async () => {
  system = await startSystem();
  api = await system.start('api');
  developer = await system.person('developer');
  owner = await system.person('owner');
  installations = `${api.url}/v1/workspaces/${await system.workspace({ owner })}/installations`;
  for (const [name, { token, password }] of Object.entries({ developer, owner })) {
    secrets.set(`the token of the ${name}`, token).set(`the password of the ${name}`, password);
  }
  const { MINIMART_AUTH_SECRET, MINIMART_SEALING_KEYS } = system.environment;
  secrets.set('the secret of sign-in', MINIMART_AUTH_SECRET!);
  secrets.set('the sealing key', MINIMART_SEALING_KEYS!.slice('test:'.length));
  session = await signIn();
});
afterAll(() => system[Symbol.asyncDispose]());

/** The owner's session: its cookie, and the part of it that stands for the session. */
async function signIn() {
  const headers = { origin: 'http://store.test' };
  const { email, password } = owner;
  const url = `${api.url}/v1/auth/sign-in/email`;
  const mistyped = `${password}-mistyped`;
  secrets.set('the mistyped password', mistyped);
  expect((await call(url, { method: 'POST', headers, body: { email, password: mistyped } })).status).toBe(401);
  const answer = await call(url, { method: 'POST', headers, body: { email, password } });
  const cookie = answer.headers.getSetCookie()[0]!.split(';')[0]!;
  const value = decodeURIComponent(cookie.slice(cookie.indexOf('=') + 1));
  const token = value.slice(0, value.lastIndexOf('.'));
  secrets.set('the cookie of the session', value);
  expect((await call(`${api.url}/v1/me`, { headers: { cookie } })).status).toBe(200);
  return { cookie, token };
}

/** A manifest that puts the key and the secret input into every place where a secret may stand; an address is none. */
function leakyManifest(receiverUrl: string, slug: string) {
  const { unsubscribe } = exampleManifest(receiverUrl).requests!;
  return exampleManifest(receiverUrl, {
    slug,
    requests: {
      subscribe: {
        method: 'POST',
        url: `${receiverUrl}/hook`,
        headers: { 'X-Key': 'key {{api_key}}', 'X-Token': '{{auth.crm_token}}' },
        body: { json: { key: '{{api_key}}', deep: [{ token: 'token {{auth.crm_token}}' }] } },
      },
      unsubscribe: { ...unsubscribe!, headers: { 'X-Token': '{{auth.crm_token}}' } },
    },
  });
}

/** Publishes an app and installs it; the key is learnt from the receiver. */
async function install(receiverUrl: string, slug: string) {
  const { signingSecret } = await publishApp(api.url, developer, leakyManifest(receiverUrl, slug));
  // Characters that URL, JSON, HTML and base64 each spell in their own way.
  const input = `crm/${slug} "9f8e7d6c"+<very> & secret=?`;
  secrets.set(`the signing secret of ${slug}`, signingSecret).set(`the secret input of ${slug}`, input);
  const body = { app: slug, scopes: ['flow-tags:view'], authInputs: { crm_token: input, list: 'not secret' } };
  const headers = { 'idempotency-key': `install-${slug}` };
  const { status, body: made } = await call(installations, { method: 'POST', token: owner.token, headers, body });
  expect(status).toBe(201);
  return `${installations}/${made.id}`;
}

async function untilStatus(path: string, status: string) {
  const read = () => call(path, { token: owner.token });
  await vi.waitFor(async () => expect((await read()).body.status).toBe(status), { timeout: 30_000, interval: 50 });
}

function learnKeys(requests: readonly ReceivedRequest[]): void {
  for (const { body } of requests) {
    const key = /mm_live_[A-Za-z0-9]{38}/.exec(body)?.[0];
    if (key !== undefined) secrets.set(`the key ${[...secrets.keys()].length}`, key);
  }
}

/** A secret as it is, and as URLs, JSON, JSON within JSON, base64 and hex spell it. */
function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const escaped = JSON.stringify(secret).slice(1, -1);
  return [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams({ s: secret }).toString().slice(2),
    escaped,
    JSON.stringify(escaped).slice(1, -1),
    JSON.stringify(JSON.stringify(escaped).slice(1, -1)).slice(1, -1),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
  ];
}

function expectNone(text: string, place: string): void {
  const found = [...secrets].filter(([, secret]) => spellings(secret).some((form) => text.includes(form)));
  expect(found.map(([name]) => `${name} in ${place}`)).toEqual([]);
}

/** All rows of all tables, with what stands in them as hex or base64 read as well. */
async function expectCleanTables(): Promise<void> {
  for (const [table, rows] of await dumpTables(system.em())) {
    const text = rows.join('\n');
    const hex = [...text.matchAll(/\\x((?:[0-9a-f]{2})+)/g)].map(([, digits]) =>
      Buffer.from(digits!, 'hex').toString('latin1'),
    );
    const base64 = [...text.matchAll(/[A-Za-z0-9+/_-]{16,}/g)].map(([word]) =>
      Buffer.from(word, 'base64').toString('latin1'),
    );
    for (const part of [text, ...hex, ...base64]) expectNone(part, table);
    // better-auth finds a session by its token in the clear. A dump is no sign-in all the same: the cookie carries a signature
    // made with the secret of sign-in beside it, and without that it is refused.
    if (table !== 'accounts.session') expect(text, table).not.toContain(session.token);
  }
}

/** Echoes what it gets in every part of an answer; below /refuse it does so as it refuses, below /elsewhere as it redirects. */
function echo({ path, headers, body }: ReceivedRequest): ReceiverAnswer {
  const key = /mm_live_[A-Za-z0-9]{38}/.exec(body)?.[0] ?? '';
  const input = (/"token (.+?)"\}/.exec(body)?.[1] ?? '').replaceAll('\\"', '"');
  const signature = String(headers['webhook-signature']);
  const said = {
    message: `No to ${key} and ${input}.`,
    got: body,
    in64: Buffer.from(body).toString('base64'),
    key,
    input,
    signature,
  };
  const answer = {
    headers: { 'x-echo': encodeURIComponent(body), 'x-key': key, location: path },
    body: JSON.stringify(said),
  };
  if (path.startsWith('/refuse')) return { ...answer, status: 422 };
  return path.startsWith('/elsewhere') ? { ...answer, status: 302 } : answer;
}

test('no secret is in a table or a log line: not while it waits, not once it was delivered, echoed, refused, redirected, retried and said farewell', async () => {
  await using receiver = await createReceiver(echo);
  const echoed = await install(`${receiver.url}/echo`, 'echoed');
  const refused = await install(`${receiver.url}/refuse`, 'refused');
  const redirected = await install(`${receiver.url}/elsewhere`, 'redirected');
  await expectCleanTables();
  expectNone(system.output(), 'the log');

  await system.start('dispatcher');
  await untilStatus(echoed, 'active');
  await untilStatus(refused, 'failed');
  await vi.waitFor(async () => {
    const { delivery } = (await call(redirected, { token: owner.token })).body as {
      delivery?: { attempts: number; lastError: string };
    };
    expect(delivery).toMatchObject({ attempts: 1, lastError: expect.stringContaining('redirects are not followed') });
  }, 15_000);
  learnKeys(receiver.requests);
  const { body: shown } = await call(refused, { token: owner.token });
  expect(shown['message']).toBe('No to •••• and ••••.');
  expectNone(JSON.stringify(shown), 'an answer');
  await expectCleanTables();

  const corrected = 'crm-corrected-1a2b3c';
  secrets.set('the corrected input', corrected);
  const authInputs = { crm_token: corrected };
  expect((await call(`${refused}/retry`, { method: 'POST', token: owner.token, body: { authInputs } })).status).toBe(
    200,
  );
  await untilStatus(refused, 'failed');
  for (const path of [echoed, refused, redirected]) {
    expect((await call(path, { method: 'DELETE', token: owner.token })).status).toBe(200);
  }
  await vi.waitFor(
    async () => expect((await call(echoed, { token: owner.token })).body['erasedAt']).not.toBeNull(),
    30_000,
  );
  learnKeys(receiver.requests);
  expect([...secrets.keys()].filter((name) => name.startsWith('the key'))).not.toHaveLength(0);
  await expectCleanTables();
  expectNone(system.output(), 'the log');
});

test('no secret is in the delivery log that the developer reads', async () => {
  const { items: apps } = (await call(`${api.url}/v1/developer/apps`, { token: developer.token })).body as unknown as {
    items: { id: string }[];
  };
  expect(apps).toHaveLength(3);
  for (const { id } of apps) {
    const base = `${api.url}/v1/developer/apps/${id}/deliveries`;
    const { items } = (await call(base, { token: developer.token })).body as unknown as { items: { id: string }[] };
    for (const delivery of items) {
      expectNone(
        JSON.stringify((await call(`${base}/${delivery.id}`, { token: developer.token })).body),
        'the delivery log',
      );
    }
  }
});

test('an app without a subscribe request: its key is in the one answer, not in a repeated one, a table or a log line', async () => {
  const manifest = { ...exampleManifest('http://127.0.0.1:9', { slug: 'keyed' }), authInputs: [], requests: {} };
  await publishApp(api.url, developer, manifest);
  const installKeyed = () =>
    call(installations, {
      method: 'POST',
      token: owner.token,
      headers: { 'idempotency-key': 'keyed' },
      body: { app: 'keyed', scopes: ['flow-tags:view'] },
    });
  const { body } = await installKeyed();
  secrets.set('the key shown once', body['plainKey'] as string);
  expect(body['plainKey']).toMatch(/^mm_live_/);
  const repeated = await installKeyed();
  expect([repeated.status, repeated.body.id]).toEqual([201, body.id]);
  expectNone(JSON.stringify(repeated.body), 'the repeated answer');
  await expectCleanTables();
});

test('what fails, on our side and on the side of who asks, is logged without what was sent', async () => {
  await using receiver = await createReceiver(echo);
  const key = secrets.get('the key shown once')!;
  const { token, password } = owner;
  for (const secret of [key, token, password]) {
    const inPath = encodeURIComponent(secret);
    await call(`${api.url}/v1/apps/${inPath}?query=${inPath}`);
    await call(`${api.url}/nothing/${inPath}`, { token: secret });
    await call(`${api.url}/api/flow/tags?name=${inPath}`, { token: `${secret}x` });
    await call(`${api.url}/v1/developer/apps`, { method: 'POST', token, body: { manifest: { [secret]: secret } } });
    await call(`${api.url}/v1/developer/apps`, {
      method: 'POST',
      token,
      headers: { 'content-type': 'application/json' },
      body: secret,
    });
  }

  const dispatcherFails = await install(receiver.url, 'unrecorded');
  await system.em().execute('alter table installs.consents rename to consents_gone');
  await vi.waitFor(() => expect(system.output()).toContain('could not record attempts'), 30_000);
  await system.em().execute('alter table installs.consents_gone rename to consents');
  await untilStatus(dispatcherFails, 'active');

  await system.em().execute('alter table keys.api_keys rename column tenant to tenant_gone');
  await publishApp(api.url, developer, leakyManifest(receiver.url, 'unwritten'));
  const body = { app: 'unwritten', scopes: ['flow-tags:view'], authInputs: { crm_token: 'crm-never-stored-77' } };
  secrets.set('the input never stored', 'crm-never-stored-77');
  const failed = await call(installations, { method: 'POST', token, body });
  expect(failed.body).toMatchObject({ status: 500, code: 'internal_error' });
  expectNone(JSON.stringify(failed.body), 'the answer');
  await system.em().execute('alter table keys.api_keys rename column tenant_gone to tenant');

  learnKeys(receiver.requests);
  // The answer may overtake what the process writes.
  await vi.waitFor(() => expect(system.output()).toContain('a request failed'), 10_000);
  expectNone(system.output(), 'the log');
  expect(system.output()).not.toContain(session.token);
  await expectCleanTables();
});
