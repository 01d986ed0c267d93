import { createTestDatabase } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import type { Member, Members } from '../../port/members.ts';
import { codeOf } from '../../testing/code-of.ts';
import { useSampleChatbot } from '../../testing/index.ts';
import { plantSample, sampleWorkspaces } from '../../testing/plant-sample.ts';
import { chatbotTables } from '../chatbot-tables.ts';
import { createChatbot } from '../create-chatbot.ts';

const { withHost } = useSampleChatbot();
const ada = 'f123u456';
const member = (memberId: string, name: string, role: Member['role'] = 'member'): Member => {
  return { memberId, name, role, email: `${memberId}@example.com`, image: null };
};

test('the agents are who belongs to the workspace now, under numbers that stay', async () => {
  let now = [member('usr_grace', 'Grace Hopper', 'owner'), member('usr_new', 'Newcomer')];
  const members: Members = { list: async () => now };
  await withHost(
    async ({ team }) => {
      const first = (await team.listAgents()).items;
      expect(first.map(({ id, name, role }) => [id, name, role])).toEqual([
        [123, 'Grace Hopper', 'owner'],
        [expect.any(Number), 'Newcomer', 'member'],
      ]);
      now = [member('usr_new', 'Newcomer', 'admin'), member('usr_alan', 'Alan Turing')];
      expect((await team.listAgents()).items.map(({ id, role }) => [id, role])).toEqual([
        [222, 'member'],
        [first[1]?.id, 'admin'],
      ]);
      expect((await team.listAgents({ role: 'admin' })).items.map(({ name }) => name)).toEqual(['Newcomer']);
      expect(await codeOf(team.assign(ada, { agentId: 123 }))).toBe('not_found');
      expect(await codeOf(team.setGroupMembers(123, [{ agentId: 123, weighting: 1 }]))).toBe('not_found');
    },
    { members },
  );
});

test('hands a chat to an agent, to a group, to nobody', async () => {
  await withHost(async ({ team }, { em }) => {
    const assigned = async () => em.execute('select agent_id, agent_group_id from chatbot.subscribers where id = 456');
    await team.assign(ada, { agentId: 222 });
    expect(await assigned()).toEqual([{ agent_id: '222', agent_group_id: null }]);
    await team.assign(ada, { groupId: 123 });
    expect(await assigned()).toEqual([{ agent_id: null, agent_group_id: '123' }]);
    for (const to of [{ agentId: 9001 }, { groupId: 9001 }])
      expect(await codeOf(team.assign(ada, to))).toBe('not_found');
    expect(await codeOf(team.assign('f124u9001', undefined))).toBe('not_found');
    await team.assign(ada, undefined);
    expect(await assigned()).toEqual([{ agent_id: null, agent_group_id: null }]);
  });
});

test('puts labels on a person, all or none, and takes them off', async () => {
  await withHost(async ({ team, overview }) => {
    const labels = async () => (await overview.person(ada)).labels;
    await team.addLabels(ada, ['Customer', 'Lead', ' Customer ']);
    expect(await labels()).toEqual(['Customer', 'Lead']);
    expect(await codeOf(team.removeLabels(ada, ['Lead', 'No such label']))).toBe('not_found');
    expect(await codeOf(team.addLabels(ada, ['Other label']))).toBe('not_found');
    await team.removeLabels(ada, ['Lead']);
    expect(await labels()).toEqual(['Customer']);
    await team.deleteLabel({ name: 'Customer' });
    expect(await labels()).toEqual([]);
    expect(await codeOf(team.deleteLabel({ id: 13 }))).toBe('not_found');
    expect(await codeOf(team.deleteLabel({ id: 9001 }))).toBe('not_found');
    expect(await codeOf(team.createLabel('Lead'))).toBe('conflict');
  });
});

