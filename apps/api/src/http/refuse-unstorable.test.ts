import request from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../testing/create-test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const send = (path: string, body: string) =>
  request(api.app).post(path).set('content-type', 'application/json').send(body);

test.each([
  ['{"user_ns":"f1u1","__proto__":{"a":1}}', 'body.__proto__'],
  ['{"data":{"content":{"messages":[{"type":"text"},{"__proto__":1}]}}}', 'body.data.content.messages[1].__proto__'],
])('a field that would get lost is refused and named: %s', async (body, path) => {
  const answer = await send('/api/subscriber/send-content', body).expect(400);
  expect(answer.body).toMatchObject({ code: 'invalid_input', errors: [{ path }] });
  expect(answer.body.message).toContain(path);
});

test('a text that reads __proto__ is text', async () => {
  expect((await send('/api/subscriber/send-text', '{"content":"__proto__"}')).body.code).toBe('key_missing');
});
