import { createBot, furnishBot } from '@minimart/chatbot/mikro-orm';
import request from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../testing/create-test-api.ts';

let api: TestApi;
let key: string;
let people: string[];
beforeAll(async () => {
  api = await createTestApi();
  const workspaceId = await api.workspace({ owner: await api.person('owner') });
  const { subscribers } = await createBot(api.services.em(), {
    workspaceId,
    name: 'Bot',
    tags: ['VIP'],
    subFlows: [{ name: 'Welcome', steps: ['Hello'] }],
    subscribers: [{ name: 'Ada' }, { name: 'Grace' }],
  });
  people = subscribers.map(({ ns }) => ns);
  const columns = [{ columnName: 'title', title: 'Title' }];
  await api.services.inTransaction((em) =>
    furnishBot(em, workspaceId, { ticketLists: [{ name: 'Repairs', code: 'repairs', columns, tickets: [] }] }),
  );
  const { registry, keysOf, em } = api.services;
  const scopes = registry.scopes.map(({ id }) => id);
  key = (await keysOf(em()).mint({ subject: 'ins_1', tenant: workspaceId, scopes })).plain;
});
afterAll(() => api[Symbol.asyncDispose]());

const call = (method: 'get' | 'post' | 'put', path: string, body?: object) => {
  const started = request(api.app)[method](`/api${path}`).set('authorization', `Bearer ${key}`);
  return body ? started.send(body) : started;
};

// More requests than the pool has connections: one that waits for a second connection while holding its first would wait for ever.
const atOnce = 40;

test.each<[string, (each: number) => ReturnType<typeof call>]>([
  ['tags', (each) => call('post', '/flow/create-tag', { name: `Tag ${each}` })],
  [
    'user fields',
    (each) => call('post', '/flow/create-user-field', { name: `F ${each}`, var_type: 'text', value: '' }),
  ],
  ['labels', (each) => call('post', '/team/create-label', { name: `Label ${each}` })],
  ['agent groups', (each) => call('post', '/team/create-agent-group', { name: `Group ${each}` })],
  ['people', (each) => call('post', '/subscriber/create', { email: `${each}@example.com`, phone: '' })],
  ['texts', (each) => call('post', '/subscriber/send-text', { user_ns: people[each % 2], content: `${each}` })],
  [
    'flows',
    (each) =>
      call('post', '/subscriber/send-sub-flow-by-flow-name', { user_ns: people[each % 2], flow_name: 'Welcome' }),
  ],
  ['tickets', (each) => call('post', '/team/ticket-lists/1/create', { user_ns: people[each % 2], title: `${each}` })],
  ['agents', () => call('get', '/flow/agents')],
  [
    'templates to somebody new',
    (each) => {
      const content = { namespace: 'n', name: 'hello', lang: 'en' };
      const user_id = `4915100${1_000 + each}`;
      return call('post', '/subscriber/send-whatsapp-template-by-user-id', {
        user_id,
        content,
        create_if_not_found: 'yes',
      });
    },
  ],
])(`${atOnce} calls for %s at once are all answered`, async (_what, make) => {
  const answers = await Promise.all(Array.from({ length: atOnce }, (_, each) => make(each)));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: atOnce }, () => 200));
});
