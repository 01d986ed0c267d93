import { useSampleChatbot } from '@minimart/chatbot/testing';
import { createCaller, describeScopePlugin } from '@minimart/scope-kit/testing';
import { expect, test } from 'vitest';
import { flows } from './flows.ts';

const sample = useSampleChatbot();
describeScopePlugin(flows, sample);

const call = createCaller(flows);
const now = () => Math.floor(Date.now() / 1_000);

test('a sub flow can be chosen to begin with, and deleted once it is not', async () => {
  await sample.withHost(async (bot) => {
    const goodbye = { body: { sub_flow_ns: 'f123s790' } };
    for (const choose of ['flowSetDefaultStartFlow', 'flowSetWebChatWidgetDefaultStartFlow']) {
      expect(await call(bot, choose, goodbye)).toEqual({ status: 'ok' });
      await expect(call(bot, 'flowDeleteSubFlow', goodbye)).rejects.toMatchObject({ code: 'conflict' });
      await call(bot, choose, { body: { sub_flow_ns: 'main' } });
    }
    expect(await call(bot, 'flowDeleteSubFlow', goodbye)).toEqual({ status: 'ok' });
    expect(await call(bot, 'flowSubFlows')).toMatchObject({
      data: [{ name: 'Welcome', sub_flow_ns: 'f123s789' }],
      meta: { total: 1 },
    });
  });
});

test('what was never chosen is left out, and what was is answered', async () => {
  await sample.withHost(async (bot) => {
    expect(await call(bot, 'flowGetDefaultAiProvider')).toEqual({ data: {}, status: 'ok' });
    await call(bot, 'flowSetDefaultAiProvider', { body: { ai_provider: 'xai', ai_model: 'grok-4' } });
    expect(await call(bot, 'flowGetDefaultAiProvider')).toMatchObject({
      data: { ai_provider: 'xai', ai_model: 'grok-4' },
    });
    await call(bot, 'flowSetDefaultAiProvider', { body: { ai_provider: 'xai' } });
    expect(await call(bot, 'flowGetDefaultAiProvider')).toMatchObject({ data: { ai_provider: 'xai' } });
  });
});

test('lists are written as the platform API writes them', async () => {
  await sample.withHost(async (bot) => {
    expect(await call(bot, 'flowAgents', { query: { name: 'alan' } })).toMatchObject({
      data: [{ id: 222, name: 'Alan Turing', email: 'alan@example.com', role: 'agent', is_online: false }],
    });
    expect(await call(bot, 'flowBotUsersCount')).toMatchObject({
      data: [{ num: 3, status: 'open' }, { num: 0, status: 'pending' }, { status: 'spam' }, { num: 1, status: 'done' }],
      status: 'ok',
    });
    expect(await call(bot, 'flowChatButtonWidgets')).toMatchObject({
      data: [
        {
          id: 456,
          name: 'Corner button',
          status: 'active',
          widget_code: 'corner',
          widget_ns: 'f123w456',
          js_url: '/widget/f123w456.js',
          sub_flow_ns: 'f123s789',
        },
      ],
    });
    expect(await call(bot, 'flowInboundWebhooks')).toMatchObject({
      data: [{ hook_uid: 'hook123', name: 'New order', status: 'active', sub_flow_ns: 'f123s789' }],
    });
    expect(await call(bot, 'FlowTemplatesInstalls')).toMatchObject({
      data: [{ id: 78, team_id: 123, flow_ns: 'f123', scope: 'bot,sub_flow', can_view: 1, can_edit: 0 }],
    });
  });
});

test('errors are found by node, person, text and time, and the links go on with the same search', async () => {
  await sample.withHost(async (bot) => {
    const query = { search: 'IMAGE', node_ns: 'f123n456', user_ns: 'f123u456', start_time: `${now() - 86_400}` };
    const answer = await call(bot, 'flowErrorLogData', { query: { ...query, end_time: `${now()}` } });
    expect(answer).toMatchObject({
      data: [
        {
          id: 1,
          description: 'The image could not be loaded.',
          flow_ns: 'f123',
          node_ns: 'f123n456',
          user_ns: 'f123u456',
          created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        },
      ],
      links: { first: expect.stringContaining(`start_time=${query.start_time}`) },
      status: 'ok',
    });
    const later = { start_time: now() - 60 };
    expect(await call(bot, 'flowErrorLogData', { query: later })).toMatchObject({ data: [] });
  });
});

test.each([
  { limit: '1001' },
  { page: '101' },
  { start_time: '1' },
  { start_time: 'yesterday' },
  { start_time: `${Date.now()}` },
  { end_time: '-1' },
  { start_time: '1e300' },
])('refuses to list errors with %j', async (query) => {
  await sample.withHost(async (bot) => {
    await expect(call(bot, 'flowErrorLogData', { query })).rejects.toMatchObject({ code: 'invalid_input' });
  });
});

test.each([
  ['flowDeleteSubFlow', { sub_flow_ns: 'f124s9001' }, 'not_found'],
  ['flowDeleteSubFlow', { sub_flow_ns: 'f123s789' }, 'conflict'],
  ['flowDeleteSubFlow', { sub_flow_ns: 'main' }, 'not_found'],
  ['flowSetDefaultStartFlow', { sub_flow_ns: 'f124s9001' }, 'not_found'],
  ['flowSetDefaultStartFlow', { sub_flow_ns: 'Main' }, 'not_found'],
  ['flowSetWebChatWidgetDefaultStartFlow', { sub_flow_ns: 'f124s9001' }, 'not_found'],
  ['flowSetDefaultAiProvider', { ai_provider: 'hal' }, 'invalid_input'],
  ['flowSetDefaultAiProvider', { ai_provider: 'xai', ai_model: ' ' }, 'invalid_input'],
  ['flowSetDefaultAiProvider', { ai_provider: 'xai', ai_model: 'x'.repeat(101) }, 'invalid_input'],
  ['flowSetAudioTranscription', { stt_model: 'whisper-2' }, 'invalid_input'],
])('%s refuses %j with %s', async (id, body, code) => {
  await sample.withHost(async (bot, { other }) => {
    await expect(call(bot, id, { body })).rejects.toMatchObject({ code });
    expect((await other.flows.listSubFlows()).items).toEqual([{ ns: 'f124s9001', name: 'Other flow' }]);
    expect(await bot.flows.aiChoice()).toEqual({ provider: null, model: null });
  });
});
