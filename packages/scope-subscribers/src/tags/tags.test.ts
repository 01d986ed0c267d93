import { useSampleChatbot } from '@minimart/chatbot/testing';
import { createCaller } from '@minimart/scope-kit/testing';
import { expect, test } from 'vitest';
import { subscribers } from '../subscribers.ts';

const sample = useSampleChatbot();
const call = createCaller(subscribers);
const user_ns = 'f123u222';

test.each([
  ['Tag', { tag_ns: 'f123t456' }, ['Newsletter']],
  ['TagByName', { tag_name: 'Newsletter' }, ['Newsletter']],
  ['Tags', { data: [{ tag_ns: 'f123t456' }, { tag_ns: 'f123t568' }] }, ['Newsletter', 'Trial']],
  ['TagsByName', { data: [{ tag_name: 'Trial' }, { tag_name: 'Newsletter' }] }, ['Newsletter', 'Trial']],
])('flowBotUserAdd%s and flowBotUserRemove%s with %j', async (kind, tags, names) => {
  await sample.withHost(async (bot) => {
    const carried = async () => (await bot.subscribers.find(user_ns)).tags.map(({ name }) => name);
    const body = { user_ns, ...tags };
    expect(await call(bot, `flowBotUserAdd${kind}`, { body })).toEqual({ status: 'ok' });
    expect(await carried()).toEqual(names);
    expect(await call(bot, `flowBotUserRemove${kind}`, { body })).toEqual({ status: 'ok' });
    expect(await carried()).toEqual([]);
  });
});

const many = (tag: object) => ({ data: Array.from({ length: 21 }, () => tag) });

test.each([
  ['Tag', { tag_ns: 'f124t9001' }, 'not_found'],
  ['TagByName', { tag_name: 'Other tag' }, 'not_found'],
  ['Tags', { data: [{ tag_ns: 'f123t456' }, { tag_ns: 'f124t9001' }] }, 'not_found'],
  ['TagsByName', { data: [{ tag_name: 'Trial' }, { tag_name: 'Other tag' }] }, 'not_found'],
  ['Tags', { data: [{}] }, 'invalid_input'],
  ['Tags', many({ tag_ns: 'f123t456' }), 'invalid_input'],
  ['TagsByName', many({ tag_name: 'Trial' }), 'invalid_input'],
])('adding and removing %s %j is refused with %s', async (kind, tags, code) => {
  await sample.withHost(async (bot) => {
    for (const change of ['Add', 'Remove']) {
      const id = `flowBotUser${change}${kind}`;
      await expect(call(bot, id, { body: { user_ns: 'f123u456', ...tags } })).rejects.toMatchObject({ code });
      await expect(call(bot, id, { body: { user_ns: 'f124u9001', ...tags } })).rejects.toBeDefined();
    }
    expect((await bot.subscribers.find('f123u456')).tags).toHaveLength(1);
  });
});
