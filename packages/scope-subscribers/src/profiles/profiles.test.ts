import { useSampleChatbot } from '@minimart/chatbot/testing';
import { createCaller } from '@minimart/scope-kit/testing';
import { expect, test } from 'vitest';
import { subscribers } from '../subscribers.ts';

const sample = useSampleChatbot();
const call = createCaller(subscribers);

type BotUser = Record<string, unknown> & { user_ns: string };
type List = { data: BotUser[]; links: { next: string | null }; meta: { total: number } };

const user_ns = 'f123u456';
const time = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);

test('a subscriber is shown with all that is known, and nothing that is not', async () => {
  await sample.withHost(async (bot) => {
    expect(await call(bot, 'flowBotUserInfo', { query: { user_ns } })).toStrictEqual(
      expect.objectContaining({
        user_ns,
        user_id: '61412345678',
        name: 'Ada Lovelace',
        first_name: 'Ada',
        email: 'ada@example.com',
        phone: '+61412345678',
        language: 'en',
        subscribed: time,
        opted_in_email: time,
        last_interaction: time,
        tags: [{ name: 'Newsletter', tag_ns: 'f123t456' }],
        user_fields: [expect.objectContaining({ name: 'City', var_ns: 'f123v345', var_type: 'text', value: 'London' })],
      }),
    );
    const dorothy = await call(bot, 'flowBotUserInfo', { query: { user_ns: 'f123u333' } });
    expect(JSON.parse(JSON.stringify(dorothy))).toEqual({
      user_ns: 'f123u333',
      name: 'Dorothy Vaughan',
      email: '',
      phone: '',
      subscribed: time,
      tags: [],
      user_fields: [],
    });
  });
});

test('a subscriber is found by who they are on the channel', async () => {
  await sample.withHost(async (bot) => {
    const found = await call(bot, 'flowBotUserInfoByUserId', { query: { user_id: '61245638917' } });
    expect(found).toMatchObject({ user_ns: 'f123u222' });
  });
});

test('a subscriber can be added, changed, found and removed', async () => {
  await sample.withHost(async (bot) => {
    const body = { phone: '61412340000', email: '', first_name: 'Grace', last_name: 'Hopper' };
    const added = (await call(bot, 'flowCreateBotUser', { body })) as BotUser;
    expect(added).toMatchObject({ name: 'Grace Hopper', phone: '61412340000', email: '' });
    const change = { user_ns: added.user_ns, gender: 'female', last_name: 'Murray Hopper' };
    expect(await call(bot, 'flowUpdateBotUser', { body: change })).toMatchObject({
      name: 'Grace Murray Hopper',
      gender: 'female',
      phone: '61412340000',
    });
    const list = (await call(bot, 'flowBotUsers', { query: { name: 'murray' } })) as List;
    expect(list.data.map((each) => each.user_ns)).toEqual([added.user_ns]);
    const which = { user_ns: added.user_ns };
    expect(await call(bot, 'flowDeleteBotUser', { body: which })).toEqual({ status: 'ok' });
    await expect(call(bot, 'flowBotUserInfo', { query: which })).rejects.toMatchObject({ code: 'not_found' });
  });
});

test('a hundred people can be added at once, with their tags and values', async () => {
  await sample.withHost(async (bot) => {
    const users = Array.from({ length: 100 }, (_, index) => ({
      phone: `6141234${1_000 + index}`,
      email: '',
      tags: [{ tag_name: 'Trial' }, { tag_name: 'No such tag' }],
      user_fields: [{ var_ns: 'f123v346', value: `${index}` }],
    }));
    expect(await call(bot, 'flowCreateManyBotUsers', { body: { users } })).toEqual({ status: 'ok' });
    const query = { tag_ns: 'f123t568', user_field_ns: 'f123v346', user_field_value: '42' };
    expect(await call(bot, 'flowBotUsers', { query })).toMatchObject({
      data: [{ phone: '61412341042', tags: [{ name: 'Trial' }], user_fields: [{ var_type: 'number', value: '42' }] }],
      meta: { total: 1 },
    });
  });
});

