import pino from 'pino';
import request from 'supertest';
import { expect, test } from 'vitest';
import { createApp } from '../../app.ts';
import { compose } from '../../compose.ts';
import { testConfig } from '../../testing/create-test-api.ts';
import { exampleManifest } from '../../testing/example-manifest.ts';
import { plantPeople } from '../../testing/plant-people.ts';
import { startReplicaPair, type ReplicaPair } from '../../testing/start-replica-pair.ts';

/** An API that reads the store from the replica of a pair. */
async function openApi(pair: ReplicaPair) {
  const logged: string[] = [];
  const logger = pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) });
  const services = await compose({ ...testConfig(pair.primaryUrl, []), replicaUrl: pair.replicaUrl }, logger);
  return { services, logged, app: createApp(services), [Symbol.asyncDispose]: () => services.close() };
}

test('the store is read from a replica, which may lag in counts and names and never in what is published', async () => {
  await using pair = await startReplicaPair();
  await using api = await openApi(pair);
  const { app, services, logged } = api;
  const ann = await plantPeople(services).person('ann');
  const post = (path: string, body: object) =>
    request(app).post(path).set('authorization', `Bearer ${ann.token}`).send(body).expect(201);
  const read = async (path: string, token?: string) => {
    const call = request(app).get(path);
    const { body } = await (token === undefined ? call : call.set('authorization', `Bearer ${token}`)).expect(200);
    return body as { version: string; developer: { name: string }; items: { slug: string }[]; total: number };
  };
  const manifest = exampleManifest('https://hooks.example.com');
  const { id } = (await post('/v1/developer/apps', { manifest })).body as { id: string };
  await post(`/v1/developer/apps/${id}/versions`, {});
  await pair.caughtUp();
  expect((await read('/v1/apps/tag-sync')).version).toBe('1.0.0');

  await pair.hold(true);
  await services.em().execute('update accounts."user" set name = ? where id = ?', ['Ann the Second', ann.userId]);
  // What only the primary knows shows who was read.
  expect((await read('/v1/apps/tag-sync')).developer.name).toBe('ann');
  expect((await read('/v1/apps')).items).toMatchObject([{ developer: { name: 'ann' } }]);
  // Who is signed in reads from the primary: nothing of theirs lags.
  expect((await read('/v1/apps/tag-sync', ann.token)).developer.name).toBe('Ann the Second');

  const changed = { manifest: { ...manifest, summary: 'Keeps even more the same.' } };
  await request(app)
    .put(`/v1/developer/apps/${id}/manifest`)
    .set({ authorization: `Bearer ${ann.token}`, 'if-match': '*' })
    .send(changed)
    .expect(200);
  await post(`/v1/developer/apps/${id}/versions`, {});
  const published = { version: '1.0.1', developer: { name: 'Ann the Second' } };
  expect(await read('/v1/apps/tag-sync')).toMatchObject(published);
  expect((await read('/v1/apps')).items).toMatchObject([published]);
  expect((await read('/v1/store/addresses')).items).toMatchObject([{ slug: 'tag-sync' }]);

  await pair.hold(false);
  await pair.caughtUp();
  expect(await read('/v1/apps/tag-sync')).toMatchObject(published);
  expect(logged.filter((line) => line.includes('replica'))).toEqual([]);

  await pair.stopReplica();
  expect(await read('/v1/apps/tag-sync')).toMatchObject(published);
  expect(logged.filter((line) => line.includes('the store is read from the primary'))).toHaveLength(1);
});
