import { createReceiver } from '@minimart/test-kit';
import { createKeyStore } from '@minimart/keys/mikro-orm';
import request from 'supertest';
import { expect, test, vi } from 'vitest';
import { createApp } from '../app.ts';
import type { Services } from '../compose.ts';
import { liftSuspension, suspendApp } from '../features/moderation/suspend-app.ts';
import type { Actor } from '../http/actor.ts';
import { backUp, openBackupFolder, restoreFrom, runOn, withServicesOf } from '../testing/backup-world.ts';
import { createTestApi } from '../testing/create-test-api.ts';
import { exampleManifest } from '../testing/example-manifest.ts';
import { inNewDatabase } from '../testing/in-new-database.ts';
import type { TestPerson } from '../testing/plant-people.ts';
import { runDispatcher } from '../roles/run-dispatcher.ts';

/** A store with a workspace in which apps install, whose server remembers the ids of what it got. */
async function openStore() {
  const ids: string[] = [];
  const receiver = await createReceiver(({ headers }) => {
    ids.push(String(headers['webhook-id']));
    return {};
  });
  const api = await createTestApi();
  const [developer, owner] = [await api.person('developer'), await api.person('owner')];
  const workspaceId = await api.workspace({ owner });
  await api.bot(workspaceId);
  const as = ({ token }: TestPerson, app = api.app) => ({
    send: (method: 'get' | 'post' | 'delete', path: string, body?: object) => {
      const agent = request(app);
      const call = agent[method](path).set({ authorization: `Bearer ${token}` });
      return body === undefined ? call : call.send(body);
    },
  });
  const publish = async (slug: string) => {
    const made = await as(developer)
      .send('post', '/v1/developer/apps', { manifest: exampleManifest(receiver.url, { slug }) })
      .expect(201);
    const { id } = made.body as { id: string };
    await as(developer).send('post', `/v1/developer/apps/${id}/versions`, {}).expect(201);
    return id;
  };
  const base = `/v1/workspaces/${workspaceId}/installations`;
  const install = async (app: string) => {
    const installed = await as(owner)
      .send('post', base, { app, scopes: ['flow-tags:view'], authInputs: { crm_token: 'crm-secret' } })
      .expect(201);
    return (installed.body as { id: string }).id;
  };
  const isActive = (id: string) =>
    vi.waitFor(
      async () => expect((await as(owner).send('get', `${base}/${id}`)).body).toMatchObject({ status: 'active' }),
      { timeout: 15_000, interval: 50 },
    );
  return {
    api,
    owner,
    as,
    publish,
    install,
    isActive,
    base,
    ids,
    async [Symbol.asyncDispose]() {
      await api[Symbol.asyncDispose]();
      await receiver[Symbol.asyncDispose]();
    },
  };
}

/** What a key, a token or an installation is worth in a restored system. */
async function statusOf(services: Services, hash: string): Promise<string | undefined> {
  const found = await createKeyStore(services.em()).findByHash(Buffer.from(hash, 'hex'));
  return found === undefined ? undefined : found.isRevoked ? 'ended' : 'lives';
}

const keyOf = async (services: Services, installationId: string) => {
  const rows = await services
    .em()
    .execute<{ hash: string }[]>(
      `select encode(hash, 'hex') as hash from keys.api_keys where subject = ? and revoked_at is null`,
      [installationId],
    );
  return rows[0]!.hash;
};

