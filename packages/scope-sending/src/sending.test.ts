import type { Chatbot } from '@minimart/chatbot';
import { createSampleChatbot } from '@minimart/chatbot/testing';
import { runOperation, type RawOperationInput } from '@minimart/scope-kit';
import { describeScopePlugin } from '@minimart/scope-kit/testing';
import { expect, test } from 'vitest';
import { sending } from './sending.ts';

describeScopePlugin(sending, { createHost: createSampleChatbot });

async function call(host: Chatbot, id: string, body: RawOperationInput['body']): Promise<unknown> {
  const operation = sending.operations.find((each) => each.id === id);
  if (!operation) throw new Error(`No operation ${id}.`);
  return runOperation(operation, { workspaceId: 'ws_1', installationId: 'ins_1', host }, { body });
}

const user_ns = 'f123u456';
const welcome = ['Welcome aboard!', 'Here is how to begin.'];

test.each([
  ['flowBotUserSendText', { content: 'Your table is ready.' }, ['Your table is ready.']],
  ['flowBotUserSendSubFlow', { sub_flow_ns: 'f123s789' }, welcome],
  ['flowBotUserSendSubFlowByFlowName', { flow_name: 'Welcome' }, welcome],
  ['flowBotUserSendMainFlow', {}, ['Hello! How can we help you today?']],
])('%s with %j lands in the conversation', async (id, body, said) => {
  const bot = createSampleChatbot();
  expect(await call(bot, id, { user_ns, ...body })).toEqual({ status: 'ok' });
  expect((await bot.conversation(user_ns)).map(({ content }) => content)).toEqual(said);
});

test.each([
  ['flowBotUserSendText', { user_ns: 'f999u456', content: 'Hello' }, 'not_found'],
  ['flowBotUserSendText', { user_ns, content: ' ' }, 'invalid_input'],
  ['flowBotUserSendSubFlow', { user_ns, sub_flow_ns: 'f999s789' }, 'not_found'],
  ['flowBotUserSendSubFlowByFlowName', { user_ns, flow_name: 'Farewell' }, 'not_found'],
  ['flowBotUserSendMainFlow', { user_ns: 'f999u456' }, 'not_found'],
])('%s refuses %j with %s and says nothing', async (id, body, code) => {
  const bot = createSampleChatbot();
  await expect(call(bot, id, body)).rejects.toMatchObject({ code });
  expect(await bot.conversation(user_ns)).toEqual([]);
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
