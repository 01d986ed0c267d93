import { isRefusal } from '@minimart/problem';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { defineOperation } from './define-operation.ts';
import { runOperation } from './run-operation.ts';

const context = { workspaceId: 'ws_1', installationId: 'ins_1', host: null };
const greet = defineOperation({
  id: 'greet',
  method: 'post',
  path: '/greet/{name}',
  scope: 'greetings:send',
  summary: 'Greet.',
  input: { params: z.object({ name: z.string() }), query: z.object({ times: z.coerce.number().max(3).default(1) }) },
  output: z.string(),
  run: async (_context, { params, query }) => 'hello '.repeat(query.times) + params.name,
});

test('hands the operation what its schemas made of the request', async () => {
  const answer = await runOperation(greet, context, { params: { name: 'Ada' }, query: { times: '2' }, body: 'unread' });
  expect(answer).toBe('hello hello Ada');
});

test('reads a part that is missing as an empty one', async () => {
  expect(await runOperation(greet, context, { params: { name: 'Ada' } })).toBe('hello Ada');
});

test('refuses bad input naming every field with the part of the request it is in', async () => {
  const thrown = await runOperation(greet, context, { query: { times: '9' } }).catch((error: unknown) => error);
  if (!isRefusal(thrown)) throw thrown;
  expect(thrown.code).toBe('invalid_input');
  expect(thrown.errors.map(({ path }) => path)).toEqual(['params.name', 'query.times']);
  expect(thrown.detail).toContain('query.times');
});
