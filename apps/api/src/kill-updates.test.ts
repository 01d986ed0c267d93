import { createOrm } from '@minimart/database';
import { acceptUpdate, checkForUpdate, settleInstallations, type InstallPorts } from '@minimart/installs';
import { createReceiver } from '@minimart/test-kit';
import type { ManifestInput } from '@minimart/app-manifest';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { allTables } from './compose.ts';
import { openCuttableWay } from './testing/cut-connection.ts';
import { createTestApi, type TestApi } from './testing/create-test-api.ts';
import { dumpTables } from './testing/dump-tables.ts';
import { exampleManifest } from './testing/example-manifest.ts';
import { call, publishApp } from './testing/install-client.ts';
import { startSystem } from './testing/start-system.ts';
import request from 'supertest';

const view = { id: 'flow-tags:view', reason: 'To read the tags we mirror.' };
const greet = { id: 'sub-flows:send', reason: 'To greet a new lead.', optional: true };
const manage = { id: 'flow-tags:manage', reason: 'To add what only the CRM has.' };
const region = { name: 'region', type: 'string' as const, title: 'Region', required: true };

let api: TestApi;
beforeAll(async () => void (api = await createTestApi()));
afterAll(() => api[Symbol.asyncDispose]());

/** An active installation with both scopes, and a version of its app that is published after it. */
async function setUp(slug: string, changes: Partial<ManifestInput>) {
  const { services } = api;
  const [developer, owner] = [await api.person('developer'), await api.person('owner')];
  const workspaceId = await api.workspace({ owner });
  const bearer = (token: string) => ({ authorization: `Bearer ${token}`, 'if-match': '*' });
  const first = exampleManifest('http://127.0.0.1:9', { slug });
  const made = await request(api.app)
    .post('/v1/developer/apps')
    .set(bearer(developer.token))
    .send({ manifest: first })
    .expect(201);
  const app = `/v1/developer/apps/${(made.body as { id: string }).id}`;
  const publish = () => request(api.app).post(`${app}/versions`).set(bearer(developer.token)).send({}).expect(201);
  await publish();
  const { body } = await request(api.app)
    .post(`/v1/workspaces/${workspaceId}/installations`)
    .set(bearer(owner.token))
    .send({ app: slug, scopes: [view.id, greet.id], authInputs: { crm_token: 'x' } })
    .expect(201);
  const { id: installationId, delivery } = body as { id: string; delivery: { id: string } };
  await services.inTransaction((em) =>
    settleInstallations(services.installPortsOf(em), [
      {
        id: delivery.id,
        topic: 'subscribe',
        subject: installationId,
        status: 'delivered',
        statusCode: 200,
        message: null,
        nextAttemptAt: null,
        attempt: 1,
      },
    ]),
  );
  await request(api.app)
    .put(`${app}/manifest`)
    .set(bearer(developer.token))
    .send({ manifest: { ...first, ...changes } })
    .expect(200);
  const version = ((await publish()).body as { version: string }).version;
  return { installationId, workspaceId, userId: owner.userId, version };
}

/** Cuts the way to the database at each message of a move, one after the other, until it is made; at how many. Each time it is there as a whole or not at all. */
async function cutEverywhere(
  when: 'before' | 'after',
  move: (ports: InstallPorts) => Promise<unknown>,
  isMade: () => Promise<boolean>,
): Promise<number> {
  await using way = await openCuttableWay(api.databaseUrl);
  let cuts = 0;
  while (!(await isMade())) {
    // As a process does that has just started. A pool whose connections were cut off in a transaction never gets them back, so it cannot be waited for either.
    const orm = await createOrm({ url: way.url, tables: [...allTables], applicationName: 'cut' });
    // A connection that is open already, so that the messages are those of the move.
    await orm.em.fork().execute('select 1');
    const before = await dumpTables(api.services.em());
    way.cutAt(cuts + 1, when);
    const moved = await orm.em
      .fork()
      .transactional((em) => move(api.services.installPortsOf(em)))
      .then(
        () => true,
        () => false,
      );
    expect(moved).toBe(!way.wasCut());
    way.heal();
    if (way.wasCut()) cuts += 1;
    else await orm.close(true);
    await vi.waitFor(async () => expect(await api.services.em().execute(open)).toEqual([]), 30_000);
    if (!(await isMade())) expect(await dumpTables(api.services.em())).toEqual(before);
  }
  return cuts;
}

const open = `select pid from pg_stat_activity where application_name = 'cut' and state <> 'idle'`;

const standing = async (installationId: string) => {
  const { services } = api;
  const record = await services.installPortsOf(services.em()).store.find(installationId);
  const keys = await services.keysOf(services.em()).liveKeysOf([installationId]);
  const [counts] = await services.em().execute(
    `select (select count(*)::int from installs.consents where installation_id = ?) as consents,
       (select count(*)::int from webhooks.deliveries where subject = ?) as deliveries`,
    [installationId, installationId],
  );
  return { version: record!.version, scopes: record!.scopes, keys: keys.map(({ scopes }) => scopes), ...counts };
};

