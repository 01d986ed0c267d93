import { useSampleChatbot } from '@minimart/chatbot/testing';
import { createCaller } from '@minimart/scope-kit/testing';
import { expect, test } from 'vitest';
import { subscribers } from '../subscribers.ts';

const sample = useSampleChatbot();
const call = createCaller(subscribers);
const user_ns = 'f123u456';

test('labels are put on and taken off', async () => {
  await sample.withHost(async (bot) => {
    await call(bot, 'flowBotUserAddLabelsByName', {
      body: { user_ns, data: [{ label_name: 'Customer' }, { label_name: 'Lead' }] },
    });
    expect((await bot.overview.person(user_ns)).labels).toEqual(['Customer', 'Lead']);
    await call(bot, 'flowBotUserRemoveLabelsByName', { body: { user_ns, data: [{ label_name: 'Lead' }] } });
    expect((await bot.overview.person(user_ns)).labels).toEqual(['Customer']);
  });
});

test('a chat is handed to an agent, to a group, and taken back', async () => {
  await sample.withHost(async (bot, { em }) => {
    const assigned = () => em.execute('select agent_id, agent_group_id from chatbot.subscribers where id = 456');
    await call(bot, 'flowBotUserAssignAgent', { body: { user_ns, agent_id: 222 } });
    expect(await assigned()).toEqual([{ agent_id: '222', agent_group_id: null }]);
    await call(bot, 'flowBotUserAssignAgentGroup', { body: { user_ns, agent_group_id: 123 } });
    expect(await assigned()).toEqual([{ agent_id: null, agent_group_id: '123' }]);
    await call(bot, 'flowBotUserUnassignAgent', { body: { user_ns } });
    expect(await assigned()).toEqual([{ agent_id: null, agent_group_id: null }]);
  });
});

test.each([
  ['flowBotUserAddLabelsByName', { user_ns, data: [{ label_name: 'Other label' }] }, 'not_found'],
  [
    'flowBotUserAddLabelsByName',
    { user_ns, data: Array.from({ length: 21 }, () => ({ label_name: 'Lead' })) },
    'invalid_input',
  ],
  ['flowBotUserAssignAgent', { user_ns, agent_id: 9001 }, 'not_found'],
  ['flowBotUserAssignAgentGroup', { user_ns, agent_group_id: 9001 }, 'not_found'],
  ['flowBotUserUnassignAgent', { user_ns: 'f124u9001' }, 'not_found'],
])('%s refuses %j with %s', async (id, body, code) => {
  await sample.withHost(async (bot) => {
    await expect(call(bot, id, { body })).rejects.toMatchObject({ code });
  });
});
