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

test.each([
  ['flowBotUserSendEmail', { content: 'Hello', subject: 'Hi' }, 'email'],
  ['flowBotUserSendSms', { content: 'Hello' }, 'sms'],
  ['flowBotUserSendWhatsappTemplate', { content: { namespace: 'n', name: 'order', lang: 'en' } }, 'whatsapp_template'],
  ['flowBotUserSendFacebookUtilityMessageTemplate', { content: { name: 'order', lang: 'en' } }, 'facebook_template'],
])('%s lands in the conversation, saying how it went', async (id, body, medium) => {
  await sample.withHost(async (bot) => {
    expect(await call(bot, id, { body: { user_ns, ...body } })).toEqual({ status: 'ok' });
    expect((await bot.sending.conversation(user_ns)).at(-1)).toMatchObject({ medium, type: 'out' });
  });
});

test('by channel id, the same person is written to', async () => {
  await sample.withHost(async (bot) => {
    const user_id = '61412345678';
    await call(bot, 'flowBotUserSendSubFlowByUserId', { body: { user_id, sub_flow_ns: 'f123s789' } });
    const content = { namespace: 'n', name: 'order', lang: 'en' };
    await call(bot, 'flowBotUserSendWhatsappTemplateByUserId', { body: { user_id, content } });
    expect(await bot.sending.conversation(user_ns)).toHaveLength(4);
    const stranger = { user_id: '4915112345678', content };
    const unknown = call(bot, 'flowBotUserSendWhatsappTemplateByUserId', { body: stranger });
    await expect(unknown).rejects.toMatchObject({ code: 'not_found' });
    const contact = { first_name: 'Emmy' };
    await call(bot, 'flowBotUserSendWhatsappTemplateByUserId', {
      body: { ...stranger, contact, create_if_not_found: 'yes' },
    });
    expect((await bot.overview.people({ search: 'Emmy' })).items).toMatchObject([{ lastMessage: { type: 'out' } }]);
  });
});

test('a document sends all or nothing', async () => {
  await sample.withHost(async (bot) => {
    const content = {
      messages: [{ type: 'text', text: 'Hello' }],
      actions: [{ action: 'add_tag', tag_name: 'No such tag' }],
    };
    const refused = call(bot, 'flowBotUserSendContent', { body: { user_ns, data: { version: 'v1', content } } });
    await expect(refused).rejects.toMatchObject({ code: 'not_found' });
    expect(await bot.sending.conversation(user_ns)).toHaveLength(1);
  });
});

test.each([
  [{ messages: [{ type: 'poem', text: 'Hello' }] }, 'body.data.content.messages[0].type'],
  [{ messages: [{ type: 'image' }] }, 'body.data.content.messages[0].url'],
  [{ messages: Array.from({ length: 11 }, () => ({ type: 'text', text: 'x' })) }, 'body.data.content.messages'],
  [{ actions: [{ action: 'add_tag' }] }, 'body.data.content.actions[0].tag_name'],
])('a document with %j is refused at %s', async (content, path) => {
  await sample.withHost(async (bot) => {
    const refused = call(bot, 'flowBotUserSendContent', { body: { user_ns, data: { content } } });
    await expect(refused).rejects.toMatchObject({ code: 'invalid_input', errors: [{ path }] });
  });
});

test('writing anything needs another scope than starting a flow the owner made', () => {
  const flows = sending.operations.filter(({ scope }) => scope === 'sub-flows:send').map(({ id }) => id);
  expect(flows).toEqual([
    'flowBotUserSendSubFlow',
    'flowBotUserSendSubFlowByFlowName',
    'flowBotUserSendSubFlowByUserId',
    'flowBotUserSendNode',
    'flowBotUserSendMainFlow',
  ]);
  const free = sending.operations.filter(({ scope }) => scope === 'messages:send');
  expect(free).toHaveLength(8);
});
