import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createSealer } from '@minimart/sealing';
import { createReceiver } from '@minimart/test-kit';
import pg from 'pg';
import request from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLedger } from '../endings/open-ledger.ts';
import { tellLedger } from '../endings/keep-ledger.ts';
import { createTestApi, type TestApi } from '../testing/create-test-api.ts';
import { type Estate, plantEstate } from '../testing/plant-estate.ts';
import { plantSampleBlob } from '../testing/plant-sample-blob.ts';
import { checkLedger } from './check-dispatch.ts';
import { checkMailServer, checkNameServers } from './check-network.ts';
import { checkDataFolder, checkUploads } from './check-places.ts';
import { checkRows, rowRules } from './check-rows.ts';
import { checkSealing } from './check-sealing.ts';
import { checkServer } from './check-server.ts';
import { checkMigrations, checkSchema } from './check-tables.ts';
import { examine } from './examine.ts';
import type { Patient } from './finding.ts';

let api: TestApi;
let estate: Estate;
let client: pg.Client;
let patient: Patient;
let receiver: Awaited<ReturnType<typeof createReceiver>>;
beforeAll(async () => {
  receiver = await createReceiver(() => ({}));
  api = await createTestApi();
  estate = await plantEstate(api, { name: 'ada', receiverUrl: receiver.url, version: '1.0.0' });
  client = new pg.Client({ connectionString: api.databaseUrl });
  await client.connect();
  const { config, orm, sealer, blobs } = api.services;
  const ledger = openLedger(config);
  await tellLedger(api.services, ledger, true);
  patient = { config, client, orm, sealer, blobs, ledger, progress: () => {} };
});
afterAll(async () => {
  await client.end();
  await api[Symbol.asyncDispose]();
  await receiver[Symbol.asyncDispose]();
});

/** Changes rows, looks, and takes it back. */
async function withRows<Value>(sql: string, look: () => Promise<Value>): Promise<Value> {
  await client.query('begin');
  try {
    await client.query(sql);
    return await look();
  } finally {
    await client.query('rollback');
  }
}

test('a store that is well has nothing to mend but that nobody dispatches', async () => {
  const { findings, skipped } = await examine(patient);
  expect(findings.map(({ check }) => check)).toEqual(['dispatchers']);
  expect(skipped).toEqual([]);
});

const broken: Record<string, string> = {
  'installation-without-key': `update keys.api_keys set revoked_at = now()`,
  'active-without-key': `update installs.installations set status = 'active', key = null`,
  'key-without-installation': `update installs.installations set status = 'failed'`,
  'installation-without-app': `update installs.installations set app_id = 'app_gone'`,
  'installation-without-workspace': `update installs.installations set workspace_id = 'ws_gone'`,
  'member-without-account': `insert into accounts.workspace_members values ('ws_1', 'usr_gone', 'owner', now())`,
  'delivery-without-installation': `update webhooks.deliveries set subject = 'ins_gone'`,
  'delivery-without-queue': `delete from webhooks.queue; update webhooks.deliveries set created_at = now() - interval '1 hour'`,
  'queue-without-delivery': `update webhooks.deliveries set status = 'delivered'`,
  'old-lease': `update webhooks.queue set lease_until = now() - interval '1 hour'`,
  'waiting-delivery': `update webhooks.queue set due_at = now() - interval '1 hour'`,
  'delivery-beyond-plan': `update webhooks.deliveries set created_at = now() - interval '20 days'`,
  'pending-without-delivery': `update webhooks.deliveries set status = 'gave_up', settled_at = now() - interval '1 hour'`,
  'endpoint-without-secret': `delete from webhooks.signing_secrets`,
  'app-without-endpoint': `delete from webhooks.endpoints`,
  ledger: `delete from keys.ledger`,
};

test.each(rowRules.map((rule) => [rule.name, rule] as const))(
  'sees what is wrong with rows: %s',
  async (name, { what, mend }) => {
    const findings = await withRows(broken[name]!, () => checkRows(patient));
    const found = findings.find((finding) => finding.what.includes(what));
    expect(found).toMatchObject({ what: expect.stringMatching(/^\d+ .*, such as \S+/), mend });
  },
);

