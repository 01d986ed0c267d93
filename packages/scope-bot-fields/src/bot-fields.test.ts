import { useSampleChatbot } from '@minimart/chatbot/testing';
import { createCaller, describeScopePlugin } from '@minimart/scope-kit/testing';
import { expect, test } from 'vitest';
import { botFields } from './bot-fields.ts';

const sample = useSampleChatbot();
describeScopePlugin(botFields, sample);

const call = createCaller(botFields);

test('a value keeps its type from making to changing', async () => {
  await sample.withHost(async (bot) => {
    const body = { name: 'Fee', var_type: 'number', value: '4.50' };
    const { data } = (await call(bot, 'flowCreateBotField', { body })) as { data: { var_ns: string; value: string } };
    expect(data).toMatchObject({ name: 'Fee', value: '4.5', is_template_field: false });
    expect(await call(bot, 'flowUpdateBotField', { body: { var_ns: data.var_ns, value: 5 } })).toMatchObject({
      value: '5',
    });
    await expect(call(bot, 'flowUpdateBotFieldByName', { body: { name: 'Fee', value: 'free' } })).rejects.toThrow(
      'The field "Fee" takes a number',
    );
    expect(await call(bot, 'flowBotFields', { query: { name: 'fee' } })).toMatchObject({ data: [{ value: '5' }] });
  });
});

test('several values are stored all or none', async () => {
  await sample.withHost(async (bot) => {
    const data = [
      { name: 'Opening hours', value: 'closed' },
      { name: 'Discount', value: 'much' },
    ];
    await expect(call(bot, 'flowUpdateBotFieldsByName', { body: { data } })).rejects.toMatchObject({
      code: 'invalid_input',
    });
    expect(await call(bot, 'flowBotFields')).toMatchObject({ data: [{ value: '9 to 5' }, { value: '10' }] });
  });
});

test.each([
  ['flowCreateBotField', { name: 'Discount', var_type: 'number', value: 1 }, 'conflict'],
  ['flowUpdateBotField', { var_ns: 'f124v9002', value: 'mine' }, 'not_found'],
  ['flowUpdateBotField', { var_ns: 'f123v345', value: 'a user field' }, 'not_found'],
  ['flowUpdateBotFields', { data: [{ var_ns: 'f124v9002', value: 'mine' }] }, 'not_found'],
  [
    'flowUpdateBotFields',
    { data: Array.from({ length: 21 }, () => ({ var_ns: 'f123v360', value: '' })) },
    'invalid_input',
  ],
  ['flowUpdateBotFields', { data: [] }, 'invalid_input'],
  ['flowDeleteBotField', { var_ns: 'f124v9002' }, 'not_found'],
])('%s refuses %j with %s', async (id, body, code) => {
  await sample.withHost(async (bot, { other }) => {
    await expect(call(bot, id, { body })).rejects.toMatchObject({ code });
    expect((await other.fields.listBotFields()).items).toMatchObject([{ value: 'secret of the other' }]);
  });
});
