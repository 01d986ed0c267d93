import { createReceiver, type ReceivedRequest, type Receiver } from '@minimart/test-kit';
import pg from 'pg';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { exampleManifest } from './testing/example-manifest.ts';
import { call, publishApp } from './testing/install-client.ts';
import { startSystem, type TestSystem } from './testing/start-system.ts';

/** A published app and the 201 of its install; nothing dispatches yet. */
async function install(apiUrl: string, { receiver, slug }: { receiver: Receiver; slug: string }) {
  const [developer, owner] = [await system.person('developer'), await system.person('owner')];
  const workspaceId = await system.workspace({ owner });
  await system.bot(workspaceId);
  const app = await publishApp(apiUrl, developer, exampleManifest(receiver.url, { slug }));
  const base = `/v1/workspaces/${workspaceId}/installations`;
  const body = { app: slug, scopes: ['flow-tags:view'], authInputs: { crm_token: 'crm-secret' } };
  const installed = await call(apiUrl + base, { method: 'POST', token: owner.token, body });
  expect(installed.status).toBe(201);
  return { app, developer, owner, path: `${base}/${installed.body.id}` };
}

type Installed = Awaited<ReturnType<typeof install>>;

async function expectActive(apiUrl: string, { owner, path }: Installed): Promise<void> {
  const read = () => call(apiUrl + path, { token: owner.token });
  await vi.waitFor(
    async () => expect((await read()).body).toMatchObject({ status: 'active', delivery: { status: 'delivered' } }),
    { timeout: 30_000, interval: 50 },
  );
}

/** The attempts of the one delivery that there is, and its id. */
async function logOf(apiUrl: string, { app, developer: { token } }: Installed) {
  const base = `${apiUrl}/v1/developer/apps/${app.id}/deliveries`;
  const { items } = (await call(base, { token })).body as unknown as { items: { id: string }[] };
  expect(items).toHaveLength(1);
  const { attemptLog } = (await call(`${base}/${items[0]!.id}`, { token })).body as unknown as {
    attemptLog: { number: number; outcome: string }[];
  };
  return { id: items[0]!.id, outcomes: attemptLog.map(({ number, outcome }) => `${number} ${outcome}`) };
}

/** Every request is signed, under the delivery's own id, and carries the key that was handed over first. */
function keyIn(requests: readonly ReceivedRequest[], { app }: Installed, deliveryId: string): string {
  const keys = requests.map(({ body, headers }) => {
    new Webhook(app.signingSecret).verify(body, headers as Record<string, string>);
    expect(headers['webhook-id']).toBe(deliveryId);
    return (JSON.parse(body) as { key: string }).key;
  });
  expect(new Set(keys).size).toBe(1);
  return keys[0]!;
}

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem();
});
afterEach(() => system.killAll());
afterAll(() => system[Symbol.asyncDispose]());

test('an api killed right after its 201, before any dispatcher ran, loses nothing: the subscribe request arrives once', async () => {
  await using receiver = await createReceiver();
  const killed = await system.start('api');
  const installed = await install(killed.url, { receiver, slug: 'killed-api' });
  await killed.kill();

  const [dispatcher, api] = await Promise.all([system.start('dispatcher'), system.start('api')]);
  await expectActive(api.url, installed);
  const { id, outcomes } = await logOf(api.url, installed);
  expect(outcomes).toEqual(['1 delivered']);
  const key = keyIn(receiver.requests, installed, id);
  expect((await call(`${api.url}/api/flow/tags`, { token: key })).status).toBe(200);
  expect(await Promise.all([api.stop(), dispatcher.stop()])).toEqual([0, 0]);
  expect(receiver.requests).toHaveLength(1);
});

test('dispatchers killed while a receiver holds its answer leave attempts that are known as lost; the next one delivers', async () => {
  let isHolding = true;
  await using receiver = await createReceiver(() => (isHolding ? { delayMs: 60_000 } : {}));
  const api = await system.start('api');
  const installed = await install(api.url, { receiver, slug: 'killed-dispatcher' });
  for (const attempt of [1, 2]) {
    const killed = await system.start('dispatcher');
    await receiver.waitFor(attempt);
    await killed.kill();
  }
  const held = await logOf(api.url, installed);
  expect(held.outcomes).toEqual(['1 lost']);
  isHolding = false;

  await system.start('dispatcher');
  await expectActive(api.url, installed);
  const { id, outcomes } = await logOf(api.url, installed);
  expect(outcomes).toEqual(['1 lost', '2 lost', '3 delivered']);
  expect(receiver.requests).toHaveLength(3);
  const key = keyIn(receiver.requests, installed, id);
  expect((await call(`${api.url}/api/flow/tags`, { token: key })).status).toBe(200);
});

test('an api killed amid many installs leaves each of them whole or not there at all, and the whole ones become active', async () => {
  await using receiver = await createReceiver();
  const killed = await system.start('api');
  const { app, owner } = await install(killed.url, { receiver, slug: 'killed-amid' });
  const body = { app: 'killed-amid', scopes: ['flow-tags:view'], authInputs: { crm_token: 'crm-secret' } };
  const workspaces = await Promise.all(Array.from({ length: 24 }, () => system.workspace({ owner })));
  const calls = workspaces.map((workspace) =>
    call(`${killed.url}/v1/workspaces/${workspace}/installations`, { method: 'POST', token: owner.token, body }),
  );
  await Promise.any(calls);
  await killed.kill();
  const answered = (await Promise.allSettled(calls)).filter(({ status }) => status === 'fulfilled').length;

  const db = new pg.Client({ connectionString: system.databaseUrl });
  await db.connect();
  const count = async (from: string) =>
    (await db.query<{ n: number }>(`select count(*)::int as n from ${from}`, [app.id])).rows[0]!.n;
  // A commit that was sent is carried out, although who sent it is gone.
  const busy = `select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`;
  await vi.waitFor(async () => expect((await db.query(busy)).rows).toEqual([]), 30_000);
  const ours = 'installs.installations i where i.app_id = $1';
  const whole = await count(ours);
  expect(whole).toBeGreaterThanOrEqual(answered + 1);
  const joined = (table: string, on: string) => `${table} t join installs.installations i on ${on} where i.app_id = $1`;
  expect(await count(joined('installs.consents', 't.installation_id = i.id'))).toBe(whole);
  expect(await count(joined('keys.api_keys', 't.subject = i.id'))).toBe(whole);
  expect(await count('webhooks.deliveries where endpoint_id = $1')).toBe(whole);

  await system.start('dispatcher');
  await vi.waitFor(async () => expect(await count(`${ours} and i.status = 'active'`)).toBe(whole), 30_000);
  await db.end();
  expect(receiver.requests).toHaveLength(whole);
});
