import { useSampleChatbot } from '@minimart/chatbot/testing';
import { createCaller } from '@minimart/scope-kit/testing';
import { expect, test } from 'vitest';
import { subscribers } from '../subscribers.ts';

const sample = useSampleChatbot();
const call = createCaller(subscribers);
const user_ns = 'f123u456';

test('values are stored and blanked, one or several, by id and by name', async () => {
  await sample.withHost(async (bot) => {
    const stored = async () =>
      (await bot.overview.person(user_ns)).fields.map(({ name, value }) => `${name}: ${value}`);
    await call(bot, 'flowBotUserSetUserField', { body: { user_ns, var_ns: 'f123v346', value: '12' } });
    await call(bot, 'flowBotUserSetUserFieldByName', {
      body: { user_ns, field_name: 'Birthday', value: '1815-12-10' },
    });
    await call(bot, 'flowBotUserSetUserFields', { body: { user_ns, data: [{ var_ns: 'f123v347', value: true }] } });
    await call(bot, 'flowBotUserSetUserFieldsByName', { body: { user_ns, data: [{ name: 'Notes', value: 'First' }] } });
    expect(await stored()).toEqual([
      'Birthday: 1815-12-10',
      'City: London',
      'Likes news: true',
      'Notes: First',
      'Orders: 12',
    ]);
    await call(bot, 'flowBotUserClearUserField', { body: { user_ns, var_ns: 'f123v346' } });
    await call(bot, 'flowBotUserClearUserFieldByName', { body: { user_ns, field_name: 'Birthday' } });
    await call(bot, 'flowBotUserClearUserFields', { body: { user_ns, data: [{ var_ns: 'f123v347' }] } });
    await call(bot, 'flowBotUserClearUserFieldsByName', { body: { user_ns, data: [{ name: 'Notes' }] } });
    expect(await stored()).toEqual(['City: London']);
  });
});

test.each([
  ['flowBotUserSetUserField', { var_ns: 'f123v346', value: 'many' }, 'invalid_input'],
  ['flowBotUserSetUserField', { var_ns: 'f123v348', value: '2026-02-30' }, 'invalid_input'],
  ['flowBotUserSetUserField', { var_ns: 'f124v9001', value: 'x' }, 'not_found'],
  [
    'flowBotUserSetUserFields',
    { data: Array.from({ length: 21 }, () => ({ var_ns: 'f123v345', value: 'x' })) },
    'invalid_input',
  ],
  [
    'flowBotUserSetUserFieldsByName',
    {
      data: [
        { name: 'City', value: 'x' },
        { name: 'None', value: 'x' },
      ],
    },
    'not_found',
  ],
  ['flowBotUserClearUserField', { var_ns: 'f123v360' }, 'not_found'],
  ['flowBotUserClearUserField', { user_ns: 'f124u9001', var_ns: 'f123v345' }, 'not_found'],
])('%s refuses %j with %s and stores nothing', async (id, body, code) => {
  await sample.withHost(async (bot) => {
    await expect(call(bot, id, { body: { user_ns, ...body } })).rejects.toMatchObject({ code });
    expect((await bot.overview.person(user_ns)).fields).toEqual([{ name: 'City', value: 'London' }]);
  });
});
