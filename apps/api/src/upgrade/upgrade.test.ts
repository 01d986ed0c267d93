import { readdirSync } from 'node:fs';
import { schemaDifferences } from '@minimart/database';
import request from 'supertest';
import { expect, test, vi } from 'vitest';
import { createApp } from '../app.ts';
import { knownMigrations } from '../commands/with-client.ts';
import { runDispatcher } from '../roles/run-dispatcher.ts';
import { restoreFrom, withServicesOf } from '../testing/backup-world.ts';
import { createInternet } from '../testing/create-internet.ts';
import { createTestApi } from '../testing/create-test-api.ts';
import { inNewDatabase } from '../testing/in-new-database.ts';
import { fixtureSealingKey, fixtureServer, fixtureToken, releaseFolder } from '../testing/release-fixture.ts';

const releases = readdirSync(releaseFolder(''));

test.each(releases)('the data of release %s works on with this program', { timeout: 180_000 }, async (release) => {
  await using internet = await createInternet();
  await using api = await createTestApi({ sealingKeys: [fixtureSealingKey], egressProxy: internet.proxyUrl });
  await using empty = await inNewDatabase();
  await withServicesOf(api, { databaseUrl: empty.url }, async (services) => {
    const { manifest, migrated } = await restoreFrom(services, releaseFolder(release), { keepKeys: true });
    expect(manifest.program).toBe(release);
    expect([...manifest.migrations, ...migrated].toSorted()).toEqual([...knownMigrations].toSorted());
    expect(await schemaDifferences(services.orm)).toBe('');

    await services.keyCheck.changes.start();
    const app = createApp(services);
    const as = (token: string) => (method: 'get' | 'post' | 'delete', path: string, body?: object) => {
      const agent = request(app);
      const call = agent[method](path).set({ authorization: `Bearer ${token}` });
      return body === undefined ? call : call.send(body);
    };
    const owner = as(fixtureToken('mm_pat', 'owner'));
    const rows = await services
      .em()
      .execute<{ id: string; status: string; workspaceId: string; slug: string }[]>(
        `select i.id, i.status, i.workspace_id as "workspaceId", a.slug from installs.installations i join catalog.apps a on a.id = i.app_id order by a.slug`,
      );
    expect(rows.map(({ slug, status }) => [slug, status])).toEqual([
      ['in-use', 'active'],
      ['left', 'uninstalled'],
      ['waiting', 'pending'],
    ]);
    const [inUse, left, waiting] = rows as [(typeof rows)[0], (typeof rows)[0], (typeof rows)[0]];

    // Keys that were handed out before still count, and those that had ended still do not.
    await as(fixtureToken('mm_live', 'in-use'))('get', '/api/flow/tags').expect(200);
    await as(fixtureToken('mm_live', 'left'))('get', '/api/flow/tags').expect(401);
    await owner('get', '/v1/apps/in-use').expect(200);

    // What waited goes out, a farewell too, and what is installed and left now is told.
    const dispatcher = runDispatcher(services);
    const pathOf = (id: string) => `/v1/workspaces/${id}/installations`;
    const isActive = (place: { id: string; workspaceId: string }) =>
      vi.waitFor(
        async () =>
          expect((await owner('get', `${pathOf(place.workspaceId)}/${place.id}`)).body).toMatchObject({
            status: 'active',
          }),
        { timeout: 20_000, interval: 100 },
      );
    await isActive(waiting);
    const wish = { app: 'in-use', scopes: ['flow-tags:view'], authInputs: { crm_token: 'another token' } };
    const made = await owner('post', pathOf(waiting.workspaceId), wish).expect(201);
    await isActive({ id: (made.body as { id: string }).id, workspaceId: waiting.workspaceId });
    await owner('delete', `${pathOf(inUse.workspaceId)}/${inUse.id}`).expect(200);
    const farewells = [inUse, left].map(({ workspaceId }) => `${fixtureServer}/minimart/${workspaceId}/gone`);
    await vi.waitFor(() => expect(internet.requests.map(({ url }) => url)).toEqual(expect.arrayContaining(farewells)), {
      timeout: 20_000,
      interval: 100,
    });
    await as(fixtureToken('mm_live', 'in-use'))('get', '/api/flow/tags').expect(401);
    await dispatcher.stop();
    await services.keyCheck.changes.stop();
  });
});
