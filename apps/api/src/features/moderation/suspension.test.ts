import { expect, test, vi } from 'vitest';
import { takeFoundSecret } from '../leak-reports/take-leak-report.ts';
import { tellUntold } from '../../roles/tell-suspensions.ts';
import { openModeratedStore } from './open-moderated-store.fixture.ts';

const words = 'It sent more than it said.';
const body = { note: 'Reported by three people.', words, stopsKeys: false };
const withKeys = { ...body, stopsKeys: true };

/** An app that is published and active in a workspace. */
async function openActive() {
  const world = await openModeratedStore();
  await world.developer.post(world.versions, {}).expect(201);
  world.api.dispatch();
  const { id } = (await world.install().expect(201)).body;
  const one = `${world.installations}/${id}`;
  const status = async () => (await world.owner.get(one)).body.status;
  await vi.waitFor(async () => expect(await status()).toBe('active'), 10_000);
  return { ...world, id: id as string, one, status, key: world.keyOf(world.receiver.requests[0]) };
}

test('a suspended app is gone from the store, its page says so, and nothing installs, updates or links it', async () => {
  await using world = await openActive();
  const { operator, owner, nobody, developer, suspension, one } = world;
  const link = (await developer.post(`/v1/developer/apps/${world.appId}/links`, { label: 'x' }).expect(201)).body;
  await operator
    .put(
      '/v1/operator/collections',
      {
        items: [{ slug: 'for-shops', title: 'For shops', summary: 'To sell.', apps: ['tag-sync'] }],
      },
      '*',
    )
    .expect(200);
  const suspended = (await operator.put(suspension, body, '"suspension-none"').expect(200)).body;
  expect(suspended).toMatchObject({ installs: 1, suspension: { words, stopsKeys: false, by: { name: 'operator' } } });
  expect((await nobody.get('/v1/apps?query=tag').expect(200)).body.items).toEqual([]);
  const front = (await nobody.get('/v1/front').expect(200)).body;
  expect(JSON.stringify(front)).not.toContain('tag-sync');
  expect(JSON.stringify((await nobody.get('/v1/store/addresses').expect(200)).body)).not.toContain('tag-sync');
  expect((await nobody.get('/v1/apps/tag-sync').expect(410)).body.code).toBe('app_suspended');
  await nobody.get(new URL(link.url).pathname.replace('/apps', '/v1/apps') + new URL(link.url).search).expect(410);
  await owner.post(`${one}/retry`).expect(410);
  await owner.post(`${one}/rotate-key`, { overlapHours: 1 }).expect(200);
  expect((await owner.get(one)).body.suspension).toMatchObject({ words, stopsKeys: false });
  await world.tags(world.key).expect(200);
  await owner.delete(one).expect(200);
  await vi.waitFor(() => expect(world.receiver.requests.at(-1)!.path).toContain('/gone'), 10_000);
  expect((await world.install().expect(410)).body.code).toBe('app_suspended');
  const { etag } = (await operator.get(`/v1/operator/apps/${world.appId}`)).headers;
  await operator.delete(suspension, { note: 'Mended.' }, etag).expect(200);
  await nobody.get('/v1/apps/tag-sync').expect(200);
  await world.install().expect(201);
});

test('with its keys: a call is refused at once with a code of its own, and works as before once that is lifted', async () => {
  await using world = await openActive();
  const { operator, suspension, key, tags, owner, one } = world;
  await tags(key).expect(200);
  await operator.put(suspension, withKeys, '*').expect(200);
  expect((await tags(key).expect(403)).body.code).toBe('key_suspended');
  await owner.post(`${one}/rotate-key`, { overlapHours: 1 }).expect(410);
  await operator.delete(suspension, {}, '*').expect(200);
  await tags(key).expect(200);
  await operator.put(suspension, withKeys, '*').expect(200);
  await operator.put(suspension, body, '*').expect(200);
  await tags(key).expect(200);
});

