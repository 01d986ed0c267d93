import { useSampleChatbot } from '@minimart/chatbot/testing';
import { createCaller, describeScopePlugin } from '@minimart/scope-kit/testing';
import { expect, test } from 'vitest';
import { team } from './team.ts';

const sample = useSampleChatbot();
describeScopePlugin(team, sample);

const call = createCaller(team);

test('a group is made, filled, changed and deleted', async () => {
  await sample.withHost(async (bot) => {
    const made = (await call(bot, 'teamCreateAgentGroup', { body: { name: 'Night shift', online_first: 2 } })) as {
      id: number;
    };
    expect(made).toMatchObject({
      name: 'Night shift',
      online_first: 2,
      only_view_assigned_to_me: 0,
      image: '',
      members: [],
    });
    const params = { id: String(made.id) };
    await call(bot, 'teamUpdateAgentGroupUsers', { params, body: { members: [{ user_id: 222 }] } });
    const body = { name: 'Early shift', only_view_assigned_to_me: 1 };
    expect(await call(bot, 'teamUpdateAgentGroup', { params, body })).toMatchObject({
      online_first: 2,
      only_view_assigned_to_me: 1,
    });
    expect(await call(bot, 'teamViewAgentGroup', { params })).toMatchObject({
      name: 'Early shift',
      members: [{ user_id: 222, weighting: 1 }],
    });
    await call(bot, 'teamDeleteAgentGroup', { params });
    expect(await call(bot, 'teamAgentGroups')).toMatchObject({ data: [{ id: 123 }], meta: { total: 1 } });
  });
});

test('a label is made, listed and deleted', async () => {
  await sample.withHost(async (bot) => {
    const { id } = (await call(bot, 'teamCreateLabel', { body: { name: 'Partner' } })) as { id: number };
    expect(await call(bot, 'teamLabels', { query: { name: 'part' } })).toMatchObject({
      data: [{ id, name: 'Partner' }],
    });
    await call(bot, 'teamDeleteLabel', { body: { id } });
    await call(bot, 'teamDeleteLabelByName', { body: { name: 'Lead' } });
    expect(await call(bot, 'teamLabels')).toMatchObject({ data: [{ name: 'Customer' }] });
  });
});

test.each([
  ['teamViewAgentGroup', { params: { id: '9001' } }, 'not_found'],
  ['teamViewAgentGroup', { params: { id: '9'.repeat(40) } }, 'invalid_input'],
  ['teamDeleteAgentGroup', { params: { id: '9001' } }, 'not_found'],
  ['teamUpdateAgentGroupUsers', { params: { id: '123' }, body: { members: [{ user_id: 9001 }] } }, 'not_found'],
  ['teamUpdateAgentGroup', { params: { id: '123' }, body: { name: '' } }, 'invalid_input'],
  ['teamCreateAgentGroup', { body: { name: 'Front desk' } }, 'conflict'],
  ['teamDeleteLabel', { body: { id: 9001 } }, 'not_found'],
  ['teamCreateLabel', { body: { name: 'Lead' } }, 'conflict'],
])('%s refuses %j with %s', async (id, input, code) => {
  await sample.withHost(async (bot, { other }) => {
    await expect(call(bot, id, input)).rejects.toMatchObject({ code });
    expect((await other.team.listGroups()).items).toMatchObject([{ name: 'Other group' }]);
  });
});
