import { useSampleChatbot } from '@minimart/chatbot/testing';
import { createCaller, describeScopePlugin } from '@minimart/scope-kit/testing';
import { expect, test } from 'vitest';
import { userFields } from './user-fields.ts';

const sample = useSampleChatbot();
describeScopePlugin(userFields, sample);

const call = createCaller(userFields);

test('a field can be added, renamed, listed and deleted', async () => {
  await sample.withHost(async (bot) => {
    const body = { name: 'Size', var_type: 'number', value: '', description: 'In cm' };
    const { data } = (await call(bot, 'flowCreateUserField', { body })) as { data: { var_ns: string } };
    await call(bot, 'flowUpdateUserField', { body: { var_ns: data.var_ns, name: 'Shoe size', display_type: 'pin' } });
    expect(await call(bot, 'flowUserFields', { query: { name: 'shoe' } })).toMatchObject({
      data: [{ name: 'Shoe size', var_ns: data.var_ns, var_type: 'number', description: 'In cm', display_type: 'pin' }],
      meta: { total: 1 },
    });
    await call(bot, 'flowDeleteUserFieldByName', { body: { name: 'Shoe size' } });
    expect(await call(bot, 'flowUserFields', { query: { name: 'shoe' } })).toMatchObject({ data: [] });
  });
});

test.each([
  ['flowCreateUserField', { name: 'City', var_type: 'text', value: '' }, 'conflict'],
  ['flowCreateUserField', { name: 'New', var_type: 'colour', value: '' }, 'invalid_input'],
  ['flowUpdateUserField', { var_ns: 'f124v9001', name: 'Mine' }, 'not_found'],
  ['flowUpdateUserField', { var_ns: 'f123v360', name: 'A bot field' }, 'not_found'],
  ['flowDeleteUserField', { var_ns: 'f124v9001' }, 'not_found'],
  ['flowDeleteUserFieldByName', { name: 'Other field' }, 'not_found'],
])('%s refuses %j with %s', async (id, body, code) => {
  await sample.withHost(async (bot, { other }) => {
    await expect(call(bot, id, { body })).rejects.toMatchObject({ code });
    expect((await other.fields.listUserFields()).total).toBe(1);
  });
});
