import { expect, test } from 'vitest';
import { codeOf } from '../../testing/code-of.ts';
import { useSampleChatbot } from '../../testing/index.ts';
import type { Member } from '../../port/members.ts';
import { blankMessage } from '../sending/blank-message.ts';
import { BotMessage } from '../sending/message.entity.ts';
import { blankSubscriber } from '../subscribers/blank-subscriber.ts';
import { BotSubscriber } from '../subscribers/subscriber.entity.ts';

const { withHost } = useSampleChatbot();
const told = (...people: Member[]) => ({ members: { list: async () => people } });
const lin: Member = { memberId: 'usr_new', name: 'Lin', email: 'lin@example.com', image: null, role: 'owner' };

test('tells the workspace, its owner under the number they have as an agent', async () => {
  await withHost(async ({ workspace }) =>
    expect(await workspace.read()).toEqual({
      id: 123,
      name: 'Sample workspace',
      image: 'https://store.example.com/workspace.png',
      owner: { id: 123, name: 'Grace Hopper', email: 'grace@example.com' },
    }),
  );
});

test('gives an owner who is no agent yet a number, the same one each time', async () => {
  await withHost(
    async ({ workspace }) => {
      const first = (await workspace.read()).owner;
      expect(first).toEqual({ id: expect.any(Number), name: 'Lin', email: 'lin@example.com' });
      expect((await workspace.read()).owner).toEqual(first);
    },
    told({ ...lin, memberId: 'usr_admin', role: 'admin' }, lin, { ...lin, memberId: 'usr_second' }),
  );
});

test('tells a workspace that nobody owns, and refuses one that the host does not know', async () => {
  await withHost(
    async ({ workspace }) => expect(await workspace.read()).toMatchObject({ id: 123, owner: null }),
    told({ ...lin, role: 'admin' }),
  );
  await withHost(async (_own, { other }) => expect(await codeOf(other.workspace.read())).toBe('not_found'));
});

test.each([
  [{}, 1],
  [{ name: 'SAM' }, 1],
  [{ name: 'other' }, 0],
  [{ type: 'web' }, 1],
  [{ type: 'telegram' }, 0],
  [{ page: 2 }, 0],
] as const)('lists its one bot with %j', async (query, count) => {
  await withHost(async ({ workspace }) => {
    const { items } = await workspace.listBots(query);
    expect(items).toEqual(Array.from({ length: count }, () => ({ ns: 'f123', name: 'Sample', type: 'web' })));
  });
});

test('counts a day in UTC, of this bot alone', async () => {
  await withHost(
    async ({ workspace }, { em }) => {
      const at = (time: string) => new Date(`2020-02-${time}Z`);
      const person = { ...blankSubscriber, bot: 123, name: 'Lin' };
      await em.insertMany(BotSubscriber, [
        { id: 10_001, ...person, subscribedAt: at('28T10:00:00') },
        { id: 10_002, ...person, subscribedAt: at('29T00:00:00') },
        { id: 10_003, ...person, bot: 124, subscribedAt: at('29T10:00:00') },
      ]);
      const said = { ...blankMessage, subscriber: 10_001, content: 'x' };
      const rows = [
        { ...said, type: 'in', sentAt: at('28T23:59:59') },
        { ...said, type: 'in', sentAt: at('29T00:00:00') },
        { ...said, type: 'out', sentAt: at('29T00:00:10') },
        { ...said, type: 'agent', sentAt: at('29T00:01:00') },
        { ...said, type: 'agent', sentAt: at('29T00:09:00') },
        { ...said, type: 'note', sentAt: at('29T00:09:30') },
        { ...said, type: 'system', sentAt: at('29T00:09:40') },
        { ...said, type: 'out', medium: 'email', sentAt: at('29T01:00:00') },
        { ...said, type: 'in', sentAt: at('29T02:00:00') },
        { ...said, type: 'agent', sentAt: at('29T02:02:00') },
        { ...said, type: 'in', subscriber: 10_003, sentAt: at('29T02:00:00') },
      ] as const;
      await em.insertMany(
        BotMessage,
        rows.map((row, index) => ({ ...row, id: 10_000 + index, mid: `mid.${10_000 + index}` })),
      );
      const days = await workspace.usage('last_7_days', 'f123');
      expect(days.map(({ day }) => day.slice(5)).join()).toBe('02-23,02-24,02-25,02-26,02-27,02-28,02-29');
      const quiet = {
        inMessages: 0,
        outMessages: 0,
        agentMessages: 0,
        notes: 0,
        emails: 0,
        agentResponseSeconds: null,
      };
      const nobody = { newSubscribers: 0, activeSubscribers: 0 };
      expect(days[0]).toEqual({ botNs: 'f123', day: '2020-02-23', subscribers: 0, ...nobody, ...quiet });
      expect(days[5]).toMatchObject({ subscribers: 1, newSubscribers: 1, activeSubscribers: 1, inMessages: 1 });
      expect(await workspace.usage('yesterday')).toEqual([
        {
          botNs: 'f123',
          day: '2020-02-29',
          subscribers: 2,
          newSubscribers: 1,
          activeSubscribers: 1,
          inMessages: 2,
          outMessages: 2,
          agentMessages: 3,
          notes: 1,
          emails: 1,
          agentResponseSeconds: 90,
        },
      ]);
    },
    { now: () => new Date('2020-03-01T00:00:00Z') },
  );
});

test("knows no usage of another workspace's bot", async () => {
  await withHost(async ({ workspace }) => {
    for (const ns of ['f124', 'f', '', '123', 'x'.repeat(9_000)]) {
      expect(await codeOf(workspace.usage('yesterday', ns))).toBe('not_found');
    }
  });
});
