import type { Member } from '@minimart/chatbot';
import { useSampleChatbot } from '@minimart/chatbot/testing';
import { createCaller, describeScopePlugin } from '@minimart/scope-kit/testing';
import { expect, test } from 'vitest';
import { workspace } from './workspace.ts';

const sample = useSampleChatbot();
describeScopePlugin(workspace, sample);

const call = createCaller(workspace);
const owner: Member = {
  memberId: 'usr_alan',
  name: 'Alan Turing',
  email: 'alan@example.com',
  image: null,
  role: 'owner',
};

test('tells the workspace, and the owner as the user behind the token', async () => {
  await sample.withHost(async (bot) => {
    expect(await call(bot, 'workspaceInfo')).toEqual({
      data: {
        id: 123,
        name: 'Sample workspace',
        image: 'https://store.example.com/workspace.png',
        owner_id: 123,
        owner_email: 'grace@example.com',
      },
      status: 'ok',
    });
    expect(await call(bot, 'UserInfo')).toEqual({ id: 123, name: 'Grace Hopper', email: 'grace@example.com' });
  });
});

test('leaves out what is not known', async () => {
  const facts = { name: 'Tea House', image: null };
  const told = (...people: Member[]) => ({
    workspaceInfo: { read: async () => facts },
    members: { list: async () => people },
  });
  await sample.withHost(async (bot) => {
    expect(await call(bot, 'workspaceInfo')).toEqual({ data: { id: 123, name: 'Tea House' }, status: 'ok' });
    expect(await call(bot, 'UserInfo')).toEqual({});
  }, told());
  await sample.withHost(async (bot) => {
    expect(await call(bot, 'workspaceInfo')).toMatchObject({ data: { owner_id: 222, owner_email: owner.email } });
  }, told(owner));
});

test('lists who works there', async () => {
  await sample.withHost(async (bot) => {
    const alan = { id: 222, name: 'Alan Turing', email: 'alan@example.com', role: 'agent', is_online: false };
    expect(await call(bot, 'workspaceMembers')).toMatchObject({ data: [{ id: 123, role: 'owner' }, alan] });
    expect(await call(bot, 'workspaceMembers', { query: { role: 'agent' } })).toMatchObject({
      data: [alan],
      links: { first: '?limit=20&page=1&role=agent' },
    });
  });
});

test('finds people as the list of subscribers does', async () => {
  await sample.withHost(async (bot) => {
    const query = { email: 'ADA@', is_channel: 'whatsapp_cloud', is_opt_in_email: 'yes', limit: '5' };
    expect(await call(bot, 'teamBotUsers', { query })).toMatchObject({
      data: [{ user_ns: 'f123u456', name: 'Ada Lovelace', tags: [{ name: 'Newsletter' }] }],
      links: { first: '?limit=5&page=1&email=ADA%40&is_channel=whatsapp_cloud&is_opt_in_email=yes' },
      meta: { total: 1 },
    });
    expect(await call(bot, 'teamBotUsers')).toMatchObject({ meta: { total: 4 } });
    expect(await call(bot, 'teamBotUsers', { query: { name: 'somebody else' } })).toMatchObject({ data: [] });
  });
});

test('lists the one bot', async () => {
  await sample.withHost(async (bot) => {
    const data = [{ flow_ns: 'f123', name: 'Sample', type: 'web' }];
    expect(await call(bot, 'workspaceBots', { query: { type: 'web' } })).toMatchObject({ data, meta: { total: 1 } });
    expect(await call(bot, 'workspaceBots', { query: { type: 'telegram' } })).toMatchObject({ data: [] });
  });
});

test('sums up yesterday unless asked for another period', async () => {
  await sample.withHost(
    async (bot) => {
      const day = { flow_ns: 'f123', total_bot_users: 4, day_in_messages: 1, day_active_bot_users: 1 };
      const answer = (await call(bot, 'AnalyticsFlowSummary')) as { data: unknown[] };
      expect(answer.data).toMatchObject([{ ...day, day_out_messages: 0, day_total_messages: 1 }]);
      expect(answer.data[0]).not.toHaveProperty('avg_agent_response_time');
      const query = { range: 'last_7_days', flow_ns: 'f123' };
      expect(((await call(bot, 'AnalyticsFlowSummary', { query })) as { data: unknown[] }).data).toHaveLength(7);
    },
    // The sample's one message came half an hour before it was planted.
    { now: () => new Date(Date.now() - 30 * 60_000 + 24 * 3_600_000) },
  );
});

test.each([
  ['AnalyticsFlowSummary', { flow_ns: 'f124' }, 'not_found'],
  ['AnalyticsFlowSummary', { range: 'today' }, 'invalid_input'],
  ['workspaceMembers', { role: 'guest' }, 'invalid_input'],
  ['teamBotUsers', { limit: '101' }, 'invalid_input'],
  ['teamBotUsers', { is_channel: 'fax' }, 'invalid_input'],
  ['workspaceBots', { type: 'fax' }, 'invalid_input'],
  ['workspaceBots', { page: '101' }, 'invalid_input'],
])('%s refuses %j with %s', async (id, query, code) => {
  await sample.withHost(async (bot) => {
    await expect(call(bot, id, { query })).rejects.toMatchObject({ code });
  });
});