test.each(['before', 'after'] as const)(
  'accepting an update that is cut off at any message (%s it arrives) is done as a whole or not at all, and can be made afterwards',
  async (when) => {
    const { authInputs = [], requests } = exampleManifest('http://127.0.0.1:9');
    const body = { json: { key: '{{api_key}}', region: '{{auth.region}}' } };
    const changes = {
      scopes: [view, greet, manage],
      authInputs: [...authInputs, region],
      requests: { ...requests, subscribe: { ...requests!.subscribe!, body } },
    };
    const { installationId, version, ...who } = await setUp(`cut-accept-${when}`, changes);
    const command = { ...who, installationId, version, authInputs: { region: 'eu' } };
    const isMade = async () => (await standing(installationId)).version === version;
    const cuts = await cutEverywhere(when, (ports) => acceptUpdate(ports, command), isMade);
    expect(cuts).toBeGreaterThan(15);
    const scopes = [view.id, greet.id, manage.id];
    expect(await standing(installationId)).toEqual({
      version,
      scopes,
      keys: [scopes, scopes],
      consents: 2,
      deliveries: 2,
    });
  },
);

test.each(['before', 'after'] as const)(
  'taking a version over that is cut off at any message (%s it arrives) is done as a whole or not at all, and can be made afterwards',
  async (when) => {
    const { installationId, version } = await setUp(`cut-take-over-${when}`, { scopes: [view] });
    const isMade = async () => (await standing(installationId)).version === version;
    const cuts = await cutEverywhere(when, (ports) => checkForUpdate(ports, installationId), isMade);
    expect(cuts).toBeGreaterThan(8);
    expect(await standing(installationId)).toEqual({
      version,
      scopes: [view.id],
      keys: [[view.id]],
      consents: 1,
      deliveries: 1,
    });
  },
);

test('a dispatcher killed amid a release leaves each installation whole, and the next one goes on to the last', async () => {
  await using system = await startSystem();
  await using receiver = await createReceiver();
  const server = await system.start('api');
  const [developer, owner] = [await system.person('developer'), await system.person('owner')];
  const first = exampleManifest(receiver.url, { slug: 'killed-release' });
  const app = await publishApp(server.url, developer, first);
  const count = 150;
  const workspaces = await Promise.all(Array.from({ length: count }, () => system.workspace({ owner })));
  const body = { app: 'killed-release', scopes: [view.id, greet.id], authInputs: { crm_token: 'x' } };
  for (const workspace of workspaces) {
    const path = `${server.url}/v1/workspaces/${workspace}/installations`;
    expect((await call(path, { method: 'POST', token: owner.token, body })).status).toBe(201);
  }
  const dispatcher = await system.start('dispatcher');
  const stand = async () => {
    const rows = await system.em().execute<{ version: string; status: string; scopes: string[]; held: string[] }[]>(
      `select i.version, i.status, to_jsonb(i.scopes) as scopes, to_jsonb(k.scopes) as held
       from installs.installations i join keys.api_keys k on k.subject = i.id and k.revoked_at is null where i.app_id = ?`,
      [app.id],
    );
    expect(rows).toHaveLength(count);
    for (const { version, scopes, held } of rows) {
      expect(held).toEqual(scopes);
      expect(scopes).toEqual(version === '1.0.0' ? [view.id, greet.id] : [view.id]);
    }
    return rows;
  };
  const all = (wanted: object) => async () => {
    for (const row of await stand()) expect(row).toMatchObject(wanted);
  };
  await vi.waitFor(all({ status: 'active' }), { timeout: 60_000, interval: 250 });
  // Each is looked at once more when it is active, and that would stand still as well.
  const looked = async () => expect(await system.em().execute('select * from installs.update_checks')).toEqual([]);
  await vi.waitFor(looked, { timeout: 60_000, interval: 250 });

  // It goes from one to the next by their ids, and stands still here until it is killed.
  const holder = system.em();
  await holder.begin();
  // By a question within, since the rows that an offset leaves out are held as well.
  const hundredth = 'select id from installs.installations where app_id = ? order by id offset 99 limit 1';
  await holder.execute(`select 1 from installs.installations where id = (${hundredth}) for update`, [app.id]);
  const put = { method: 'PUT', token: developer.token, headers: { 'if-match': '*' } };
  const base = `${server.url}/v1/developer/apps/${app.id}`;
  await call(`${base}/manifest`, { ...put, body: { manifest: { ...first, scopes: [view] } } });
  await call(`${base}/versions`, { method: 'POST', token: developer.token, body: {} });
  const taken = async () => (await stand()).filter(({ version }) => version !== '1.0.0').length;
  try {
    await vi.waitFor(async () => expect(await taken()).toBeGreaterThan(3), { timeout: 30_000, interval: 5 });
    await dispatcher.kill();
  } finally {
    await holder.rollback();
  }
  const atKill = await taken();
  expect(atKill).toBeLessThan(count);

  await system.start('dispatcher');
  await vi.waitFor(all({ version: '1.1.0' }), { timeout: 60_000, interval: 250 });
  // The last installation stands before the release is written off, in a transaction of its own.
  const left = async () => expect(await system.em().execute('select * from installs.rollouts')).toEqual([]);
  await vi.waitFor(left, { timeout: 20_000, interval: 50 });
  expect(receiver.requests).toHaveLength(count);
}, 180_000);
