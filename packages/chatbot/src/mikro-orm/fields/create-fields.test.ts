import { createTestDatabase } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import { chatbotLimits } from '../../chatbot-limits.ts';
import { codeOf } from '../../testing/code-of.ts';
import { useSampleChatbot } from '../../testing/index.ts';
import { createBot } from '../bots/create-bot.ts';
import { chatbotTables } from '../chatbot-tables.ts';
import { createChatbot } from '../create-chatbot.ts';
import { BotField } from './field.entity.ts';

const { withHost } = useSampleChatbot();
const ada = 'f123u456';

test('user fields and bot fields have names of their own', async () => {
  await withHost(async ({ fields }) => {
    const user = await fields.createUserField({ name: ' Size ', type: 'number', description: ' In cm ' });
    expect(user).toEqual({
      ns: expect.stringMatching(/^f123v\d+$/),
      name: 'Size',
      type: 'number',
      description: 'In cm',
      displayType: 'default',
    });
    const bot = await fields.createBotField({ name: 'Size', type: 'number', value: '4.5' });
    expect(bot).toMatchObject({ name: 'Size', value: '4.5', isTemplate: false });
    expect((await fields.listUserFields({ name: 'size' })).items).toEqual([user]);
    expect((await fields.listBotFields({ name: 'size' })).items).toEqual([bot]);
    expect(await codeOf(fields.createUserField({ name: 'Size', type: 'text' }))).toBe('conflict');
    expect(await codeOf(fields.deleteUserField({ ns: bot.ns }))).toBe('not_found');
    await fields.deleteBotField({ name: 'Size' });
    expect(await codeOf(fields.deleteBotField({ ns: bot.ns }))).toBe('not_found');
  });
});

test('renames a field to a free name, and changes how it shows', async () => {
  await withHost(async ({ fields }) => {
    const change = { name: 'Town', displayType: 'pin' as const };
    expect(await fields.updateUserField('f123v345', change)).toMatchObject({ ns: 'f123v345', ...change });
    expect(await fields.updateUserField('f123v345', {})).toMatchObject(change);
    expect(await codeOf(fields.updateUserField('f123v345', { name: 'Orders' }))).toBe('conflict');
    expect(await codeOf(fields.updateUserField('f123v360', { name: 'A bot field' }))).toBe('not_found');
    expect(await codeOf(fields.updateUserField('f124v9001', { name: 'Theirs' }))).toBe('not_found');
  });
});

test('values keep their type, and several are stored all or none', async () => {
  await withHost(async ({ fields, overview }) => {
    await fields.setFor(ada, [
      { name: 'Orders', value: '12' },
      { ns: 'f123v347', value: 'yes' },
      { name: 'Interests', value: '["tea"]' },
      { name: 'Orders', value: 13 },
    ]);
    const stored = async () => (await overview.person(ada)).fields;
    const before = await stored();
    expect(before).toEqual([
      { name: 'City', value: 'London' },
      { name: 'Interests', value: '["tea"]' },
      { name: 'Likes news', value: 'true' },
      { name: 'Orders', value: '13' },
    ]);
    const wrong = fields.setFor(ada, [
      { name: 'City', value: 'Paris' },
      { name: 'Orders', value: 'many' },
    ]);
    await expect(wrong).rejects.toThrow('The field "Orders" takes a number');
    expect(
      await codeOf(
        fields.setFor(ada, [
          { name: 'City', value: 'x' },
          { ns: 'f124v9001', value: 'x' },
        ]),
      ),
    ).toBe('not_found');
    expect(await codeOf(fields.setFor('f124u9001', [{ name: 'City', value: 'x' }]))).toBe('not_found');
    expect(await stored()).toEqual(before);
    await fields.clearFor(ada, [{ name: 'City' }, { ns: 'f123v347' }, { name: 'Notes' }]);
    expect((await stored()).map(({ name }) => name)).toEqual(['Interests', 'Orders']);
  });
});

test('bot values are stored by id and by name, all or none', async () => {
  await withHost(async ({ fields }) => {
    const changed = await fields.setBotFields([
      { ns: 'f123v361', value: 15 },
      { name: 'Opening hours', value: '8 to 4' },
    ]);
    expect(changed.map(({ value }) => value)).toEqual(['15', '8 to 4']);
    expect(
      await codeOf(
        fields.setBotFields([
          { ns: 'f123v361', value: 20 },
          { ns: 'f124v9002', value: 'x' },
        ]),
      ),
    ).toBe('not_found');
    expect((await fields.listBotFields()).items.map(({ value }) => value)).toEqual(['8 to 4', '15']);
  });
});

test('stops at the five hundredth field of a kind, several requests at once included', async () => {
  await using db = await createTestDatabase(chatbotTables);
  const { ns } = await createBot(db.em(), { workspaceId: 'ws_1', name: 'Bot' });
  const blank = {
    kind: 'user' as const,
    type: 'text' as const,
    description: null,
    displayType: 'default' as const,
    isTemplate: false,
    value: null,
  };
  const rows = Array.from({ length: chatbotLimits.fields - 1 }, (_, index) => ({
    ...blank,
    bot: Number(ns.slice(1)),
    name: `${index}`,
  }));
  await db.em().insertMany(BotField, rows);
  const attempts = ['a', 'b', 'c'].map((name) =>
    codeOf(createChatbot(db.em(), 'ws_1').fields.createUserField({ name, type: 'text' })),
  );
  expect((await Promise.all(attempts)).toSorted()).toEqual(['answered', 'limit_reached', 'limit_reached']);
  expect(await codeOf(createChatbot(db.em(), 'ws_1').fields.createBotField({ name: 'a', type: 'text' }))).toBe(
    'answered',
  );
});
