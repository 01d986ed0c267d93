import { useSampleChatbot } from '@minimart/chatbot/testing';
import { createScopeRegistry } from '@minimart/scope-kit';
import { createCaller, describeScopePlugin } from '@minimart/scope-kit/testing';
import { expect, test } from 'vitest';
import { flowTags } from './flow-tags.ts';

const sample = useSampleChatbot();
describeScopePlugin(flowTags, sample);

const call = createCaller(flowTags);

test('a tag can be added, listed and deleted', async () => {
  await sample.withHost(async (bot) => {
    const { tag_ns } = (await call(bot, 'flowCreateTag', { body: { name: 'VIP' } })) as { tag_ns: string };
    expect(await call(bot, 'flowTags', { query: { name: 'vip' } })).toEqual({
      data: [{ name: 'VIP', tag_ns }],
      links: { first: '?limit=20&page=1&name=vip', last: '?limit=20&page=1&name=vip', prev: null, next: null },
      meta: { current_page: 1, last_page: 1, per_page: 20, total: 1 },
    });
    expect(await call(bot, 'flowDeleteTag', { body: { tag_ns } })).toEqual({ status: 'ok' });
    expect(await call(bot, 'flowTags', { query: { name: 'vip' } })).toMatchObject({ data: [] });
  });
});

test('the links lead through all pages of a search', async () => {
  await sample.withHost(async (bot) => {
    for (const name of ['red & blue', 'green', 'dark red', 'light red']) await bot.tags.create(name);
    const seen: unknown[] = [];
    let link: string | null = '?limit=2&page=1&name=red';
    while (link !== null) {
      const query = Object.fromEntries(new URLSearchParams(link));
      const answer = (await call(bot, 'flowTags', { query })) as {
        data: { name: string }[];
        links: { next: string | null };
      };
      seen.push(answer.data.map(({ name }) => name));
      link = answer.links.next;
    }
    expect(seen).toEqual([['red & blue', 'dark red'], ['light red']]);
  });
});

test.each([
  { page: '101' },
  { page: '0' },
  { page: '1.5' },
  { page: 'two' },
  { limit: '0' },
  { limit: '-1' },
  { limit: '' },
])('refuses the query %j', async (query) => {
  await sample.withHost(async (bot) => {
    await expect(call(bot, 'flowTags', { query })).rejects.toMatchObject({ code: 'invalid_input' });
  });
});

test.each([
  ['flowCreateTag', { name: 'Newsletter' }, 'conflict'],
  ['flowDeleteTag', { tag_ns: 'f124t9001' }, 'not_found'],
  ['flowDeleteTagByName', { name: 'Other tag' }, 'not_found'],
])('%s refuses %j with %s', async (id, body, code) => {
  await sample.withHost(async (bot, { other }) => {
    await expect(call(bot, id, { body })).rejects.toMatchObject({ code });
    expect((await other.tags.list()).items).toEqual([{ ns: 'f124t9001', name: 'Other tag' }]);
  });
});

test('managing tags brings viewing them', () => {
  const registry = createScopeRegistry([flowTags]);
  expect(registry.expand(['flow-tags:manage'])).toEqual(new Set(['flow-tags:manage', 'flow-tags:view']));
});