test('a group keeps what a change leaves out', async () => {
  await withHost(async ({ team }) => {
    const group = await team.createGroup({ name: 'Night shift', assignMethod: 'round_robin', onlineFirst: 2 });
    expect(group).toMatchObject({ name: 'Night shift', onlyViewsAssigned: false, image: null, members: [] });
    await team.setGroupMembers(group.id, [
      { agentId: 123, weighting: 1 },
      { agentId: 222, weighting: 3 },
    ]);
    const changed = await team.updateGroup(group.id, { name: 'Early shift' });
    expect(changed).toMatchObject({ name: 'Early shift', assignMethod: 'round_robin', onlineFirst: 2 });
    expect(changed.members).toEqual([
      { agentId: 123, weighting: 1 },
      { agentId: 222, weighting: 3 },
    ]);
    expect(await codeOf(team.updateGroup(group.id, { name: 'Front desk' }))).toBe('conflict');
    expect(await codeOf(team.updateGroup(9001, { name: 'Mine' }))).toBe('not_found');
    expect(await codeOf(team.setGroupMembers(group.id, [{ agentId: 9001, weighting: 1 }]))).toBe('not_found');
    expect((await team.group(group.id)).members).toHaveLength(2);
    await team.deleteGroup(group.id);
    expect(await codeOf(team.group(group.id))).toBe('not_found');
    expect(await codeOf(team.deleteGroup(9001))).toBe('not_found');
  });
});

test('who leaves the workspace is in no group until they are back', async () => {
  let now = [member('usr_grace', 'Grace Hopper', 'owner'), member('usr_alan', 'Alan Turing')];
  await withHost(
    async ({ team }) => {
      const agentsIn = async () => (await team.group(123)).members.map(({ agentId }) => agentId);
      expect(await agentsIn()).toEqual([222]);
      now = now.slice(0, 1);
      expect(await agentsIn()).toEqual([]);
      expect((await team.listGroups()).items[0]?.members).toEqual([]);
      now = [...now, member('usr_alan', 'Alan Turing')];
      expect(await agentsIn()).toEqual([222]);
    },
    { members: { list: async () => now } },
  );
});

test('reading who belongs to the workspace writes nothing where nothing changed', async () => {
  const now = [member('usr_grace', 'Grace Hopper', 'owner'), member('usr_new', 'Newcomer')];
  await withHost(
    async ({ team }, { em }) => {
      const state = async () => [
        await em.execute('select id, xmin::text, xmax::text from chatbot.agents order by id'),
        await em.execute('select last_value from chatbot.agents_id_seq'),
      ];
      await team.listAgents();
      const before = await state();
      await team.listAgents();
      expect(await state()).toEqual(before);
    },
    { members: { list: async () => now } },
  );
});

test('a label, a group or a person that is deleted at the same time is not found, and nothing breaks', async () => {
  await using db = await createTestDatabase(chatbotTables);
  await plantSample(db.em());
  const bot = () => createChatbot(db.em(), sampleWorkspaces.own);
  const codes: string[] = [];
  for (let round = 0; round < 15; round += 1) {
    const { ns } = await bot().subscribers.create({ firstName: `Person ${round}`, email: `${round}@example.com` });
    const label = await bot().team.createLabel(`Label ${round}`);
    const group = await bot().team.createGroup({ name: `Group ${round}` });
    const calls = [
      bot().team.addLabels(ns, [label.name, 'Lead']),
      bot().team.deleteLabel({ id: label.id }),
      bot().team.removeLabels(ns, [label.name]),
      bot().team.assign(ns, { groupId: group.id }),
      bot().team.setGroupMembers(group.id, [{ agentId: 222, weighting: 1 }]),
      bot().team.deleteGroup(group.id),
      bot().team.assign(ns, { agentId: 123 }),
      ...(round % 2 === 0 ? [bot().subscribers.delete(ns)] : []),
    ];
    codes.push(...(await Promise.all(calls.map(codeOf))));
  }
  expect(codes.filter((code) => code !== 'answered' && code !== 'not_found')).toEqual([]);
});
