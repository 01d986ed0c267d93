import { createTestDatabase } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import { codeOf } from '../../testing/code-of.ts';
import { useSampleChatbot } from '../../testing/index.ts';
import { createBot } from '../bots/create-bot.ts';
import { Broadcast } from '../broadcasts/broadcast.entity.ts';
import { chatbotTables } from '../chatbot-tables.ts';
import { createChatbot } from '../create-chatbot.ts';
import { BotErrorLog } from './error-log.entity.ts';

const { withHost } = useSampleChatbot();
const [welcome, goodbye, theirs] = ['f123s789', 'f123s790', 'f124s9001'];
const day = 24 * 3_600_000;

test('deletes a sub flow that nothing needs, its nodes included', async () => {
  await withHost(async ({ flows, sending }, { em }) => {
    await flows.deleteSubFlow(goodbye);
    expect((await flows.listSubFlows()).items).toEqual([{ ns: welcome, name: 'Welcome' }]);
    expect(await em.execute('select 1 from chatbot.nodes where id = 458')).toEqual([]);
    expect(await codeOf(flows.deleteSubFlow(goodbye))).toBe('not_found');
    expect(await codeOf(sending.subFlow({ ns: 'f123u456' }, { ns: goodbye }))).toBe('not_found');
  });
});

test.each([
  ['setStartFlow', 'the start flow of the bot'],
  ['setWebChatStartFlow', 'the start flow of web chat'],
] as const)('keeps a sub flow chosen by %s until another one begins conversations', async (choose, reason) => {
  await withHost(async ({ flows }) => {
    await flows[choose](goodbye);
    await expect(flows.deleteSubFlow(goodbye)).rejects.toMatchObject({
      code: 'conflict',
      detail: expect.stringContaining(reason),
    });
    await flows[choose](null);
    expect(await codeOf(flows.deleteSubFlow(goodbye))).toBe('answered');
  });
});

test('keeps a sub flow until its broadcast has ended', async () => {
  await withHost(async ({ flows }, { em }) => {
    await expect(flows.deleteSubFlow(welcome)).rejects.toMatchObject({
      code: 'conflict',
      detail: expect.stringContaining('f123b31'),
    });
    await em.nativeUpdate(Broadcast, { id: 31 }, { status: 'Completed' });
    expect(await codeOf(flows.deleteSubFlow(welcome))).toBe('answered');
  });
});

test('choosing one start flow leaves every other setting alone', async () => {
  await withHost(async ({ flows }, { em }) => {
    await flows.setStartFlow(welcome);
    await flows.setWebChatStartFlow(goodbye);
    await flows.chooseAi('claude', '  opus ');
    await flows.chooseTranscription('whisper-1');
    await flows.setStartFlow(null);
    expect(await em.execute('select * from chatbot.bot_settings where bot_id = 123')).toEqual([
      {
        bot_id: '123',
        start_sub_flow_id: null,
        web_chat_start_sub_flow_id: '790',
        ai_provider: 'claude',
        ai_model: 'opus',
        transcription_model: 'whisper-1',
      },
    ]);
    await flows.chooseAi('openai');
    expect(await flows.aiChoice()).toEqual({ provider: 'openai', model: null });
  });
});

test('a bot for which nobody has chosen an AI has none', async () => {
  await withHost(async ({ flows }) => expect(await flows.aiChoice()).toEqual({ provider: null, model: null }));
});

test('counts subscribers by status, those with nobody included', async () => {
  await withHost(async ({ flows }) =>
    expect(await flows.countSubscribers()).toEqual([
      { status: 'open', count: 3 },
      { status: 'pending', count: 0 },
      { status: 'spam', count: 0 },
      { status: 'done', count: 1 },
    ]),
  );
});

test('lists what starts flows, of this bot alone', async () => {
  await withHost(async ({ flows }) => {
    const button = { id: 456, ns: 'f123w456', name: 'Corner button', code: 'corner', isActive: true };
    expect(await flows.listWidgets()).toMatchObject({ items: [{ ...button, subFlowNs: welcome }], total: 1 });
    expect(await flows.listWidgets({ code: 'corner' })).toMatchObject({ total: 1 });
    expect(await flows.listWidgets({ code: 'other' })).toMatchObject({ items: [], total: 0 });
    expect((await flows.listInboundWebhooks()).items).toEqual([
      { uid: 'hook123', name: 'New order', isActive: true, subFlowNs: welcome },
    ]);
    expect((await flows.listTemplateInstalls()).items).toMatchObject([
      { id: 78, botNs: 'f123', workspace: 123, templateNs: 'tpl_welcome', autoUpdate: true, uninstalledAt: null },
    ]);
  });
});

