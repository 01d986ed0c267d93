import { useSampleChatbot } from '@minimart/chatbot/testing';
import { createCaller, describeScopePlugin } from '@minimart/scope-kit/testing';
import { expect, test } from 'vitest';
import { broadcasts } from './broadcasts.ts';

const sample = useSampleChatbot();
describeScopePlugin(broadcasts, sample);

const call = createCaller(broadcasts);
const sub_flow_ns = 'f123s789';
const newest = (answer: unknown) => (answer as { data: Record<string, unknown>[] }).data[0];
const template = { namespace: 'n', name: 'order', lang: 'en' };

test.each([
  ['flowBotUserBroadcast', { user_ns_list: 'f123u111, f123u222,f123u111', sub_flow_ns }, 2],
  ['flowBotUserBroadcastByUserId', { user_id_list: '61412345678', sub_flow_ns }, 1],
  ['flowBotUserBroadcastBySegment', { segment_ns: 'f123sg34,f123sg56', sub_flow_ns }, 1],
  [
    'flowBotUserBroadcastByTag',
    { tags: ['f123t456', 'f123t568'], exclude_tags: ['f123t568'], sub_flow_ns, name: 'News' },
    1,
  ],
  ['flowBotUserBroadcastWhatsappTemplateByTag', { tags: ['f123t456'], wa_template: template }, 1],
  ['flowBotUserBroadcastWhatsappTemplateByUserId', { user_id_list: '61412345678', wa_template: template }, 1],
  [
    'flowBotUserBroadcastFacebookUtilityMessageTemplateByTag',
    { tags: ['f123t456'], facebook_utility_message_template: template },
    1,
  ],
  [
    'flowBotUserBroadcastFacebookUtilityMessageTemplateByUserId',
    { user_id_list: '61412345678', facebook_utility_message_template: template },
    1,
  ],
])('%s with %j waits for %i', async (id, body, recipients) => {
  await sample.withHost(async (bot) => {
    expect(await call(bot, id, { body })).toEqual({ status: 'ok' });
    expect(newest(await call(bot, 'flowBotUserBroadcasts'))).toMatchObject({ recipients, sent: 0, status: 'New' });
  });
});

test('a broadcast is scheduled, cancelled and erased', async () => {
  await sample.withHost(async (bot) => {
    const scheduled_time = Math.floor(Date.now() / 1000) + 3600;
    await call(bot, 'flowBotUserBroadcast', { body: { user_ns_list: 'f123u456', sub_flow_ns, scheduled_time } });
    const listed = newest(await call(bot, 'flowBotUserBroadcasts', { query: { status: 'Scheduled', limit: '1' } }));
    expect(listed).toMatchObject({ status: 'Scheduled', recipients: 1, scheduled_time: expect.any(String) });
    const query = { broadcast_ns: listed?.['broadcast_ns'] };
    await call(bot, 'flowBotUserCancelBroadcast', { query });
    await call(bot, 'flowBotUserDeleteBroadcast', { query });
    await expect(call(bot, 'flowBotUserDeleteBroadcast', { query })).rejects.toMatchObject({ code: 'not_found' });
  });
});

test.each([
  ['flowBotUserBroadcast', { body: { user_ns_list: 'f123u456,f124u9001', sub_flow_ns } }, 'not_found'],
  ['flowBotUserBroadcast', { body: { user_ns_list: ' , ', sub_flow_ns } }, 'invalid_input'],
  [
    'flowBotUserBroadcast',
    { body: { user_ns_list: Array.from({ length: 201 }, (_, n) => `f123u${n}`).join(','), sub_flow_ns } },
    'invalid_input',
  ],
  ['flowBotUserBroadcast', { body: { user_ns_list: 'f123u456', sub_flow_ns: 'f124s9001' } }, 'not_found'],
  ['flowBotUserBroadcast', { body: { user_ns_list: 'f123u456', sub_flow_ns, max_per_minute: 0 } }, 'invalid_input'],
  [
    'flowBotUserBroadcast',
    { body: { user_ns_list: 'f123u456', sub_flow_ns, scheduled_time: 1_786_123_679_000 } },
    'invalid_input',
  ],
  ['flowBotUserBroadcastByTag', { body: { tags: ['f124t9001'], sub_flow_ns } }, 'not_found'],
  ['flowBotUserBroadcastByTag', { body: { tags: [], sub_flow_ns } }, 'invalid_input'],
  ['flowBotUserBroadcastBySegment', { body: { segment_ns: 'f124sg9001', sub_flow_ns } }, 'not_found'],
  ['flowBotUserCancelBroadcast', { query: { broadcast_ns: 'f124b9001' } }, 'not_found'],
  ['flowBotUserCancelBroadcast', { query: { broadcast_ns: 'f123b32' } }, 'conflict'],
  ['flowBotUserDeleteBroadcast', { query: { broadcast_ns: 'f123b31' } }, 'conflict'],
  ['flowBotUserBroadcasts', { query: { limit: '101' } }, 'invalid_input'],
  ['flowBotUserBroadcasts', { query: { status: 'Lost' } }, 'invalid_input'],
])('%s refuses %j with %s, and nothing changes', async (id, input, code) => {
  await sample.withHost(async (bot) => {
    await expect(call(bot, id, input)).rejects.toMatchObject({ code });
    expect(await call(bot, 'flowBotUserBroadcasts')).toMatchObject({
      data: [{ status: 'Cancelled' }, { status: 'Scheduled' }],
    });
  });
});