test(
  'what ended after the backup stays dead after a restore, what lived lives, and a retry gives a new key',
  { timeout: 120_000 },
  async () => {
    await using store = await openStore();
    await using place = await openBackupFolder();
    const { api, owner, as, base } = store;
    const { services } = api;
    api.dispatch();
    const [kept, left, leaked, narrowed] = ['kept', 'left', 'leaked', 'narrowed'];
    const apps = new Map<string, string>();
    const installed = new Map<string, string>();
    for (const slug of [kept, left, leaked, narrowed]) {
      apps.set(slug, await store.publish(slug));
      const id = await store.install(slug);
      await store.isActive(id);
      installed.set(slug, id);
    }
    const hashes = new Map<string, string>();
    for (const [slug, id] of installed) hashes.set(slug, await keyOf(services, id));
    const [spare, dropped] = [await api.person('spare'), await api.person('dropped', 'one of their own')];
    const people = ['staying', 'leaving', 'stepping', 'rising', 'returning', 'lone'].map((name) => api.person(name));
    const [staying, leaving, stepping, rising, returning, lone] = (await Promise.all(people)) as TestPerson[] &
      Record<0 | 1 | 2 | 3 | 4 | 5, TestPerson>;
    const shared = await api.workspace({ owner: staying });
    for (const [{ userId }, role] of [
      [leaving, 'admin'],
      [stepping, 'owner'],
      [rising, 'member'],
      [returning, 'member'],
    ] as const)
      await services.accountsOf(services.em()).addMember(shared, userId, role);
    const alone = await api.workspace({ owner: lone });
    await backUp(api, place.backup);

    await as(owner)
      .send('delete', `${base}/${installed.get(left)}`)
      .expect(200);
    await as(owner)
      .send('post', `${base}/${installed.get(leaked)}/rotate-key`, { overlapHours: 1 })
      .expect(200);
    const em = services.em();
    await services.inTransaction((tx) => services.keysOf(tx).narrow(installed.get(narrowed)!, []));
    await em.execute('update accounts.personal_access_tokens set revoked_at = now() where user_id = ?', [
      dropped.userId,
    ]);
    await em.execute(`update accounts.account set password = password || 'x' where "userId" = ?`, [dropped.userId]);
    await services.inTransaction((tx) => services.outboxOf(tx).rotateSigningSecret(apps.get(kept)!, 0));
    await em.execute(`delete from accounts.workspace_members where user_id = ?`, [leaving.userId]);
    await em.execute(`update accounts.workspace_members set role = 'member' where user_id = ?`, [stepping.userId]);
    await em.execute(`update accounts.workspace_members set role = 'owner' where user_id = ?`, [rising.userId]);
    await services.accountsOf(em).addMember(alone, spare.userId, 'owner');
    await em.execute(`delete from accounts.workspace_members where user_id = ?`, [lone.userId]);
    await em.execute(`delete from accounts.workspace_members where user_id = ?`, [returning.userId]);
    await services.accountsOf(em).addMember(shared, returning.userId, 'member');
    await runOn(api);

    await using empty = await inNewDatabase();
    let again = '';
    await withServicesOf(api, { databaseUrl: empty.url }, async (restored) => {
      const done = await restoreFrom(restored, place.backup);
      expect(done.since).toBe('told');
      expect(done.settled).toMatchObject({
        tokensEnded: 1,
        passwordsEnded: 1,
        membershipsEnded: 2,
        endpoints: [apps.get(kept)],
      });
      expect(done.settled.installations.toSorted()).toEqual([installed.get(left)!, installed.get(leaked)!].toSorted());
      const rolesIn = async (workspaceId: string) => {
        const rows = await restored
          .em()
          .execute<{ id: string; role: string }[]>(
            'select user_id as id, role from accounts.workspace_members where workspace_id = ?',
            [workspaceId],
          );
        return Object.fromEntries(rows.map(({ id, role }) => [id, role]));
      };
      expect(await rolesIn(shared)).toEqual({
        [staying.userId]: 'owner',
        [stepping.userId]: 'member',
        [rising.userId]: 'member',
        [returning.userId]: 'member',
      });
      // The owner who came in their place is lost, and a workspace without one would be nobody's.
      expect(await rolesIn(alone)).toEqual({ [lone.userId]: 'owner' });
      expect(await statusOf(restored, hashes.get(kept)!)).toBe('lives');
      expect(await statusOf(restored, hashes.get(left)!)).toBe('ended');
      expect(await statusOf(restored, hashes.get(leaked)!)).toBe('ended');
      const found = await createKeyStore(restored.em()).findByHash(Buffer.from(hashes.get(narrowed)!, 'hex'));
      expect(found).toMatchObject({ isRevoked: false, key: { scopes: [] } });
      const app = createApp(restored);
      await as(dropped, app).send('get', '/v1/me').expect(401);
      await as(spare, app).send('get', '/v1/me').expect(200);
      const read = async (slug: string) =>
        (await as(owner, app).send('get', `${base}/${installed.get(slug)}`)).body as { status: string };
      expect((await read(leaked)).status).toBe('failed');
      expect((await read(kept)).status).toBe('active');

      const dispatcher = runDispatcher(restored);
      await as(owner, app)
        .send('post', `${base}/${installed.get(leaked)}/retry`, {})
        .expect(200);
      await vi.waitFor(async () => expect((await read(leaked)).status).toBe('active'), {
        timeout: 15_000,
        interval: 50,
      });
      again = await keyOf(restored, installed.get(leaked)!);
      expect(again).not.toBe(hashes.get(leaked));
      await as(owner, app)
        .send('delete', `${base}/${installed.get(kept)}`)
        .expect(200);
      expect(await statusOf(restored, hashes.get(kept)!)).toBe('ended');
      await dispatcher.stop();

      // The same backup once more, after the restored system has ended something, too: the ledger leads from one database to the next.
      await runOn({ services: restored });
      const replace = new URL(empty.url).pathname.slice(1);
      await expect(restoreFrom(restored, place.backup, { replace })).rejects.toThrow(
        /Minimart is running .* Stop it first/,
      );
    });
    await withServicesOf(api, { databaseUrl: empty.url, role: 'migrate' }, async (restored) => {
      await restoreFrom(restored, place.backup, { replace: new URL(empty.url).pathname.slice(1) });
      expect(await statusOf(restored, hashes.get(kept)!)).toBe('ended');
      expect(await statusOf(restored, hashes.get(leaked)!)).toBe('ended');
      expect(await statusOf(restored, again)).toBeUndefined();
    });
  },
);

