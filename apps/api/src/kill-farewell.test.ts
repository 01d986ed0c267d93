import { createReceiver, type Receiver } from '@minimart/test-kit';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { exampleManifest } from './testing/example-manifest.ts';
import { call, publishApp } from './testing/install-client.ts';
import type { TestPerson } from './testing/plant-people.ts';
import { startSystem, type RunningRole, type TestSystem } from './testing/start-system.ts';

let system: TestSystem;
let receiver: Receiver;
let status = 200;
let developer: TestPerson;
let owner: TestPerson;
let api: RunningRole;
const db = () => new pg.Client({ connectionString: system.databaseUrl });

beforeAll(async () => {
  system = await startSystem({ MINIMART_DATA_ERASURE_HOURS: '0' });
  receiver = await createReceiver(({ path }) => ({ status: path.includes('/minimart/') ? status : 200 }));
  [developer, owner] = [await system.person('developer'), await system.person('owner')];
  api = await system.start('api');
  const base = exampleManifest(receiver.url, { slug: 'whole' });
  const dataErasure = { method: 'POST' as const, url: `${receiver.url}/erase/{{workspace_id}}` };
  await publishApp(api.url, developer, { ...base, requests: { ...base.requests, dataErasure } });
});
afterEach(() => void (status = 200));
afterAll(async () => {
  await system[Symbol.asyncDispose]();
  await receiver[Symbol.asyncDispose]();
});

const as = () => ({ token: owner.token });
const input = 'crm-kill-9f8e7d6c';

async function ask(method: string, path: string, body?: object) {
  return call(api.url + path, { method, ...as(), ...(body && { body }) });
}

async function install(): Promise<{ workspaceId: string; base: string; path: string }> {
  const workspaceId = await system.workspace({ owner });
  await system.bot(workspaceId);
  const base = `/v1/workspaces/${workspaceId}/installations`;
  const answer = await ask('POST', base, installBody);
  expect(answer.status).toBe(201);
  return { workspaceId, base, path: `${base}/${answer.body.id}` };
}

const installBody = { app: 'whole', scopes: ['flow-tags:view'], authInputs: { crm_token: input, list: 'open' } };

const until = (path: string, expected: object) =>
  vi.waitFor(async () => expect((await ask('GET', path)).body).toMatchObject(expected), {
    timeout: 20_000,
    interval: 50,
  });

/** All that is stored of one workspace, to see that nothing of a move is there. */
async function recordOf(workspaceId: string) {
  const client = db();
  await client.connect();
  const rows = async (sql: string) => (await client.query(sql, [workspaceId])).rows as unknown[];
  const record = {
    installations: await rows(
      'select to_jsonb(i) as row from installs.installations i where workspace_id = $1 order by id',
    ),
    receipts: await rows(
      'select to_jsonb(r) as row from installs.erasure_receipts r where workspace_id = $1 order by id',
    ),
    erasures: await rows('select to_jsonb(e) as row from installs.data_erasures e where workspace_id = $1'),
    remembered: await rows('select to_jsonb(m) as row from installs.remembered_inputs m where workspace_id = $1'),
    keys: await rows('select id, revoked_at from keys.api_keys where tenant = $1 order by id'),
    deliveries: await rows('select id, status from webhooks.deliveries where tenant = $1 order by id'),
  };
  await client.end();
  return record;
}

/** Holds a table so that whoever writes to it stands still in the midst of a transaction; `until` somebody does, then lets go once `work` is done. */
async function holding(table: string, work: (stoodStill: () => Promise<void>) => Promise<void>): Promise<void> {
  const [holder, watcher] = [db(), db()];
  await Promise.all([holder.connect(), watcher.connect()]);
  try {
    await holder.query('begin');
    await holder.query(`lock table ${table} in exclusive mode`);
    await work(() =>
      vi.waitFor(
        async () => {
          const { rows } = await watcher.query(
            `select 1 from pg_locks where relation = $1::regclass and not granted
             and database = (select oid from pg_database where datname = current_database()) limit 1`,
            [table],
          );
          expect(rows).toHaveLength(1);
        },
        { timeout: 15_000, interval: 20 },
      ),
    );
  } finally {
    await holder.query('rollback');
    await Promise.all([holder.end(), watcher.end()]);
  }
}

/** Kills the api while `move` stands still at a table, and starts another. */
async function killDuring(table: string, move: () => Promise<unknown>): Promise<void> {
  await holding(table, async (stoodStill) => {
    const moving = move().catch(() => 'cut off');
    await stoodStill();
    await api.kill();
    expect(await moving).toBe('cut off');
  });
  api = await system.start('api');
}

