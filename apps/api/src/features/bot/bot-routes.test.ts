import { createBot } from '@minimart/chatbot/mikro-orm';
import request from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../testing/create-test-api.ts';
import type { TestPerson } from '../../testing/plant-people.ts';

let api: TestApi;
let [owner, member, stranger]: TestPerson[] = [];
let workspaceId: string;
let ada: string;
beforeAll(async () => {
  api = await createTestApi();
  [owner, member, stranger] = [await api.person('owner'), await api.person('member'), await api.person('stranger')];
  workspaceId = await api.workspace({ owner, member });
  const { subscribers } = await createBot(api.services.em(), {
    workspaceId,
    name: 'Tea bot',
    tags: ['VIP'],
    subscribers: [{ name: 'Ada', email: 'ada@example.com' }, { name: 'Grace' }],
  });
  ada = subscribers[0]!.ns;
  await api.services.hostOf(workspaceId).sending.text({ ns: ada }, 'Your tea is ready.');
});
afterAll(() => api[Symbol.asyncDispose]());

const get = (person: TestPerson, path: string) =>
  request(api.app).get(`/v1/workspaces/${workspaceId}/bot${path}`).set('authorization', `Bearer ${person.token}`);

test('members watch the bot, its people and a conversation', async () => {
  expect((await get(member!, '').expect(200)).body).toMatchObject({
    name: 'Tea bot',
    subscribers: 2,
    messagesToday: 1,
    tags: [{ name: 'VIP', subscribers: 0 }],
  });
  const people = await get(member!, '/subscribers?search=ada@').expect(200);
  expect(people.body).toMatchObject({
    total: 1,
    items: [{ ns: ada, lastMessage: { type: 'out', content: 'Your tea is ready.' } }],
  });
  const person = await get(member!, `/subscribers/${ada}`).expect(200);
  expect(person.body).toMatchObject({
    name: 'Ada',
    messages: [{ content: 'Your tea is ready.', type: 'out', app: null }],
  });
});

test('others see nothing of it', async () => {
  for (const path of ['', '/subscribers', `/subscribers/${ada}`]) {
    expect((await get(stranger!, path).expect(404)).body.code).toBe('not_found');
    await request(api.app).get(`/v1/workspaces/${workspaceId}/bot${path}`).expect(401);
  }
});

test.each([
  ['/subscribers?page=0', 422],
  ['/subscribers?limit=1000', 422],
  ['/subscribers?tag=f999t1', 404],
  ['/subscribers?search=%00', 422],
  ['/subscribers/f1u999999999', 404],
  ['/subscribers/nobody', 404],
])('%s is refused with %i', async (path, status) => {
  const { body } = await get(owner!, path).expect(status);
  expect(body).toMatchObject({ status, detail: expect.any(String) });
});

test('a workspace without a bot says so', async () => {
  const without = await api.workspace({ owner: owner! });
  const { body } = await request(api.app)
    .get(`/v1/workspaces/${without}/bot`)
    .set('authorization', `Bearer ${owner!.token}`)
    .expect(404);
  expect(body.detail).toBe('This workspace has no bot.');
});
