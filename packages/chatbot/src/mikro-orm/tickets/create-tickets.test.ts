import { createTestDatabase } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import { codeOf } from '../../testing/code-of.ts';
import { useSampleChatbot } from '../../testing/index.ts';
import { plantSample, sampleWorkspaces } from '../../testing/plant-sample.ts';
import { chatbotTables } from '../chatbot-tables.ts';
import { createChatbot } from '../create-chatbot.ts';

const { withHost } = useSampleChatbot();
const zip = { listId: 10, ticketId: 456 };

test('the log says that a ticket was made, under which title and with which choices, and what changed of them', async () => {
  await withHost(async ({ tickets }) => {
    const columns = { title: 'Lost key', select1: 'low', text1: 'SN-1' };
    const { id: ticketId } = await tickets.create(10, { userNs: 'f123u111', columns });
    const ref = { listId: 10, ticketId };
    await tickets.update(ref, { columns: { title: 'Lost key', select1: 'low', text1: 'SN-2' } });
    await tickets.update(ref, { columns: { title: 'Found key', select1: 'high' } });
    const log = await tickets.log(10, { ticketId });
    expect(log.map(({ action, column, value }) => [action, column, value])).toEqual([
      ['create', 'title', null],
      ['create', 'select1', 1],
      ['update', 'title', null],
      ['update', 'select1', 2],
    ]);
    expect(log.every(({ userNs, flowNs }) => userNs === 'f123u111' && flowNs === 'f123')).toBe(true);
  });
});

test('a moment is read in the form it is written in', async () => {
  await withHost(async ({ tickets }) => {
    await tickets.update(zip, { columns: { datetime1: '2024-10-15 14:30:00' } });
    expect((await tickets.list(10)).items[0]?.values).toMatchObject({ datetime1: '2024-10-15 14:30:00' });
    await tickets.update(zip, { columns: { datetime1: null } });
    expect((await tickets.list(10)).items[0]?.values).not.toHaveProperty('datetime1');
  });
});

test.each(['http://files.example.com/a.pdf', 'https:files.example.com', ' https://files.example.com', 'https://', ''])(
  'an attachment at %j is refused, and with it the whole change',
  async (file) => {
    await withHost(async ({ tickets }) => {
      const comment = { content: 'See the file.', file };
      expect(await codeOf(tickets.comment(zip, comment))).toBe('invalid_input');
      expect(await codeOf(tickets.update(zip, { columns: { title: 'Changed' }, comment }))).toBe('invalid_input');
      expect((await tickets.list(10)).items[0]?.title).toBe('Broken zip');
      expect((await tickets.comments(zip)).total).toBe(1);
    });
  },
);

test('who leaves the workspace can be given no ticket, and stays in those they have', async () => {
  const alan = { memberId: 'usr_alan', name: 'Alan', email: 'alan@example.com', image: null, role: 'agent' as const };
  let now = [alan];
  await withHost(
    async ({ tickets }) => {
      await tickets.update(zip, { columns: { assignee: 222 } });
      now = [];
      expect(await codeOf(tickets.update(zip, { columns: { assignee: 222 } }))).toBe('not_found');
      expect((await tickets.list(10)).items[0]?.values).toMatchObject({ assignee: 222 });
    },
    { members: { list: async () => now } },
  );
});

test("a change waits for no other workspace's ticket", async () => {
  await using db = await createTestDatabase(chatbotTables);
  await plantSample(db.em());
  const theirs = db.em();
  await theirs.begin();
  await theirs.execute('select 1 from chatbot.tickets where id = 9001 for update');
  const { tickets } = createChatbot(db.em(), sampleWorkspaces.own);
  const ref = { listId: 10, ticketId: 9001 };
  expect(await codeOf(tickets.update(ref, { columns: { title: 'Mine' } }))).toBe('not_found');
  expect(await codeOf(tickets.comment(ref, { content: 'Mine', file: null }))).toBe('not_found');
  await theirs.rollback();
});

test.each([
  ['a ticket', 'delete from chatbot.tickets where id = 456', 'comment'],
  ['a ticket', 'delete from chatbot.tickets where id = 456', 'update'],
  ['a person', 'delete from chatbot.subscribers where id = 456', 'create'],
] as const)('%s that is deleted at the same time is not found (%s, %s)', async (_, deletion, call) => {
  await using db = await createTestDatabase(chatbotTables);
  await plantSample(db.em());
  const { tickets } = createChatbot(db.em(), sampleWorkspaces.own);
  const comment = { content: 'Too late.', file: null };
  const calls = {
    comment: () => tickets.comment(zip, comment),
    update: () => tickets.update(zip, { columns: { title: 'Too late' }, comment }),
    create: () => tickets.create(10, { userNs: 'f123u456', columns: { title: 'Too late' } }),
  };
  const deleting = db.em();
  await deleting.begin();
  await deleting.execute(deletion);
  const code = codeOf(calls[call]());
  await untilSomebodyWaits(db.em());
  await deleting.commit();
  expect(await code).toBe('not_found');
});

/** Until a statement of this database waits for a lock; every database of a test has its own connections. */
async function untilSomebodyWaits(em: { execute(sql: string): Promise<unknown> }): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const waiting = (await em.execute(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )) as unknown[];
    if (waiting.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('Nobody waited.');
}
