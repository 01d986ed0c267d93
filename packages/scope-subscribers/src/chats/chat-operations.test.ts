import { useSampleChatbot } from '@minimart/chatbot/testing';
import { createCaller } from '@minimart/scope-kit/testing';
import { expect, test } from 'vitest';
import { subscribers } from '../subscribers.ts';

const sample = useSampleChatbot();
const call = createCaller(subscribers);
const user_ns = 'f123u456';
const contents = (answer: unknown) => (answer as { data: { content: string }[] }).data.map(({ content }) => content);

test('reads what the person said, and on request what the bot said', async () => {
  await sample.withHost(async (bot) => {
    await bot.sending.text({ ns: user_ns }, 'Hello Ada');
    expect(contents(await call(bot, 'flowBotUserChatMessages', { query: { user_ns } }))).toEqual(['Hi']);
    const all = await call(bot, 'flowBotUserChatMessages', { query: { user_id: '61412345678', include_bot: '1' } });
    expect(contents(all)).toEqual(['Hi', 'Hello Ada']);
    expect(all).toMatchObject({
      data: [{ mid: 'mid.123', type: 'in', sender_id: user_ns, msg_type: 'text', payload: { text: 'Hi' } }, {}],
    });
    const last = await call(bot, 'flowBotUserChatMessages', { query: { user_ns, include_bot: '1', limit: '1' } });
    expect(contents(last)).toEqual(['Hello Ada']);
  });
});

test('reads within times, and none older than a month', async () => {
  await sample.withHost(async (bot) => {
    const now = Math.floor(Date.now() / 1000);
    const read = (query: object) => call(bot, 'flowBotUserChatMessages', { query: { user_ns, ...query } });
    expect(contents(await read({ start_time: now - 3600 }))).toEqual(['Hi']);
    expect(contents(await read({ start_time: now - 60 }))).toEqual([]);
    expect(contents(await read({ end_time: now - 3600 }))).toEqual([]);
    await expect(read({ start_time: now - 40 * 86_400 })).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(read({ start_time: Date.now() * 1_000 })).rejects.toMatchObject({ code: 'invalid_input' });
  });
});

test('finds messages by the ids of the channel, of this bot alone', async () => {
  await sample.withHost(async (bot) => {
    const body = { mids: ['mid.123', 'mid.9001', 'none'] };
    expect(contents(await call(bot, 'flowBotUserChatMessagesByMids', { body }))).toEqual(['Hi']);
  });
});

test('a chat is moved and the bot paused and resumed', async () => {
  await sample.withHost(async (bot) => {
    await call(bot, 'flowBotUserMoveChatTo', { body: { user_ns, status: 'pending' } });
    await call(bot, 'flowBotUserPauseBot', { body: { user_ns, minutes: 30 } });
    await call(bot, 'flowBotUserResumeBot', { body: { user_ns } });
    expect(await bot.overview.person(user_ns)).toMatchObject({ status: 'pending' });
  });
});

test.each([
  ['flowBotUserChatMessages', { query: {} }, 'invalid_input'],
  ['flowBotUserChatMessages', { query: { user_ns: 'f124u9001' } }, 'not_found'],
  ['flowBotUserChatMessages', { query: { user_id: '900100' } }, 'not_found'],
  ['flowBotUserMoveChatTo', { body: { user_ns: 'f124u9001', status: 'done' } }, 'not_found'],
  ['flowBotUserMoveChatTo', { body: { user_ns, status: 'lost' } }, 'invalid_input'],
  ['flowBotUserPauseBot', { body: { user_ns, minutes: 0 } }, 'invalid_input'],
])('%s refuses %j with %s', async (id, input, code) => {
  await sample.withHost(async (bot) => {
    await expect(call(bot, id, input)).rejects.toMatchObject({ code });
  });
});
