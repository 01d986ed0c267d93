import { createTestDatabase } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import { chatbotLimits } from '../../chatbot-limits.ts';
import { codeOf } from '../../testing/code-of.ts';
import { useSampleChatbot } from '../../testing/index.ts';
import { createBot } from '../bots/create-bot.ts';
import { chatbotTables } from '../chatbot-tables.ts';
import { createChatbot } from '../create-chatbot.ts';
import { BotTag } from './tag.entity.ts';

const { withHost } = useSampleChatbot();

test('makes a tag with an id like f123t456 and lists it last', async () => {
  await withHost(async ({ tags }) => {
    const tag = await tags.create('  Lead ');
    expect(tag).toEqual({ ns: expect.stringMatching(/^f123t\d+$/), name: 'Lead' });
    expect((await tags.list()).items.at(-1)).toEqual(tag);
  });
});

test('refuses a name that is taken, in whatever Unicode form', async () => {
  await withHost(async ({ tags }) => {
    await tags.create('Caf\u00e9');
    expect(await codeOf(tags.create('Cafe\u0301'))).toBe('conflict');
    expect(await codeOf(tags.create(' Newsletter '))).toBe('conflict');
    expect((await tags.list()).total).toBe(3);
  });
});

test.each(['', '   ', 'a\0b', 'half \ud800', 'x'.repeat(chatbotLimits.nameLength + 1)])(
  'refuses the name %j',
  async (name) => {
    await withHost(async ({ tags }) => {
      expect(await codeOf(tags.create(name))).toBe('invalid_input');
      expect((await tags.list()).total).toBe(2);
    });
  },
);

test('deletes a tag by id and by name, once', async () => {
  await withHost(async ({ tags }) => {
    await tags.delete('f123t456');
    await tags.deleteByName('Trial');
    expect((await tags.list()).items).toEqual([]);
    expect(await codeOf(tags.delete('f123t456'))).toBe('not_found');
    expect(await codeOf(tags.deleteByName('Trial'))).toBe('not_found');
  });
});

test('finds no tag by an id that is none, of another kind or of another bot', async () => {
  await withHost(async ({ tags }, { other }) => {
    const ids = [
      '',
      'tag',
      'f0t0',
      `f123t${'9'.repeat(40)}`,
      'f123t1 or true',
      'f123t1\0',
      'f123u456',
      'f124t9001',
      'f123t9001',
    ];
    for (const ns of ids) expect(await codeOf(tags.delete(ns))).toBe('not_found');
    expect((await other.tags.list()).total).toBe(1);
  });
});

test('cuts a list into pages and says how long the whole is', async () => {
  await withHost(async ({ tags }) => {
    await tags.create('VIP');
    expect(await tags.list({ limit: 2 })).toMatchObject({ total: 3, page: 1, limit: 2, items: [{}, {}] });
    expect((await tags.list({ limit: 2, page: 2 })).items.map(({ name }) => name)).toEqual(['VIP']);
    expect((await tags.list({ page: 2 })).items).toEqual([]);
    expect((await tags.list({ limit: 1_000_000 })).limit).toBe(chatbotLimits.pageSize);
  });
});

test('searches names for a part in any letter case, with no wildcards', async () => {
  await withHost(async ({ tags }) => {
    await tags.create('Half 50%');
    const named = async (name: string) => (await tags.list({ name })).items.map((tag) => tag.name);
    expect(await named('NEWS')).toEqual(['Newsletter']);
    expect(await named('50%')).toEqual(['Half 50%']);
    expect(await named('%')).toEqual(['Half 50%']);
    expect(await named('_')).toEqual([]);
    expect(await named('\\')).toEqual([]);
  });
});

test.each([{ limit: 0 }, { limit: 1.5 }, { page: 0 }, { page: 1_001 }, { page: NaN }, { name: '\0' }])(
  'refuses the part of a list that %j asks for',
  async (query) => {
    await withHost(async ({ tags }) => expect(await codeOf(tags.list(query))).toBe('invalid_input'));
  },
);

test('takes a name once when it is asked for many times at once', async () => {
  await using db = await createTestDatabase(chatbotTables);
  await createBot(db.em(), { workspaceId: 'ws_1', name: 'Bot' });
  const attempts = Array.from({ length: 5 }, () => codeOf(createChatbot(db.em(), 'ws_1').tags.create('Rush')));
  expect((await Promise.all(attempts)).toSorted()).toEqual([
    'answered',
    'conflict',
    'conflict',
    'conflict',
    'conflict',
  ]);
});

test('stops at the thousandth tag, several requests at once included', async () => {
  await using db = await createTestDatabase(chatbotTables);
  const { ns } = await createBot(db.em(), { workspaceId: 'ws_1', name: 'Bot' });
  const bot = Number(ns.slice(1));
  const rows = Array.from({ length: chatbotLimits.tags - 1 }, (_, index) => ({ bot, name: `${index}` }));
  await db.em().insertMany(BotTag, rows);
  const attempts = ['first', 'second', 'third'].map((name) => codeOf(createChatbot(db.em(), 'ws_1').tags.create(name)));
  expect((await Promise.all(attempts)).toSorted()).toEqual(['answered', 'limit_reached', 'limit_reached']);
  expect((await createChatbot(db.em(), 'ws_1').tags.list({ limit: 1 })).total).toBe(chatbotLimits.tags);
});
