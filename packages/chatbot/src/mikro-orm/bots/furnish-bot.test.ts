import { createTestDatabase } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import { chatbotTables } from '../chatbot-tables.ts';
import { createChatbot } from '../create-chatbot.ts';
import { createBot } from './create-bot.ts';
import { furnishBot, type Furnishing } from './furnish-bot.ts';

const bot = {
  workspaceId: 'ws_1',
  name: 'Fern',
  tags: ['lead'],
  subFlows: [{ name: 'Tour', steps: ['Welcome'] }],
  subscribers: [{ name: 'Maya' }],
};
const furnishing: Furnishing = {
  labels: ['Regular'],
  userFields: [{ name: 'City', type: 'text' }],
  botFields: [{ name: 'Discount', type: 'number', value: 10 }],
  people: [{ name: 'Maya', tags: ['lead'], labels: ['Regular'], values: { City: 'Umeå' } }],
  segments: [{ name: 'Leads', tag: 'lead' }],
  events: [{ name: 'Purchase', textLabel: 'Plant' }],
  triggers: [{ name: 'order_placed', subFlow: 'Tour' }],
  ticketLists: [
    {
      name: 'Repotting',
      code: 'repotting',
      columns: [{ columnName: 'select1', title: 'State', options: [{ key: 1, code: 'new', name: 'New' }] }],
      tickets: [{ person: 'Maya', title: 'Monstera', columns: { select1: 'new' } }],
    },
  ],
  products: [{ name: 'Snake plant', description: 'Likes being forgotten.', price: 1900, quantity: 12 }],
};

test('a furnished bot has everything that plugins work on', async () => {
  await using db = await createTestDatabase(chatbotTables);
  await createBot(db.em(), bot);
  await db.em().transactional((em) => furnishBot(em, 'ws_1', furnishing));
  const host = createChatbot(db.em(), 'ws_1');
  const [maya] = (await host.overview.people()).items;
  expect(await host.overview.person(maya!.ns)).toMatchObject({
    tags: ['lead'],
    labels: ['Regular'],
    fields: [{ name: 'City', value: 'Umeå' }],
  });
  expect((await host.segments.list()).items).toMatchObject([{ name: 'Leads' }]);
  const [segment] = (await host.segments.list()).items;
  expect(await host.subscribers.search({ segmentNs: segment!.ns })).toMatchObject({ total: 1 });
  await host.triggers.fire(maya!.ns, 'order_placed');
  expect(await host.sending.conversation(maya!.ns)).toMatchObject([{ content: 'Welcome' }]);
  const [list] = (await host.tickets.listLists()).items;
  expect((await host.tickets.list(list!.id)).items).toMatchObject([{ title: 'Monstera', values: { select1: 'new' } }]);
});

test('of furnishing that is faulty nothing stays', async () => {
  await using db = await createTestDatabase(chatbotTables);
  await createBot(db.em(), bot);
  const faulty = { ...furnishing, segments: [{ name: 'Lost', tag: 'no such tag' }] };
  await expect(db.em().transactional((em) => furnishBot(em, 'ws_1', faulty))).rejects.toMatchObject({
    code: 'not_found',
  });
  expect((await createChatbot(db.em(), 'ws_1').team.listLabels()).total).toBe(0);
});