test('a key that was revoked meanwhile stays dead, whichever of undo and revocation comes first', async () => {
  await using world = await openActive();
  const { operator, suspension, key, tags, owner, one } = world;
  await operator.put(suspension, withKeys, '*').expect(200);
  const { items } = (await owner.get(`${one}/keys`)).body;
  expect(items[0].status).toBe('live');
  await Promise.all([
    operator.delete(suspension, {}, '*').expect(200),
    world.api.services.inTransaction((em) => world.api.services.keysOf(em).revokeBySubject(world.id, 'leaked')),
  ]);
  await vi.waitFor(async () => expect((await tags(key)).status).toBe(401), 10_000);
});

test('a key that is found in public while its app’s keys are stopped ends for good, and its owner gets another once that is lifted', async () => {
  await using world = await openActive();
  const { operator, suspension, key, tags, owner, one, api } = world;
  await operator.put(suspension, withKeys, '*').expect(200);
  const found = { token: key, type: 'minimart_api_key' };
  for (let reports = 0; reports < 2; reports += 1)
    expect(await takeFoundSecret(api.services, found)).toMatchObject({ label: 'true_positive' });
  expect((await owner.get(one)).body).toMatchObject({ status: 'failed' });
  await operator.delete(suspension, {}, '*').expect(200);
  await tags(key).expect(401);
  await owner.post(`${one}/retry`).expect(200);
});

test('a subscribe request that is under way is taken back with the keys: no key is handed over, and the owner may retry afterwards', async () => {
  const asked: PromiseWithResolvers<void> = Promise.withResolvers();
  await using world = await openModeratedStore({ answer: () => (asked.resolve(), { status: 500 }) });
  await world.developer.post(world.versions, {}).expect(201);
  world.api.dispatch();
  const { id } = (await world.install().expect(201)).body;
  const one = `${world.installations}/${id}`;
  await asked.promise;
  await vi.waitFor(async () => expect((await world.owner.get(one)).body.delivery.attempts).toBe(1), 10_000);
  await world.operator.put(world.suspension, withKeys, '*').expect(200);
  expect((await world.owner.get(one)).body).toMatchObject({ status: 'failed', suspension: { stopsKeys: true } });
  expect((await world.tags(world.keyOf(world.receiver.requests[0])).expect(401)).body.code).toBe('key_invalid');
  expect((await world.owner.post(`${one}/retry`).expect(410)).body.code).toBe('app_suspended');
  await world.operator.delete(world.suspension, {}, '*').expect(200);
  await world.owner.post(`${one}/retry`).expect(200);
});

test('of an install and a suspension at the same moment, either nothing is installed or its key is stopped with the others', async () => {
  await using world = await openModeratedStore();
  await world.developer.post(world.versions, {}).expect(201);
  const [installed] = await Promise.all([
    world.install(),
    world.operator.put(world.suspension, withKeys, '*').expect(200),
  ]);
  expect([201, 410]).toContain(installed.status);
  const live = await world.api.services
    .em()
    .execute(`select suspended_at from keys.api_keys where revoked_at is null and suspended_at is null`);
  expect(live).toEqual([]);
});

test('of two operators at once one suspends and the other is told; each act is in the log, and nobody else may', async () => {
  await using world = await openModeratedStore();
  const { operator, suspension, developer } = world;
  const { etag } = (await operator.get(`/v1/operator/apps/${world.appId}`).expect(200)).headers;
  const both = await Promise.all([body, withKeys].map((each) => operator.put(suspension, each, etag)));
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 412]);
  expect(both.find(({ status }) => status === 412)!.body.code).toBe('suspension_changed');
  await operator.put(suspension, body).expect(428);
  await developer.put(suspension, body, '*').expect(403);
  await developer.delete(suspension, {}, '*').expect(403);
  await operator.put(suspension, { ...body, words: ' ' }, '*').expect(422);
  await operator.delete(suspension, { note: 'A mistake.' }, '*').expect(200);
  const log = await world.api.services.operatorLogOf(world.api.services.em()).read({ limit: 10 });
  expect(log).toMatchObject([
    { action: 'app_unsuspended', note: 'A mistake.', subject: { kind: 'app', id: world.appId }, after: {} },
    { action: 'app_suspended', note: body.note, before: {}, after: { words } },
  ]);
});

