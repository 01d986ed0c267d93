import { createTestDatabase } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import type { Content } from '../../port/sending.ts';
import { codeOf } from '../../testing/code-of.ts';
import { plantSample } from '../../testing/index.ts';
import { chatbotTables } from '../chatbot-tables.ts';
import { createChatbot } from '../create-chatbot.ts';

const ada = 'f123u456';
const names = ['q1', 'q2', 'q3', 'q4'];

/** The sample bot, committed, with some tags and user fields more. */
async function openWorld() {
  const db = await createTestDatabase(chatbotTables);
  await plantSample(db.em());
  const bot = () => createChatbot(db.em(), 'ws_sample');
  for (const name of names) {
    await bot().tags.create(name);
    await bot().fields.createUserField({ name, type: 'text' });
  }
  return { db, bot, [Symbol.asyncDispose]: () => db[Symbol.asyncDispose]() };
}

const toContent = (actions: Content['actions']): Content => ({
  messages: [{ type: 'text', text: 'Hello', rest: {} }],
  quickReplies: [],
  actions,
  asAgent: false,
});

test('calls that change one person in opposite orders queue, and all are answered', async () => {
  await using world = await openWorld();
  const add = names.map((tagName) => ({ action: 'add_tag' as const, tagName }));
  const set = names.map((fieldName) => ({ action: 'set_field_value' as const, fieldName, value: 'x' }));
  const remove = names.map((tagName) => ({ action: 'remove_tag' as const, tagName }));
  const orders = [add, set, remove].flatMap((actions) => [actions, actions.toReversed()]);
  for (let round = 0; round < 5; round += 1) {
    const calls = orders.flatMap((actions) => [
      world.bot().sending.content({ ns: ada }, toContent(actions)),
      world.bot().subscribers.addTags(ada, { names }),
      world.bot().fields.setFor(
        ada,
        names.map((name) => ({ name, value: 'y' })),
      ),
    ]);
    expect(new Set(await Promise.all(calls.map(codeOf)))).toEqual(new Set(['answered']));
  }
});

test('a person deleted while being changed and written to is there or is not, and nothing breaks', async () => {
  await using world = await openWorld();
  const remove = names.map((tagName) => ({ action: 'remove_tag' as const, tagName }));
  for (let round = 0; round < 10; round += 1) {
    const { ns } = await world.bot().subscribers.create({ email: `${round}@example.com`, tags: names });
    const calls = [
      world.bot().sending.content({ ns }, toContent(remove)),
      world.bot().sending.content({ ns }, toContent(remove.toReversed())),
      world.bot().subscribers.delete(ns),
      world.bot().sending.text({ ns }, 'Hello'),
      world.bot().fields.clearFor(
        ns,
        names.map((name) => ({ name })),
      ),
    ];
    const codes = await Promise.all(calls.map(codeOf));
    expect(codes.filter((code) => code !== 'answered' && code !== 'not_found')).toEqual([]);
  }
});