test('leaving, coming back and each consent show', async () => {
  await sample.withHost(async (bot) => {
    const seen = async () => (await call(bot, 'flowBotUserInfo', { query: { user_ns } })) as BotUser;
    const steps = [
      ['flowBotUserUnsubscribeFromBot', 'subscribed', false],
      ['flowBotUserSubscribeToBot', 'subscribed', true],
      ['flowBotUserOptOutEmail', 'opted_in_email', false],
      ['flowBotUserOptInEmail', 'opted_in_email', true],
      ['flowBotUserOptInSms', 'opted_in_sms', true],
      ['flowBotUserOptOutSms', 'opted_in_sms', false],
    ] as const;
    for (const [id, field, isThere] of steps) {
      expect(await call(bot, id, { body: { user_ns } })).toEqual({ status: 'ok' });
      expect((await seen())[field], id).toEqual(isThere ? time : undefined);
    }
  });
});

test('the links of a search lead through all its pages', async () => {
  await sample.withHost(async (bot) => {
    const seen: unknown[] = [];
    let link: string | null = '?limit=1&page=1&is_opt_in_email=no&name=son';
    while (link !== null) {
      const query = Object.fromEntries(new URLSearchParams(link));
      const { data, links, meta } = (await call(bot, 'flowBotUsers', { query })) as List;
      expect(meta.total).toBe(2);
      seen.push(...data.map(({ name }) => name));
      link = links.next;
    }
    expect(seen).toEqual(['Katherine Johnson', 'Mary Jackson']);
  });
});

test.each([
  [{ limit: '101' }, 'invalid_input'],
  [{ page: '1001' }, 'invalid_input'],
  [{ is_channel: 'pigeon' }, 'invalid_input'],
  [{ is_opt_in_sms: 'maybe' }, 'invalid_input'],
  [{ label_id: 'Lead' }, 'invalid_input'],
  [{ label_id: '' }, 'invalid_input'],
  [{ user_field_ns: 'f123v345' }, 'invalid_input'],
  [{ user_field_value: 'London' }, 'invalid_input'],
  [{ user_field_ns: 'f123v346', user_field_value: 'seven' }, 'invalid_input'],
  [{ segment_ns: 'f124sg9001' }, 'not_found'],
  [{ tag_ns: 'f124t9001' }, 'not_found'],
  [{ label_id: '9001' }, 'not_found'],
  [{ event_ns: 'f124e9001' }, 'not_found'],
  [{ user_field_ns: 'f124v9001', user_field_value: '' }, 'not_found'],
])('a search with %j is refused with %s', async (query, code) => {
  await sample.withHost(async (bot) => {
    await expect(call(bot, 'flowBotUsers', { query })).rejects.toMatchObject({ code });
  });
});

const person = { phone: '61412340000', email: '' };

test.each([
  ['flowCreateBotUser', { phone: '', email: '' }, 'invalid_input'],
  ['flowCreateBotUser', { ...person, gender: '' }, 'invalid_input'],
  ['flowCreateBotUser', { phone: '61412345678', email: 'ada@example.com' }, 'conflict'],
  ['flowCreateManyBotUsers', { users: Array.from({ length: 101 }, () => person) }, 'invalid_input'],
  ['flowCreateManyBotUsers', { users: [person, person] }, 'conflict'],
  [
    'flowCreateManyBotUsers',
    { users: [{ ...person, tags: Array.from({ length: 11 }, () => ({ tag_name: 'x' })) }] },
    'invalid_input',
  ],
  ['flowUpdateBotUser', { user_ns: 'f124u9001', name: 'Mine' }, 'not_found'],
  ['flowDeleteBotUser', { user_ns: 'f124u9001' }, 'not_found'],
  ['flowBotUserOptInSms', { user_ns: 'f124u9001' }, 'not_found'],
])('%s refuses %j with %s', async (id, body, code) => {
  await sample.withHost(async (bot, { other }) => {
    await expect(call(bot, id, { body })).rejects.toMatchObject({ code });
    expect((await bot.subscribers.search()).total).toBe(4);
    expect((await other.subscribers.search()).items).toMatchObject([{ name: 'Somebody Else', optedInSmsAt: null }]);
  });
});
