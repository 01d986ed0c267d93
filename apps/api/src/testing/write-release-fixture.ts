import { randomBytes } from 'node:crypto';
import { mkdtemp, chmod, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createOrm, lockMigrations, runMigrations } from '@minimart/database';
import { startPostgres } from '@minimart/postgres-server';
import { describeToken, hashToken } from '@minimart/tokens';
import pino from 'pino';
import { writeBackup } from '../backup/write-backup.ts';
import { installApp, uninstallApp } from '@minimart/installs';
import { knownMigrations } from '../commands/with-client.ts';
import { allTables, compose, type Services } from '../compose.ts';
import { readConfig } from '../config.ts';
import { parseDraft } from '../features/developer-apps/parse-draft.ts';
import { runDispatcher } from '../roles/run-dispatcher.ts';
import { version } from '../version.ts';
import { createInternet } from './create-internet.ts';
import { exampleManifest } from './example-manifest.ts';
import { plantPeople } from './plant-people.ts';
import { plantSampleBlob } from './plant-sample-blob.ts';
import { fixtureServer, fixtureSealingKey, fixtureToken, releaseFolder } from './release-fixture.ts';

// Run it in the state that is released, once: node apps/api/src/testing/write-release-fixture.ts
// `--without name,name` leaves migrations out that are not in the release.
const { values } = parseArgs({ options: { without: { type: 'string', default: '' } } });
const without = new Set(values.without.split(','));
const root = await mkdtemp(join(tmpdir(), 'minimart-release-'));
await chmod(root, 0o711);
const server = await startPostgres({ dataDir: join(root, 'postgres'), settings: ['fsync=off'] });
try {
  await migrateTo(server.url);
  await using internet = await createInternet();
  const config = readConfig({
    MINIMART_ROLE: 'api',
    DATABASE_URL: server.url,
    MINIMART_BASE_URL: 'http://store.test',
    MINIMART_DATA_DIR: join(root, 'data'),
    MINIMART_AUTH_SECRET: randomBytes(32).toString('hex'),
    MINIMART_SEALING_KEYS: `${fixtureSealingKey.id}:${fixtureSealingKey.key.toString('base64')}`,
    MINIMART_EGRESS_PROXY: internet.proxyUrl,
  });
  const services = await compose(config, pino({ level: 'error' }, pino.destination(2)));
  await plant(services);
  const folder = releaseFolder(version);
  const options = { databaseUrl: server.url, tables: allTables, blobs: services.blobs, folder, now: new Date() };
  await writeBackup({ ...options, ledger: { lineage: '0'.repeat(32), page: 0 }, say: (line) => console.log(line) });
  await services.close();
  console.log(`The data of release ${version} is in ${folder}.`);
} finally {
  await server.stop();
  await rm(root, { recursive: true, force: true });
}

async function migrateTo(url: string): Promise<void> {
  const orm = await createOrm({ url, tables: allTables });
  await orm.migrator.getExecuted();
  await orm.em.fork().transactional(async (em) => {
    const transaction = em.getTransactionContext()!;
    await lockMigrations(orm, transaction);
    await runMigrations(
      orm,
      transaction,
      knownMigrations.filter((name) => !without.has(name)),
    );
  });
  await orm.close(true);
}

/** A store as it is in use: an app that is published and installed, one that waits, one that was left, and a picture. */
async function plant(services: Services): Promise<void> {
  const people = plantPeople(services);
  const [developer, owner] = [await people.person('developer'), await people.person('owner')];
  await useTokens(services, { table: 'accounts.personal_access_tokens', of: 'user_id' }, [
    [developer.userId, fixtureToken('mm_pat', 'developer')],
    [owner.userId, fixtureToken('mm_pat', 'owner')],
  ]);
  const installed: [string, string][] = [];
  await plantSampleBlob(services, 2_000);
  for (const slug of ['in-use', 'left', 'waiting']) {
    const workspaceId = await people.workspace({ owner });
    await people.bot(workspaceId);
    const appId = await publish(services, { slug, ownerId: developer.userId });
    installed.push([await install(services, { appId, workspaceId, userId: owner.userId }), slug]);
    if (slug !== 'waiting') await deliver(services, installed.at(-1)![0]);
    if (slug === 'left') await leave(services, installed.at(-1)![0], workspaceId);
  }
  await useTokens(
    services,
    { table: 'keys.api_keys', of: 'subject' },
    installed.map(([id, slug]) => [id, fixtureToken('mm_live', slug)]),
  );
}

async function publish(services: Services, { slug, ownerId }: { slug: string; ownerId: string }): Promise<string> {
  return services.inTransaction(async (em) => {
    const catalog = services.catalogOf(em);
    const { id } = await catalog.createApp({
      ownerId,
      manifest: parseDraft(services, exampleManifest(fixtureServer, { slug })),
    });
    await catalog.publish({ appId: id, ownerId }, { changelog: 'The first.' });
    await services.outboxOf(em).openEndpoint({ id });
    return id;
  });
}

async function install(
  services: Services,
  { appId, workspaceId, userId }: { appId: string; workspaceId: string; userId: string },
): Promise<string> {
  return services.inTransaction(async (em) => {
    const [published] = await services.catalogOf(em).versionsOf(appId);
    const app = { id: appId, version: published!.version, manifest: published!.manifest };
    const inputs = { crm_token: 'a token of the CRM', list: 'leads' };
    const command = { workspaceId, userId, app, scopes: ['flow-tags:view'], authInputs: inputs };
    return (await installApp(services.installPortsOf(em), command)).installation.id;
  });
}

async function deliver(services: Services, id: string): Promise<void> {
  const dispatcher = runDispatcher(services);
  for (;;) {
    const [row] = await services
      .em()
      .execute<{ status: string }[]>('select status from installs.installations where id = ?', [id]);
    if (row?.status === 'active') break;
    await sleep(100);
  }
  await dispatcher.stop();
}

async function leave(services: Services, installationId: string, workspaceId: string): Promise<void> {
  await services.inTransaction((em) => uninstallApp(services.installPortsOf(em), { installationId, workspaceId }));
}

/** Puts tokens that a test can make anew in the place of those that were minted. */
async function useTokens(
  services: Services,
  { table, of }: { table: string; of: string },
  tokens: readonly (readonly [string, string])[],
): Promise<void> {
  for (const [id, plain] of tokens) {
    const { start, lastFour } = describeToken(plain);
    await services
      .em()
      .execute(`update ${table} set hash = decode(?, 'hex'), start = ?, last_four = ? where ${of} = ?`, [
        hashToken(plain).toString('hex'),
        start,
        lastFour,
        id,
      ]);
  }
}
