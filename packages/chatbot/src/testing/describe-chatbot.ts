import { isRefusal } from '@minimart/problem';
import { describe, expect, test } from 'vitest';
import type { BotSeed } from '../bot-seed.ts';
import { chatbotErrorCodes } from '../chatbot-error.ts';
import { chatbotLimits } from '../chatbot-limits.ts';
import type { Chatbot } from '../chatbot.ts';

/** A seeded bot, whatever it is kept in. */
export type MakeChatbot = (seed: BotSeed & { now?: () => Date }) => Promise<Chatbot>;

const now = new Date('2026-11-23T10:00:00.000Z');
const seed = {
  now: () => now,
  mainFlow: ['Hello!'],
  tags: ['Newsletter', 'VIP', 'Trial 50%'],
  subFlows: [{ name: 'Welcome', steps: ['Welcome aboard!', 'Shall we begin?'] }],
  subscribers: [
    { name: 'Ada', email: 'ada@example.com', conversation: [{ direction: 'in' as const, content: 'Hi', sentAt: now }] },
    { name: 'Grace' },
  ],
};

async function codeOf(call: Promise<unknown>): Promise<string> {
  const thrown = await call.then(
    () => 'answered',
    (error: unknown) => error,
  );
  if (!isRefusal(thrown)) throw thrown;
  expect(chatbotErrorCodes).toContain(thrown.code);
  return thrown.code;
}

/** The contract of the port `Chatbot`, as vitest tests; `make` gives a bot of its own each time. */
export function describeChatbot(name: string, make: MakeChatbot): void {
  describe(`chatbot: ${name}`, () => {
    describeTags(() => make(seed));
    describeLists(() => make(seed));
    describeSending(() => make(seed));

    test('keeps to its own bot: the ids of another one are not found, and nothing happens there', async () => {
      const other = await make(seed);
      const own = await make({ ...seed, tags: [], subFlows: [], subscribers: [] });
      const mixed = await make({ ...seed, tags: [] });
      const [tag, user, subFlow] = [await firstTag(other), await firstUser(other), await firstSubFlow(other)];
      const ownUser = await firstUser(mixed);
      expect(await codeOf(own.deleteTag(tag))).toBe('not_found');
      expect(await codeOf(own.sendText(user, 'Hello'))).toBe('not_found');
      expect(await codeOf(own.conversation(user))).toBe('not_found');
      expect(await codeOf(mixed.sendSubFlow(ownUser, subFlow))).toBe('not_found');
      expect((await own.listTags()).total).toBe(0);
      expect((await other.listTags()).total).toBe(3);
      expect(await other.conversation(user)).toHaveLength(1);
    });
  });
}

function describeTags(make: () => Promise<Chatbot>): void {
  test('makes a tag with an id like f123t456 and lists it last', async () => {
    const bot = await make();
    const tag = await bot.createTag('  Lead ');
    expect(tag).toEqual({ ns: expect.stringMatching(/^f\d+t\d+$/), name: 'Lead' });
    expect((await bot.listTags()).items.at(-1)).toEqual(tag);
  });

  test('refuses a name that is taken, in whatever Unicode form', async () => {
    const bot = await make();
    await bot.createTag('Caf\u00e9');
    expect(await codeOf(bot.createTag('Cafe\u0301'))).toBe('conflict');
    expect(await codeOf(bot.createTag(' VIP '))).toBe('conflict');
    expect((await bot.listTags()).total).toBe(4);
  });

  test('takes a name once when it is asked for many times at once', async () => {
    const bot = await make();
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => bot.createTag('Rush')));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused.map(({ reason }) => reason.code)).toEqual(Array.from({ length: 4 }, () => 'conflict'));
  });

  test.each(['', '   ', 'a\0b', 'half \ud800', 'x'.repeat(chatbotLimits.nameLength + 1)])(
    'refuses the name %j',
    async (name) => {
      const bot = await make();
      expect(await codeOf(bot.createTag(name))).toBe('invalid_input');
      expect((await bot.listTags()).total).toBe(3);
    },
  );

  test('deletes a tag by id and by name, once', async () => {
    const bot = await make();
    const ns = await firstTag(bot);
    await bot.deleteTag(ns);
    await bot.deleteTagByName('VIP');
    expect((await bot.listTags()).items.map(({ name }) => name)).toEqual(['Trial 50%']);
    expect(await codeOf(bot.deleteTag(ns))).toBe('not_found');
    expect(await codeOf(bot.deleteTagByName('VIP'))).toBe('not_found');
  });

  test('finds no tag by an id that is none, or of another kind', async () => {
    const bot = await make();
    const user = await firstUser(bot);
    for (const ns of ['', 'tag', 'f0t0', `f1t${'9'.repeat(40)}`, 'f1t1 or true', 'f1t1\0', user]) {
      expect(await codeOf(bot.deleteTag(ns))).toBe('not_found');
    }
  });
}

