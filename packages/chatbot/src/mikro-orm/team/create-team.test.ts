import { expect, test } from 'vitest';
import type { Member, Members } from '../../port/members.ts';
import { codeOf } from '../../testing/code-of.ts';
import { useSampleChatbot } from '../../testing/index.ts';

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