test('a migration that is pending or unknown, and a table that was changed by hand, are told', async () => {
  await client.query(`insert into public.migrations (name) values ('keys-9999-later')`);
  await client.query(`update public.migrations set name = 'moved-away' where name = 'reviews-0001-create'`);
  const [pending, unknown] = await checkMigrations(patient);
  expect(pending).toMatchObject({
    what: expect.stringContaining('reviews-0001-create'),
    mend: 'Run minimart migrate.',
  });
  expect(unknown).toMatchObject({ what: expect.stringContaining('keys-9999-later') });
  await client.query(`delete from public.migrations where name = 'keys-9999-later'`);
  await client.query(`update public.migrations set name = 'reviews-0001-create' where name = 'moved-away'`);
  await client.query('alter table keys.api_keys add column by_hand int');
  expect(await checkSchema(patient)).toMatchObject([{ what: expect.stringContaining('by_hand') }]);
  await client.query('alter table keys.api_keys drop column by_hand');
  expect(await checkSchema(patient)).toEqual([]);
});

test('an extension that is missing is told', async () => {
  expect(await withRows('drop extension unaccent cascade', () => checkServer(patient))).toMatchObject([
    { what: expect.stringContaining('unaccent'), mend: expect.stringContaining('minimart migrate') },
  ]);
});

test('sealing keys that are gone, idle or another are told apart', async () => {
  const look = (keys: { id: string; key: Buffer }[]) =>
    checkSealing({ ...patient, config: { ...patient.config, sealingKeys: keys }, sealer: createSealer({ keys }) });
  const [own] = patient.config.sealingKeys as [{ id: string; key: Buffer }];
  const fresh = { id: 'fresh', key: randomBytes(32) };
  expect(await look([fresh, own])).toMatchObject([{ mend: 'Run minimart rotate-encryption-key.' }]);
  expect(await look([fresh])).toMatchObject([{ what: expect.stringContaining('nobody can open them') }]);
  const another = await look([{ id: own.id, key: randomBytes(32) }]);
  expect(another.map(({ what }) => what).join()).toContain('webhooks.signing_secrets.sealed cannot be opened');
});

test('an upload, a ledger and a data folder that are gone are told', async () => {
  const { key } = await plantSampleBlob(api.services, 100);
  expect(await checkUploads(patient)).toEqual([]);
  await api.services.blobs.delete(key);
  expect(await checkUploads(patient)).toMatchObject([
    { what: expect.stringMatching(/^1 uploads that rows name are not there/) },
  ]);
  expect(await checkLedger(patient)).toEqual([]);
  await rm(join(patient.config.dataDir, 'endings'), { recursive: true });
  expect(await checkLedger(patient)).toMatchObject([{ what: expect.stringContaining('is not where it was written') }]);
  const nowhere = { ...patient.config, dataDir: '/proc/minimart' };
  expect((await checkDataFolder({ config: nowhere })).length).toBeGreaterThan(0);
});

test('a mail server that greets is fine; one that hangs up, or is not there, is told, and so is a name server', async () => {
  let greets = true;
  const server = createServer((socket) => (greets ? socket.write('220 mail.test ESMTP\r\n') : socket.end()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const look = () =>
    checkMailServer({
      config: { ...patient.config, smtp: { url: `smtp://u:secret@127.0.0.1:${port}`, from: 'a@b.test' } },
    });
  expect(await look()).toEqual([]);
  greets = false;
  expect(await look()).toMatchObject([{ what: expect.stringContaining('it hung up') }]);
  await new Promise((resolve) => server.close(resolve));
  const [gone] = await look();
  expect(gone?.what).toContain('ECONNREFUSED');
  expect(JSON.stringify(gone)).not.toContain('secret');
  const named = { ...patient.config, nameServers: [`127.0.0.1:${port}`] };
  expect(await checkNameServers({ config: named })).toMatchObject([
    { what: expect.stringContaining('does not answer') },
  ]);
});

test.each([
  ['installation-without-key', `update keys.api_keys set revoked_at = now()`],
  ['active-without-key', `update installs.installations set key = null`],
])('calls that are told against %s mend an active installation', async (name, sql) => {
  const { workspaceId, installationId } = estate.ids;
  await client.query(`update installs.installations set status = 'active'; ${sql}`);
  const { what } = rowRules.find((rule) => rule.name === name)!;
  const found = async () => (await checkRows(patient)).find((finding) => finding.what.includes(what));
  const { mend } = (await found())!;
  const paths = mend.match(/\/v1\/[^\s,;]+[\w}]/g)!;
  for (const path of paths)
    await request(api.app)
      .post(path.replace('{workspaceId}', workspaceId!).replace('{id}', installationId!))
      .set({ authorization: `Bearer ${estate.token}` })
      .send({})
      .expect(200);
  expect(await found()).toBeUndefined();
});