test(
  'without a ledger every key and token ends, unless the operator says that nothing has since',
  { timeout: 120_000 },
  async () => {
    await using store = await openStore();
    await using place = await openBackupFolder();
    const { api, owner, as } = store;
    api.dispatch();
    await store.publish('kept');
    const id = await store.install('kept');
    await store.isActive(id);
    const hash = await keyOf(api.services, id);
    await backUp(api, place.backup);
    for (const [keepKeys, status, code] of [
      [false, 'ended', 401],
      [true, 'lives', 200],
    ] as const) {
      await using empty = await inNewDatabase();
      const dataDir = `${place.root}/elsewhere-${String(keepKeys)}`;
      await withServicesOf(api, { databaseUrl: empty.url, dataDir }, async (restored) => {
        const done = await restoreFrom(restored, place.backup, { keepKeys });
        expect(done.since).toBe(keepKeys ? 'nothing' : 'unknown');
        expect(await statusOf(restored, hash)).toBe(status);
        await as(owner, createApp(restored)).send('get', '/v1/me').expect(code);
        const rows = await restored.em().execute<{ status: string }[]>('select status from installs.installations');
        expect(rows).toEqual([{ status: keepKeys ? 'active' : 'failed' }]);
      });
    }
  },
);

test(
  'a subscribe request that waited goes out again under its id while its key lives, and not once that has ended; farewells always do',
  { timeout: 120_000 },
  async () => {
    await using store = await openStore();
    await using place = await openBackupFolder();
    const { api, owner, as, base } = store;
    for (const slug of ['waits', 'gone']) await store.publish(slug);
    const [waits, gone] = [await store.install('waits'), await store.install('gone')];
    await backUp(api, place.backup);
    await as(owner).send('delete', `${base}/${gone}`).expect(200);
    await runOn(api);
    const [{ id: webhookId }] = (await api.services
      .em()
      .execute('select id from webhooks.deliveries where subject = ?', [waits])) as [{ id: string }];
    await using empty = await inNewDatabase();
    await withServicesOf(api, { databaseUrl: empty.url }, async (restored) => {
      const done = await restoreFrom(restored, place.backup);
      expect(done.settled).toMatchObject({ installations: [gone], deliveriesLeft: { subscribe: 1 } });
      const dispatcher = runDispatcher(restored);
      await vi.waitFor(() => expect(store.ids).toEqual([webhookId]), { timeout: 15_000, interval: 50 });
      await dispatcher.stop();
    });
  },
);

test(
  'an app that was suspended after the backup is so after a restore, with its keys where those were stopped, until that is lifted',
  {
    timeout: 120_000,
  },
  async () => {
    await using store = await openStore();
    await using place = await openBackupFolder();
    const { api } = store;
    const { services } = api;
    api.dispatch();
    const apps = new Map<string, string>();
    const hashes = new Map<string, string>();
    for (const slug of ['stopped', 'delisted', 'cleared']) {
      apps.set(slug, await store.publish(slug));
      const id = await store.install(slug);
      await store.isActive(id);
      hashes.set(slug, await keyOf(services, id));
    }
    await backUp(api, place.backup);
    const actor: Actor = {
      userId: store.owner.userId,
      name: 'An operator',
      email: 'operator@example.com',
      by: 'token',
      address: null,
      userAgent: undefined,
    };
    const call = (slug: string) => ({ appId: apps.get(slug)!, actor, ifMatch: '*' });
    const said = { note: 'For operators alone.', words: 'It asks for passwords.' };
    await suspendApp(services, call('stopped'), { ...said, stopsKeys: true });
    await suspendApp(services, call('delisted'), { ...said, stopsKeys: false });
    await suspendApp(services, call('cleared'), { ...said, stopsKeys: true });
    await liftSuspension(services, call('cleared'), { note: '' });
    await runOn(api);
    await using empty = await inNewDatabase();
    await withServicesOf(api, { databaseUrl: empty.url }, async (restored) => {
      const done = await restoreFrom(restored, place.backup);
      expect(done).toMatchObject({ since: 'told', settled: { keysEnded: 0, installations: [] } });
      expect(done.settled.appsSuspended.toSorted()).toEqual([apps.get('stopped')!, apps.get('delisted')!].toSorted());
      const isSuspended = async (slug: string) =>
        (await createKeyStore(restored.em()).findByHash(Buffer.from(hashes.get(slug)!, 'hex')))?.isSuspended;
      expect(await isSuspended('stopped')).toBe(true);
      expect(await isSuspended('delisted')).toBe(false);
      expect(await isSuspended('cleared')).toBe(false);
      const app = createApp(restored);
      for (const [slug, status] of [
        ['stopped', 410],
        ['delisted', 410],
        ['cleared', 200],
      ] as const)
        await request(app).get(`/v1/apps/${slug}`).expect(status);
      const { suspension } = await restored.suspensionsOf(restored.em()).standingOf(apps.get('stopped')!);
      expect(suspension).toMatchObject({ words: said.words, stopsKeys: true, by: store.owner.userId });
      await liftSuspension(restored, call('stopped'), { note: '' });
      expect(await isSuspended('stopped')).toBe(false);
    });
  },
);
