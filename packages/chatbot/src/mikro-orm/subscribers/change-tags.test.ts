import { createTestDatabase } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import type { WantedTags } from '../../port/subscribers.ts';
import { codeOf } from '../../testing/code-of.ts';
import { useSampleChatbot } from '../../testing/index.ts';
import { createBot } from '../bots/create-bot.ts';
import { chatbotTables } from '../chatbot-tables.ts';
import { createChatbot } from '../create-chatbot.ts';

const { withHost } = useSampleChatbot();
const ada = 'f123u456';

test.each<WantedTags>([{ ns: ['f123t568', 'f123t456'] }, { names: [' Trial ', 'Newsletter', 'Trial'] }])(
  'puts on and takes off %j, and a second time changes nothing',
  async (wanted) => {
    await withHost(async ({ subscribers }) => {
      const carried = async () => (await subscribers.find(ada)).tags.map(({ name }) => name);
      for (const _ of ['once', 'twice']) {
        await subscribers.addTags(ada, wanted);
        expect(await carried()).toEqual(['Newsletter', 'Trial']);
      }
      for (const _ of ['once', 'twice']) {
        await subscribers.removeTags(ada, wanted);
        expect(await carried()).toEqual([]);
      }
      expect((await subscribers.find('f123u111')).tags).toHaveLength(1);
    });
  },
);

test('no tags are no change', async () => {
  await withHost(async ({ subscribers }) => {
    await subscribers.addTags(ada, { ns: [] });
    await subscribers.removeTags(ada, { names: [] });
    expect((await subscribers.find(ada)).tags).toHaveLength(1);
  });
});

test.each<[string, WantedTags, string]>([
  [ada, { ns: ['f123t568', 'f124t9001'] }, 'not_found'],
  [ada, { ns: ['f123t568', 'f123t9001'] }, 'not_found'],
  [ada, { ns: ['f123t568', `f123t${'9'.repeat(40)}`] }, 'not_found'],
  [ada, { names: ['Trial', 'Other tag'] }, 'not_found'],
  [ada, { names: ['Trial', ''] }, 'invalid_input'],
  [ada, { names: ['Trial', '\0'] }, 'invalid_input'],
  ['f124u9001', { ns: ['f123t568'] }, 'not_found'],
  ['f123u9001', { ns: ['f123t568'] }, 'not_found'],
])('%s with %j is refused with %s as a whole', async (userNs, wanted, code) => {
  await withHost(async ({ subscribers }, { em, other }) => {
    expect(await codeOf(subscribers.addTags(userNs, wanted))).toBe(code);
    expect(await codeOf(subscribers.removeTags(userNs, wanted))).toBe(code);
    expect(await em.execute('select tag_id from chatbot.subscriber_tags where subscriber_id = 456')).toHaveLength(1);
    expect((await other.subscribers.find('f124u9001')).tags).toEqual([]);
  });
});

test('a tag or a subscriber that is deleted at the same time is refused, and nothing breaks', async () => {
  await using db = await createTestDatabase(chatbotTables);
  const people = Array.from({ length: 8 }, (_, index) => ({ name: `Person ${index}` }));
  const names = people.map(({ name }) => name);
  const { tags, subscribers } = await createBot(db.em(), {
    workspaceId: 'ws_1',
    name: 'Bot',
    tags: names,
    subscribers: people,
  });
  const bot = () => createChatbot(db.em(), 'ws_1');
  const calls = subscribers.flatMap(({ ns }, index) => [
    bot().subscribers.addTags(ns, { names }),
    bot().tags.delete(tags[index]!.ns),
    bot().subscribers.addTags(ns, { ns: [tags[0]!.ns] }),
    ...(index % 2 === 0 ? [bot().subscribers.delete(ns)] : []),
  ]);
  const codes = new Set(await Promise.all(calls.map(codeOf)));
  expect([...codes].every((code) => code === 'answered' || code === 'not_found')).toBe(true);
});
