import express from 'express';
import pino from 'pino';
import request from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call } from '../testing/install-client.ts';
import { startSystem, type RunningRole, type TestSystem } from '../testing/start-system.ts';
import { requestFacts, withRequestId } from './with-request-id.ts';

let system: TestSystem;
let api: RunningRole;
beforeAll(async () => {
  system = await startSystem();
  api = await system.start('api');
});
afterAll(() => system[Symbol.asyncDispose]());

const idOf = async (given?: string, path = '/v1/apps') => {
  const headers = given === undefined ? {} : { 'x-request-id': given };
  return (await fetch(api.url + path, { headers })).headers.get('x-request-id');
};

test('an id that a request brings is answered, whatever the answer', async () => {
  const given = '4f1c9a4e-31d5-4d0c-9a59-1f4c8f3f7a10';
  for (const path of ['/v1/apps', '/v1/me', '/v1/nothing', '/api/flow/tags', '/docs', '/v1/auth/get-session'])
    expect([path, await idOf(given, path)]).toEqual([path, given]);
});

test('a request without an id gets one of its own', async () => {
  const ids = await Promise.all([idOf(), idOf()]);
  expect(new Set(ids).size).toBe(2);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f-]{36}$/);
});

test.each([
  ['a token', `mm_pat_${'a'.repeat(38)}`],
  ['spaces', 'two words'],
  ['quotes', '"},{"level":50'],
  ['too much', 'x'.repeat(129)],
  ['nothing', ''],
])('an id with %s in it is replaced', async (_, given) => {
  expect(await idOf(given)).toMatch(/^[0-9a-f-]{36}$/);
});

test('a defect is logged with the id of its request', async () => {
  const { token } = await system.person('owner');
  await system.em().execute('alter table accounts.workspaces rename to hidden');
  try {
    const headers = { authorization: `Bearer ${token}`, 'x-request-id': 'defect-1' };
    const failed = await call(`${api.url}/v1/me`, { headers });
    expect([failed.status, failed.headers.get('x-request-id')]).toEqual([500, 'defect-1']);
  } finally {
    await system.em().execute('alter table accounts.hidden rename to workspaces');
  }
  const line = system
    .output()
    .split('\n')
    .find((text) => text.includes('a request failed'));
  expect(JSON.parse(line ?? '{}')).toMatchObject({ requestId: 'defect-1' });
});

test('every line of a request has its id, also after a body was read and time has passed, and no other line has one', async () => {
  const lines: { requestId?: string; msg: string }[] = [];
  const log = pino({ mixin: requestFacts }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const app = express().use(withRequestId, express.json());
  app.post('/', async (incoming, response) => {
    log.info(`${incoming.body.n} first`);
    await new Promise((resolve) => setTimeout(resolve, 20 - incoming.body.n));
    log.info(`${incoming.body.n} last`);
    response.end();
  });
  log.info('before');
  const numbers = Array.from({ length: 10 }, (_, n) => n);
  await Promise.all(numbers.map((n) => request(app).post('/').set('x-request-id', `request-${n}`).send({ n })));
  log.info('after');
  expect(lines).toHaveLength(22);
  for (const { msg, requestId } of lines)
    expect(requestId).toBe(/^\d/.test(msg) ? `request-${msg.split(' ')[0]}` : undefined);
});