function describeLists(make: () => Promise<Chatbot>): void {
  test('cuts a list into pages and says how long the whole is', async () => {
    const bot = await make();
    const second = await bot.listTags({ limit: 2, page: 2 });
    expect(second).toEqual({ items: [expect.objectContaining({ name: 'Trial 50%' })], total: 3, page: 2, limit: 2 });
    expect((await bot.listTags({ limit: 2, page: 3 })).items).toEqual([]);
    expect((await bot.listTags({ limit: 1_000_000 })).limit).toBe(chatbotLimits.pageSize);
  });

  test('searches names for a part in any letter case, with no wildcards', async () => {
    const bot = await make();
    const named = async (name: string) => (await bot.listTags({ name })).items.map((tag) => tag.name);
    expect(await named('vi')).toEqual(['VIP']);
    expect(await named('50%')).toEqual(['Trial 50%']);
    expect(await named('%')).toEqual(['Trial 50%']);
    expect(await named('_')).toEqual([]);
    expect(await named('\\')).toEqual([]);
  });

  test.each([{ limit: 0 }, { limit: 1.5 }, { page: 0 }, { page: 1_001 }, { page: NaN }, { name: '\0' }])(
    'refuses the part of a list that %j asks for',
    async (query) => {
      expect(await codeOf((await make()).listTags(query))).toBe('invalid_input');
    },
  );

  test('lists subscribers and sub flows', async () => {
    const bot = await make();
    const [ada, grace] = (await bot.listSubscribers()).items;
    expect(ada).toEqual({
      ns: expect.stringMatching(/^f\d+u\d+$/),
      name: 'Ada',
      email: 'ada@example.com',
      phone: null,
      subscribedAt: expect.any(Date),
    });
    expect(grace?.name).toBe('Grace');
    expect((await bot.listSubFlows({ name: 'wel' })).items).toEqual([
      { ns: expect.stringMatching(/^f\d+s\d+$/), name: 'Welcome' },
    ]);
  });
}

function describeSending(make: () => Promise<Chatbot>): void {
  test('records a sent text in the conversation of that subscriber alone', async () => {
    const bot = await make();
    const sent = await bot.sendText(await firstUser(bot), 'Your parcel is on its way.');
    expect(sent).toMatchObject({
      direction: 'out',
      content: 'Your parcel is on its way.',
      subFlowNs: null,
      sentAt: now,
    });
    expect((await bot.conversation(await firstUser(bot))).map(({ content }) => content)).toEqual(['Hi', sent.content]);
    const grace = (await bot.listSubscribers({ name: 'Grace' })).items[0]?.ns ?? '';
    expect(await bot.conversation(grace)).toEqual([]);
  });

  test('records a sent sub flow as one message a step, by id and by name', async () => {
    const bot = await make();
    const [user, subFlow] = [await firstUser(bot), await firstSubFlow(bot)];
    const steps = ['Welcome aboard!', 'Shall we begin?'];
    const sent = await bot.sendSubFlow(user, subFlow);
    expect(sent.map(({ content }) => content)).toEqual(steps);
    expect(await bot.conversation(user, 2)).toEqual(sent);
    await bot.sendSubFlowByName(user, ' Welcome ');
    const said = await bot.conversation(user, 4);
    expect(said.map(({ content }) => content)).toEqual([...steps, ...steps]);
    expect(said.map(({ subFlowNs }) => subFlowNs)).toEqual([subFlow, subFlow, subFlow, subFlow]);
    expect(said.map(({ id }) => id)).toEqual(said.map(({ id }) => id).toSorted((a, b) => a - b));
  });

  test('starts the main flow', async () => {
    const bot = await make();
    const user = await firstUser(bot);
    await bot.sendMainFlow(user);
    expect((await bot.conversation(user)).map(({ content }) => content)).toEqual(['Hi', 'Hello!']);
  });

  test('reads only the last messages when asked for few', async () => {
    const bot = await make();
    const user = await firstUser(bot);
    for (const text of ['one', 'two', 'three']) await bot.sendText(user, text);
    expect((await bot.conversation(user, 2)).map(({ content }) => content)).toEqual(['two', 'three']);
  });

  test.each(['', ' \n', 'a\0b', 'x'.repeat(chatbotLimits.textLength + 1)])(
    'refuses a text it cannot send',
    async (text) => {
      const bot = await make();
      const user = await firstUser(bot);
      expect(await codeOf(bot.sendText(user, text))).toBe('invalid_input');
      expect(await bot.conversation(user)).toHaveLength(1);
    },
  );

  test('refuses to send to nobody, or a sub flow that is none', async () => {
    const bot = await make();
    const user = await firstUser(bot);
    expect(await codeOf(bot.sendText('f1u999999999', 'Hello'))).toBe('not_found');
    expect(await codeOf(bot.sendSubFlow(user, 'f1s999999999'))).toBe('not_found');
    expect(await codeOf(bot.sendSubFlow(user, user))).toBe('not_found');
    expect(await codeOf(bot.sendSubFlowByName(user, 'Farewell'))).toBe('not_found');
    expect(await codeOf(bot.sendMainFlow('nobody'))).toBe('not_found');
    expect(await bot.conversation(user)).toHaveLength(1);
  });
}

const firstTag = async (bot: Chatbot) => (await bot.listTags({ limit: 1 })).items[0]?.ns ?? '';
const firstUser = async (bot: Chatbot) => (await bot.listSubscribers({ limit: 1 })).items[0]?.ns ?? '';
const firstSubFlow = async (bot: Chatbot) => (await bot.listSubFlows({ limit: 1 })).items[0]?.ns ?? '';
