import type { Chatbot } from '@minimart/chatbot';
import { createMemoryChatbot, createSampleChatbot } from '@minimart/chatbot/testing';
import { createScopeRegistry, runOperation, type RawOperationInput } from '@minimart/scope-kit';
import { describeScopePlugin } from '@minimart/scope-kit/testing';
import { expect, test } from 'vitest';
import { flowTags } from './flow-tags.ts';

describeScopePlugin(flowTags, { createHost: createSampleChatbot });

async function call(host: Chatbot, id: string, input: RawOperationInput = {}): Promise<unknown> {
  const operation = flowTags.operations.find((each) => each.id === id);
  if (!operation) throw new Error(`No operation ${id}.`);
  return runOperation(operation, { workspaceId: 'ws_1', installationId: 'ins_1', host }, input);
}

test('a tag can be added, listed and deleted', async () => {
  const bot = createMemoryChatbot();
  expect(await call(bot, 'flowCreateTag', { body: { name: 'VIP' } })).toEqual({ name: 'VIP', tag_ns: 'f123t456' });
  expect(await call(bot, 'flowTags')).toEqual({
    data: [{ name: 'VIP', tag_ns: 'f123t456' }],
    links: { first: '?limit=20&page=1', last: '?limit=20&page=1', prev: null, next: null },
    meta: { current_page: 1, last_page: 1, per_page: 20, total: 1 },
  });
  expect(await call(bot, 'flowDeleteTag', { body: { tag_ns: 'f123t456' } })).toEqual({ status: 'ok' });
  expect(await call(bot, 'flowTags')).toMatchObject({ data: [] });
});

test('the links lead through all pages of a search', async () => {
  const bot = createMemoryChatbot({ tags: ['red & blue', 'green', 'dark red', 'light red'] });
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

test.each([
  { page: '101' },
  { page: '0' },
  { page: '1.5' },
  { page: 'two' },
  { limit: '0' },
  { limit: '-1' },
  { limit: '' },
])('refuses the query %j', async (query) => {
  await expect(call(createSampleChatbot(), 'flowTags', { query })).rejects.toMatchObject({ code: 'invalid_input' });
});

test.each([
  ['flowCreateTag', { name: 'Newsletter' }, 'conflict'],
  ['flowDeleteTag', { tag_ns: 'f999t456' }, 'not_found'],
  ['flowDeleteTagByName', { name: 'Nobody' }, 'not_found'],
])('%s refuses %j with %s', async (id, body, code) => {
  await expect(call(createSampleChatbot(), id, { body })).rejects.toMatchObject({ code });
});

test('managing tags brings viewing them', () => {
  const registry = createScopeRegistry([flowTags]);
  expect(registry.expand(['flow-tags:manage'])).toEqual(new Set(['flow-tags:manage', 'flow-tags:view']));
});