const image = 'The image could not be loaded.';

test.each([
  [{}, ['yesterday', '20 days ago', image]],
  [{ search: 'IMAGE' }, [image]],
  [{ search: '%' }, []],
  [{ nodeNs: 'f123n456' }, [image]],
  [{ nodeNs: 'f123n457' }, []],
  [{ userNs: 'f123u456' }, [image]],
  [{ from: new Date(Date.now() - 2 * day) }, ['yesterday', image]],
  [{ to: new Date(Date.now() - day / 2) }, ['yesterday', '20 days ago']],
  [{ limit: 1, page: 2 }, ['20 days ago']],
])('lists errors with %j', async (query, descriptions) => {
  await withHost(async ({ flows }, { em }) => {
    const blank = { bot: 123, node: null, subscriber: null };
    await em.insertMany(BotErrorLog, [
      { id: 2, ...blank, description: '40 days ago', createdAt: new Date(Date.now() - 40 * day) },
      { id: 3, ...blank, description: '20 days ago', createdAt: new Date(Date.now() - 20 * day) },
      { id: 4, ...blank, description: 'yesterday', createdAt: new Date(Date.now() - day) },
    ]);
    expect((await flows.listErrors(query)).items.map(({ description }) => description)).toEqual(descriptions);
  });
});

test.each([
  [{ from: new Date(Date.now() - 32 * day) }, 'invalid_input'],
  [{ to: new Date(Date.now() - 32 * day) }, 'invalid_input'],
  [{ from: new Date(), to: new Date(Date.now() - day) }, 'invalid_input'],
  [{ search: '\0' }, 'invalid_input'],
  [{ nodeNs: 'f124n9001' }, 'not_found'],
  [{ nodeNs: 'f123n9001' }, 'not_found'],
  [{ userNs: 'f124u9001' }, 'not_found'],
])('refuses to list errors with %j: %s', async (query, code) => {
  await withHost(async ({ flows }) => expect(await codeOf(flows.listErrors(query))).toBe(code));
});

test('knows no sub flow of another bot, under its own id or with its number', async () => {
  await withHost(async ({ flows }) => {
    for (const ns of [theirs, 'f123s9001', 'main', '']) {
      expect(await codeOf(flows.deleteSubFlow(ns))).toBe('not_found');
      expect(await codeOf(flows.setStartFlow(ns))).toBe('not_found');
      expect(await codeOf(flows.setWebChatStartFlow(ns))).toBe('not_found');
    }
  });
});

test('a sub flow that is deleted while it is chosen, sent and broadcast is either there for them or not found', async () => {
  await using db = await createTestDatabase(chatbotTables);
  for (let round = 0; round < 10; round += 1) {
    const workspaceId = `ws_${round}`;
    const seed = { subFlows: [{ name: 'Welcome', steps: ['Hi'] }], subscribers: [{ name: 'Ada' }] };
    const made = await createBot(db.em(), { workspaceId, name: 'Bot', ...seed });
    const [ns, to] = [made.subFlows[0]!.ns, { ns: made.subscribers[0]!.ns }];
    const bot = () => createChatbot(db.em(), workspaceId);
    const audience = { users: [to.ns] };
    const [deleted, chosen, sent, broadcast] = await Promise.all([
      codeOf(bot().flows.deleteSubFlow(ns)),
      codeOf(bot().flows.setStartFlow(ns)),
      codeOf(bot().sending.subFlow(to, { ns })),
      codeOf(bot().broadcasts.create({ audience, what: { subFlowNs: ns } })),
    ]);
    const isKept = chosen === 'answered' || broadcast === 'answered';
    expect([deleted, isKept]).toEqual(isKept ? ['conflict', true] : ['answered', false]);
    for (const code of [chosen, sent, broadcast]) expect(['answered', 'not_found']).toContain(code);
  }
});
