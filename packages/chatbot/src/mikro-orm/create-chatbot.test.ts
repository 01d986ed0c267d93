import { createTestDatabase, type TestDatabase } from '@minimart/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBot } from './bots/create-bot.ts';
import { chatbotTables } from './chatbot-tables.ts';
import { createChatbot } from './create-chatbot.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase(chatbotTables);
});
afterAll(() => db[Symbol.asyncDispose]());

let workspaces = 0;
const newWorkspace = () => `ws_${(workspaces += 1)}`;

test('the migrations make exactly the tables that the entities describe', async () => {
  expect((await db.orm.schema.getUpdateSchemaSQL({ wrap: false })).trim()).toBe('');
});

test('a workspace without a bot has nothing to show or send', async () => {
  const bot = createChatbot(db.em(), 'ws_without');
  await expect(bot.tags.list()).rejects.toMatchObject({ code: 'not_found' });
  await expect(bot.tags.create('VIP')).rejects.toMatchObject({ code: 'not_found' });
  await expect(bot.sending.text({ ns: 'f1u1' }, 'Hello')).rejects.toMatchObject({ code: 'not_found' });
});

test('a workspace has one bot', async () => {
  const workspaceId = newWorkspace();
  await createBot(db.em(), { workspaceId, name: 'Bot' });
  await expect(createBot(db.em(), { workspaceId, name: 'Second' })).rejects.toMatchObject({ code: 'conflict' });
});

test('answers a new bot with the ids of everything it began with', async () => {
  const seed = { tags: ['VIP'], subFlows: [{ name: 'Welcome', steps: ['Hi'] }], subscribers: [{ name: 'Ada' }] };
  const bot = await createBot(db.em(), { workspaceId: newWorkspace(), name: 'Bot', ...seed });
  const ids = [bot.tags, bot.subFlows, bot.subscribers].map(([first]) => first?.ns ?? '');
  expect(ids.every((ns) => ns.startsWith(bot.ns))).toBe(true);
});

test('makes nothing of a bot whose seed is faulty', async () => {
  const workspaceId = newWorkspace();
  const faulty = { workspaceId, name: 'Bot', subFlows: [{ name: 'Silent', steps: [] }] };
  await expect(createBot(db.em(), faulty)).rejects.toMatchObject({ code: 'invalid_input' });
  await expect(createChatbot(db.em(), workspaceId).tags.list()).rejects.toMatchObject({ code: 'not_found' });
});

test('takes part in a transaction: what is rolled back was never said', async () => {
  const workspaceId = newWorkspace();
  const { subscribers } = await createBot(db.em(), { workspaceId, name: 'Bot', subscribers: [{ name: 'Ada' }] });
  const ada = subscribers[0]?.ns ?? '';
  const rollback = db.em().transactional(async (tx) => {
    const bot = createChatbot(tx, workspaceId);
    await bot.sending.text({ ns: ada }, 'Never mind');
    await bot.tags.create('Gone');
    throw new Error('rolled back');
  });
  await expect(rollback).rejects.toThrow('rolled back');
  const after = createChatbot(db.em(), workspaceId);
  expect(await after.sending.conversation(ada)).toEqual([]);
  expect((await after.tags.list()).total).toBe(0);
});
