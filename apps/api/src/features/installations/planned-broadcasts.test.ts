import { BroadcastRunner, createBot } from '@minimart/chatbot/mikro-orm';
import request from 'supertest';
import { expect, test } from 'vitest';
import { createTestApi } from '../../testing/create-test-api.ts';
import { exampleManifest } from '../../testing/example-manifest.ts';

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** An app that may send broadcasts, installed and its key shown, and a bot with two people. */
async function setUp() {
  const operators: string[] = [];
  const api = await createTestApi({ operators });
  const [developer, owner] = [await api.person('developer'), await api.person('owner')];
  const operator = await api.person('operator');
  operators.push(operator.userId);
  const workspaceId = await api.workspace({ owner });
  const scopes = [{ id: 'broadcasts:send', reason: 'To send news.' }];
  const manifest = exampleManifest('https://hooks.example.com', { scopes, requests: {} });
  const post = (path: string, token: string, body: object) => request(api.app).post(path).set(bearer(token)).send(body);
  const made = await post('/v1/developer/apps', developer.token, { manifest }).expect(201);
  await post(`/v1/developer/apps/${made.body.id}/versions`, developer.token, {}).expect(201);
  const { subscribers, subFlows } = await createBot(api.services.em(), {
    workspaceId,
    name: 'Bot',
    subFlows: [{ name: 'News', steps: ['News!'] }],
    subscribers: [{ name: 'Ada' }, { name: 'Grace' }],
  });
  const installations = `/v1/workspaces/${workspaceId}/installations`;
  const wanted = { app: 'tag-sync', scopes: ['broadcasts:send'], authInputs: { crm_token: 'x' } };
  const { body: installed } = await post(installations, owner.token, wanted).expect(201);
  const one = `${installations}/${installed.id}`;
  const users = subscribers.map(({ ns }) => ns);
  const subFlowNs = subFlows[0]!.ns;
  return {
    api,
    workspaceId,
    news: { audience: { users }, what: { subFlowNs } },
    one,
    suspend: (stopsKeys: boolean) =>
      request(api.app)
        .put(`/v1/operator/apps/${made.body.id}/suspension`)
        .set({ ...bearer(operator.token), 'if-match': '*' })
        .send({ note: 'It writes to everybody.', words: 'It sends more than it says.', stopsKeys }),
    owner: bearer(owner.token),
    installationId: installed.id as string,
    broadcast: (inSeconds: number) =>
      post('/api/subscriber/broadcast', installed.plainKey, {
        user_ns_list: users.join(','),
        sub_flow_ns: subFlowNs,
        max_per_minute: 6_000,
        scheduled_time: Math.floor(Date.now() / 1_000) + inSeconds,
      }),
    /** What is sent within the next two hours, and what became of everybody. */
    async sendAll() {
      const now = () => new Date(Date.now() + 7_200_000);
      await new BroadcastRunner({ orm: api.services.orm, now }).drain();
      const em = api.services.em();
      const recipients = await em.execute(
        'select b.status, r.status as recipient from chatbot.broadcasts b join chatbot.broadcast_recipients r on b.id = broadcast_id order by b.id, subscriber_id',
      );
      const said = await em.execute('select 1 from chatbot.messages');
      return { said: said.length, recipients };
    },
    [Symbol.asyncDispose]: () => api[Symbol.asyncDispose](),
  };
}

const cancelled = { status: 'Cancelled', recipient: 'cancelled' };

test('an uninstalled app writes to nobody any more: what it had scheduled is cancelled', async () => {
  await using world = await setUp();
  await world.broadcast(3_600).expect(200);
  await world.broadcast(0).expect(200);
  await request(world.api.app).delete(world.one).set(world.owner).expect(200);
  expect(await world.sendAll()).toEqual({ said: 0, recipients: [cancelled, cancelled, cancelled, cancelled] });
});

test('ending the key of an app cancels its broadcasts; a rotation leaves them', async () => {
  await using world = await setUp();
  await world.broadcast(3_600).expect(200);
  await request(world.api.app).post(`${world.one}/rotate-key`).set(world.owner).send({}).expect(200);
  expect((await world.sendAll()).said).toBe(2);
  await world.broadcast(3_600).expect(200);
  await request(world.api.app).post(`${world.one}/end-key`).set(world.owner).expect(200);
  const { said, recipients } = await world.sendAll();
  expect(said).toBe(2);
  expect(recipients.slice(2)).toEqual([cancelled, cancelled]);
});

test('a broadcast by a call that was let through before the uninstall is refused after it', async () => {
  await using world = await setUp();
  const { broadcasts } = world.api.services.hostOf(world.workspaceId, world.installationId);
  await request(world.api.app).delete(world.one).set(world.owner).expect(200);
  await expect(broadcasts.create(world.news)).rejects.toMatchObject({ code: 'conflict' });
});

test('an app whose keys are suspended writes to nobody any more; one that is only not installed any more goes on', async () => {
  await using world = await setUp();
  await world.broadcast(3_600).expect(200);
  await world.suspend(false).expect(200);
  expect((await world.sendAll()).said).toBe(2);
  await world.broadcast(3_600).expect(200);
  await world.broadcast(0).expect(200);
  await world.suspend(true).expect(200);
  const { said, recipients } = await world.sendAll();
  expect(said).toBe(2);
  expect(recipients.slice(2)).toEqual([cancelled, cancelled, cancelled, cancelled]);
});

test('a broadcast by a call that was let through before the keys were suspended is refused after it', async () => {
  await using world = await setUp();
  const { broadcasts } = world.api.services.hostOf(world.workspaceId, world.installationId);
  await world.suspend(true).expect(200);
  await expect(broadcasts.create(world.news)).rejects.toMatchObject({ code: 'conflict' });
});
