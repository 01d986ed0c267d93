import { expect, test } from 'vitest';
import { createMemoryChatbot } from './create-memory-chatbot.ts';
import { createSampleChatbot } from './create-sample-chatbot.ts';
import { describeChatbot } from './describe-chatbot.ts';

let bots = 0;
describeChatbot('memory', async (seed) => createMemoryChatbot({ ...seed, bot: (bots += 1) }));

test('the sample bot has the ids of the documentation', async () => {
  const bot = createSampleChatbot();
  expect((await bot.listTags()).items[0]?.ns).toBe('f123t456');
  expect(await bot.sendSubFlow('f123u456', 'f123s789')).toHaveLength(2);
});

test('what it answers is a copy', async () => {
  const bot = createSampleChatbot();
  const { items } = await bot.listTags();
  if (items[0]) items[0].name = 'changed outside';
  expect((await bot.listTags()).items[0]?.name).toBe('Newsletter');
});
