import { createTestDatabase } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import { createOrm, migrate } from '@minimart/database';
import { chatbotTables } from '../chatbot-tables.ts';

test('a bot from before the plugins keeps its flows and conversations', async () => {
  const [first] = chatbotTables.migrations;
  if (!first) throw new Error('There is a first migration.');
  await using db = await createTestDatabase({ ...chatbotTables, migrations: [first] });
  await db.em().execute(`
    with bot as (insert into chatbot.bots (workspace_id, name, main_flow, created_at) values ('ws_1', 'Bot', '[]', now()) returning id),
    flow as (insert into chatbot.sub_flows (bot_id, name, steps) select id, 'Welcome', '["Hi", "Bye"]' from bot returning id),
    person as (insert into chatbot.subscribers (bot_id, name, subscribed_at) select id, 'Ada', now() from bot returning id)
    insert into chatbot.messages (subscriber_id, direction, content, sent_at)
    select id, 'in', 'Hello', '2026-11-01T10:00:00Z' from person`);
  await using later = await reopened(db.url);
  expect((await migrate(later.orm)).length).toBe(chatbotTables.migrations.length - 1);
  expect(await later.orm.em.execute('select position, name, content from chatbot.nodes order by position')).toEqual([
    { position: 1, name: 'Step 1', content: 'Hi' },
    { position: 2, name: 'Step 2', content: 'Bye' },
  ]);
  expect(await later.orm.em.execute('select type, medium, media_type, mid from chatbot.messages')).toEqual([
    { type: 'in', medium: 'chat', media_type: 'text', mid: 'm1' },
  ]);
  expect(
    await later.orm.em.execute(
      'select channel, status, last_message_type, last_interaction_at from chatbot.subscribers',
    ),
  ).toEqual([
    {
      channel: 'web',
      status: 'open',
      last_message_type: 'text',
      last_interaction_at: '2026-11-01 10:00:00+00',
    },
  ]);
});

async function reopened(url: string) {
  const orm = await createOrm({ url, tables: [chatbotTables] });
  return { orm, [Symbol.asyncDispose]: () => orm.close(true) };
}
