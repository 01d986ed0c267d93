import { createBot } from '@minimart/chatbot/mikro-orm';
import request from 'supertest';
import { expect, test } from 'vitest';
import { createTestApi } from '../../testing/create-test-api.ts';

test('a person who is deleted while being written to is not there, and nothing breaks', async () => {
  await using api = await createTestApi();
  const workspaceId = await api.workspace({ owner: await api.person('owner') });
  const names = Array.from({ length: 30 }, (_, index) => ({ name: `Person ${index}` }));
  const { subscribers, tags } = await createBot(api.services.em(), {
    workspaceId,
    name: 'Bot',
    tags: ['VIP'],
    subscribers: names,
  });
  const scopes = ['subscribers:manage', 'messages:send'];
  const { plain } = await api.services
    .keysOf(api.services.em())
    .mint({ subject: 'ins_1', tenant: workspaceId, scopes });
  const call = (method: 'post' | 'delete', path: string, body: object) =>
    request(api.app)[method](`/api${path}`).set('authorization', `Bearer ${plain}`).send(body);
  const answers = await Promise.all(
    subscribers.flatMap(({ ns: user_ns }) => [
      call('post', '/subscriber/send-text', { user_ns, content: 'Hello' }),
      call('post', '/subscriber/add-tag', { user_ns, tag_ns: tags[0]!.ns }),
      call('delete', '/subscriber/delete', { user_ns }),
    ]),
  );
  const statuses = new Set(answers.map(({ status }) => status));
  expect([...statuses].filter((status) => status !== 200 && status !== 404)).toEqual([]);
  expect(api.logged()).not.toContain('a request failed');
});
