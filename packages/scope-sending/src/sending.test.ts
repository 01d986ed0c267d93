import { useSampleChatbot } from '@minimart/chatbot/testing';
import { createCaller, describeScopePlugin } from '@minimart/scope-kit/testing';
import { expect, test } from 'vitest';
import { sending } from './sending.ts';

const sample = useSampleChatbot();
describeScopePlugin(sending, sample);

const call = createCaller(sending);
const user_ns = 'f123u456';
const welcome = ['Welcome aboard!', 'Here is how to begin.'];

test.each([
  ['flowBotUserSendText', { content: 'Your table is ready.' }, ['Your table is ready.']],
  ['flowBotUserSendSubFlow', { sub_flow_ns: 'f123s789' }, welcome],
  ['flowBotUserSendSubFlowByFlowName', { flow_name: 'Welcome' }, welcome],
  ['flowBotUserSendMainFlow', {}, ['Hello! How can we help you today?']],
])('%s with %j lands in the conversation', async (id, body, said) => {
  await sample.withHost(async (bot) => {
    expect(await call(bot, id, { body: { user_ns, ...body } })).toEqual({ status: 'ok' });
    expect((await bot.sending.conversation(user_ns)).map(({ content }) => content)).toEqual(['Hi', ...said]);
  });
});

test.each([
  ['flowBotUserSendText', { user_ns: 'f124u9001', content: 'Hello' }, 'not_found'],
  ['flowBotUserSendText', { user_ns, content: ' ' }, 'invalid_input'],
  ['flowBotUserSendSubFlow', { user_ns, sub_flow_ns: 'f124s9001' }, 'not_found'],
  ['flowBotUserSendSubFlowByFlowName', { user_ns, flow_name: 'Farewell' }, 'not_found'],
  ['flowBotUserSendMainFlow', { user_ns: 'f124u9001' }, 'not_found'],
])('%s refuses %j with %s and says nothing', async (id, body, code) => {
  await sample.withHost(async (bot, { other }) => {
    await expect(call(bot, id, { body })).rejects.toMatchObject({ code });
    expect(await bot.sending.conversation(user_ns)).toHaveLength(1);
    expect(await other.sending.conversation('f124u9001')).toHaveLength(1);
  });
});

test('writing any text needs another scope than starting a flow the owner made', () => {
  const scopes = Object.fromEntries(sending.operations.map(({ id, scope }) => [id, scope]));
  expect(scopes).toEqual({
    flowBotUserSendText: 'messages:send',
    flowBotUserSendSubFlow: 'sub-flows:send',
    flowBotUserSendSubFlowByFlowName: 'sub-flows:send',
    flowBotUserSendMainFlow: 'sub-flows:send',
  });
});