describe('an api killed in the midst of a move leaves nothing of it, and the move can be made anew', () => {
  test.each(['installs.installations', 'installs.consents', 'keys.api_keys', 'webhooks.deliveries', 'webhooks.queue'])(
    'install, at %s',
    async (table) => {
      const workspaceId = await system.workspace({ owner });
      const base = `/v1/workspaces/${workspaceId}/installations`;
      const before = await recordOf(workspaceId);
      await killDuring(table, () => ask('POST', base, installBody));
      expect(await recordOf(workspaceId)).toEqual(before);
      expect((await ask('POST', base, installBody)).status).toBe(201);
    },
    120_000,
  );

  test.each(['keys.api_keys', 'webhooks.deliveries', 'webhooks.queue', 'installs.installations'])(
    'retry and change of inputs, at %s',
    async (table) => {
      const { workspaceId, path } = await install();
      const dispatcher = await system.start('dispatcher');
      await until(path, { status: 'active' });
      await dispatcher.stop();
      const before = await recordOf(workspaceId);
      await killDuring(table, () => ask('PATCH', path, { authInputs: { crm_token: `${input}-changed` } }));
      expect(await recordOf(workspaceId)).toEqual(before);
      // A pending one, as a retry takes it: its delivery and its key are those it had.
      const pending = await install();
      const waiting = await recordOf(pending.workspaceId);
      await killDuring(table, () => ask('POST', `${pending.path}/retry`, {}));
      expect(await recordOf(pending.workspaceId)).toEqual(waiting);
      expect((await ask('POST', `${pending.path}/retry`, {})).status).toBe(200);
    },
    120_000,
  );

  test.each([
    'keys.api_keys',
    'installs.remembered_inputs',
    'installs.data_erasures',
    'webhooks.deliveries',
    'installs.installations',
  ])(
    'uninstall with its data-erasure request, at %s',
    async (table) => {
      const { workspaceId, path } = await install();
      const dispatcher = await system.start('dispatcher');
      await until(path, { status: 'active' });
      await dispatcher.stop();
      const welcome = receiver.requests.find((each) => each.path.startsWith(`/minimart/${workspaceId}?`))!;
      const { key } = JSON.parse(welcome.body) as { key: string };
      const before = await recordOf(workspaceId);
      await killDuring(table, () => ask('DELETE', path));
      expect(await recordOf(workspaceId)).toEqual(before);
      expect((await call(`${api.url}/api/flow/tags`, { token: key })).status).toBe(200);
      expect((await ask('DELETE', path)).body).toMatchObject({ status: 'uninstalled' });
      expect((await call(`${api.url}/api/flow/tags`, { token: key })).status).toBe(401);
      expect((await recordOf(workspaceId)).erasures).toHaveLength(1);
    },
    120_000,
  );
});

test.each(['installs.erasure_receipts', 'installs.installations', 'webhooks.attempts'])(
  'a dispatcher killed while it records a farewell, at %s: the next one erases, with one receipt',
  { timeout: 120_000 },
  async (table) => {
    const { workspaceId, path } = await install();
    const first = await system.start('dispatcher');
    await until(path, { status: 'active' });
    await first.stop();
    await ask('DELETE', `${path}?rememberInputs=false`);
    const killed = await (async () => {
      let dispatcher: RunningRole;
      await holding(table, async (stoodStill) => {
        dispatcher = await system.start('dispatcher');
        await stoodStill();
        await dispatcher.kill();
      });
      return recordOf(workspaceId);
    })();
    expect(killed.receipts).toEqual([]);
    expect(JSON.stringify(killed.installations)).toContain('sealed');
    const next = await system.start('dispatcher');
    await until(`${path}/farewell`, { receipts: [{ reason: 'delivered', erasedCount: 2 }] });
    await until(`${path}/farewell`, { dataErasure: { status: 'delivered' } });
    await next.stop();
    expect((await recordOf(workspaceId)).receipts).toHaveLength(1);
    expect(JSON.stringify(await recordOf(workspaceId))).not.toContain(input);
  },
);

test.each(['webhooks.deliveries', 'webhooks.queue'])(
  'a dispatcher killed while it sends on a data-erasure request, at %s: the next one does, once',
  { timeout: 120_000 },
  async (table) => {
    status = 422;
    const { workspaceId, path } = await install();
    status = 200;
    const first = await system.start('dispatcher');
    await until(path, { status: 'active' });
    await first.stop();
    await ask('DELETE', `${path}?rememberInputs=false`);
    const due = await recordOf(workspaceId);
    expect(due.erasures).toMatchObject([{ row: { status: 'scheduled' } }]);
    await holding(table, async (stoodStill) => {
      const killed = await system.start('dispatcher');
      await stoodStill();
      await killed.kill();
    });
    expect((await recordOf(workspaceId)).erasures).toEqual(due.erasures);
    const next = await system.start('dispatcher');
    await until(`${path}/farewell`, { dataErasure: { status: 'delivered' }, receipts: [{ reason: 'delivered' }] });
    await next.stop();
    const asked = receiver.requests.filter((request) => request.path === `/erase/${workspaceId}`);
    expect(new Set(asked.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  },
);
