import request from 'supertest';
import { expect, test } from 'vitest';
import { createApp } from '../app.ts';
import { runCommand } from '../commands/run-command.ts';
import { createTerminal } from '../commands/terminal.ts';
import type { Services } from '../compose.ts';
import { backUp, openBackupFolder, restoreFrom, runOn, withServicesOf } from '../testing/backup-world.ts';
import { createTestApi } from '../testing/create-test-api.ts';
import { exampleManifest } from '../testing/example-manifest.ts';
import { inNewDatabase } from '../testing/in-new-database.ts';

/** A backup with two links to an app, one of which is taken back afterwards. */
async function openLinks() {
  const api = await createTestApi();
  const place = await openBackupFolder();
  const { token } = await api.person('developer');
  const send = (method: 'post' | 'delete', path: string, body: object = {}) => {
    const agent = request(api.app);
    return agent[method](path).set('authorization', `Bearer ${token}`).send(body);
  };
  const made = await send('post', '/v1/developer/apps', { manifest: exampleManifest('http://127.0.0.1:9') });
  const app = `/v1/developer/apps/${(made.body as { id: string }).id}`;
  await send('post', `${app}/versions`).expect(201);
  const makeLink = async () => {
    const { body } = await send('post', `${app}/links`).expect(201);
    const { id, url } = body as { id: string; url: string };
    return { id, token: new URL(url).searchParams.get('link')! };
  };
  const [kept, taken] = [await makeLink(), await makeLink()];
  await backUp(api, place.backup);
  await send('delete', `${app}/links/${taken.id}`).expect(200);
  return {
    api,
    place,
    kept,
    taken,
    async [Symbol.asyncDispose]() {
      await api[Symbol.asyncDispose]();
      await place[Symbol.asyncDispose]();
    },
  };
}

async function open(services: Services, { token }: { token: string }): Promise<unknown> {
  const { status, body } = await request(createApp(services)).get(`/v1/apps/tag-sync?link=${token}`);
  return status === 200 ? 'open' : (body as { code: string }).code;
}

test(
  'a link that was taken back after the backup stays so after a restore, and another is open',
  { timeout: 60_000 },
  async () => {
    await using links = await openLinks();
    const { api, place, kept, taken } = links;
    await runOn(api);
    await using empty = await inNewDatabase();
    await withServicesOf(api, { databaseUrl: empty.url }, async (restored) => {
      const done = await restoreFrom(restored, place.backup);
      expect(done).toMatchObject({ since: 'told', settled: { linksEnded: 1 } });
      expect([await open(restored, kept), await open(restored, taken)]).toEqual(['open', 'link_revoked']);
      // The ledger of the restored database has it, too.
      const noted = await restored.em().execute(`select ref from catalog.endings where kind = 'link'`);
      expect(noted).toEqual([{ ref: taken.id }]);
    });
  },
);

test(
  'without a ledger every open link ends, and the command says so, unless the operator says that nothing has since',
  { timeout: 60_000 },
  async () => {
    await using links = await openLinks();
    const { api, place, kept, taken } = links;
    const { authSecret, sealingKeys } = api.services.config;
    for (const [typed, code, words, status] of [
      [
        [],
        1,
        /Ended: .* 2 links to apps,[^]*2 links to apps have ended: their developers make new ones\./,
        'link_revoked',
      ],
      [['--keep-keys'], 0, /Ended: .* 0 links to apps,/, 'open'],
    ] as const) {
      await using empty = await inNewDatabase();
      const said: string[] = [];
      const output = { write: (part: string) => said.push(part) };
      const env = {
        DATABASE_URL: empty.url,
        MINIMART_BASE_URL: 'http://store.test',
        MINIMART_DATA_DIR: `${place.root}/elsewhere`,
        MINIMART_AUTH_SECRET: authSecret,
        MINIMART_SEALING_KEYS: sealingKeys.map(({ id, key }) => `${id}:${Buffer.from(key).toString('base64')}`).join(),
      };
      const terminal = createTerminal({ out: output, err: output });
      expect([await runCommand(['restore', place.backup, ...typed], { env, terminal }), said.join('')]).toEqual([
        code,
        expect.stringMatching(words),
      ]);
      await withServicesOf(api, { databaseUrl: empty.url }, async (restored) => {
        expect([await open(restored, kept), await open(restored, taken)]).toEqual([status, status]);
      });
    }
  },
);