test('developer and owners are told why, each once, and the owner is told by whom they are not asked', async () => {
  await using world = await openActive();
  await world.operator.put(world.suspension, body, '*').expect(200);
  await tellUntold(world.api.services);
  await tellUntold(world.api.services);
  const told = (await world.mails()).filter(({ subject }) => subject === 'Tag Sync is suspended');
  expect(told.map(({ to }) => to.address.split('-')[0]).toSorted()).toEqual(['developer', 'owner']);
  for (const { text } of told) {
    expect(text).toContain(words);
    expect(text).not.toContain(body.note);
  }
});

/** Who was told that the suspension was lifted. */
async function toldOfLifting(world: { mails: Awaited<ReturnType<typeof openModeratedStore>>['mails'] }) {
  const told = (await world.mails()).filter(({ subject }) => subject === 'Tag Sync is not suspended any more');
  const to = (name: string) => told.filter(({ to: { address } }) => address.startsWith(`${name}-`));
  return { developer: to('developer'), owner: to('owner'), all: told };
}

test('who was told of a suspension is told once that it is lifted, and that the key works again', async () => {
  await using world = await openActive();
  const { api, operator, suspension, workspaceId, id } = world;
  await operator.put(suspension, withKeys, '*').expect(200);
  await tellUntold(api.services);
  await operator.delete(suspension, { note: 'Mended.' }, '*').expect(200);
  await operator.delete(suspension, {}, '*').expect(200);
  await Promise.all([tellUntold(api.services), tellUntold(api.services)]);
  await tellUntold(api.services);
  const told = await toldOfLifting(world);
  expect([told.developer.length, told.owner.length, told.all.length]).toEqual([1, 1, 2]);
  const { text } = told.owner[0]!;
  expect(text).toContain('which was stopped, works again as before');
  expect(text).toContain('can be installed and updated again');
  expect(text).toContain(`/workspaces/${workspaceId}/apps/${id}`);
  expect(text).not.toContain('Mended.');
});

test('where no key was stopped the mail says that it works as before, and where it is paused that it still is', async () => {
  await using world = await openActive();
  const { api, operator, suspension, owner, one } = world;
  const again = async () => {
    await operator.put(suspension, body, '*').expect(200);
    await tellUntold(api.services);
    await operator.delete(suspension, {}, '*').expect(200);
    await tellUntold(api.services);
    return (await toldOfLifting(world)).owner.at(-1)!.text;
  };
  expect(await again()).toContain('Its key works as it did before');
  await owner.put(`${one}/key-pause`, { paused: true }).expect(200);
  expect(await again()).toContain('Its key is paused');
});

test('the owner of an installation whose key has ended meanwhile reads how to get another', async () => {
  await using world = await openActive();
  const { api, operator, suspension, key } = world;
  await operator.put(suspension, withKeys, '*').expect(200);
  await tellUntold(api.services);
  await takeFoundSecret(api.services, { token: key, type: 'minimart_api_key' });
  await operator.delete(suspension, {}, '*').expect(200);
  await tellUntold(api.services);
  expect((await toldOfLifting(world)).owner[0]!.text).toContain('try again, and it gets a new key');
});

test('who has uninstalled it since, installed it only now, or was not told of the suspension is not told', async () => {
  await using world = await openActive();
  const { api, operator, suspension, owner, one } = world;
  await operator.put(suspension, body, '*').expect(200);
  await operator.delete(suspension, {}, '*').expect(200);
  await tellUntold(api.services);
  expect((await toldOfLifting(world)).owner).toEqual([]);
  await operator.put(suspension, body, '*').expect(200);
  await tellUntold(api.services);
  await owner.delete(one).expect(200);
  await operator.delete(suspension, {}, '*').expect(200);
  await world.install().expect(201);
  await tellUntold(api.services);
  const told = await toldOfLifting(world);
  expect([told.developer.length, told.owner.length]).toEqual([2, 0]);
});
