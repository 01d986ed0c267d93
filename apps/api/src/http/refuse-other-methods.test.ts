import request from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registry } from '../plugins.ts';
import { allRoutes } from '../routes.ts';
import type { Services } from '../compose.ts';
import { createTestApi, type TestApi } from '../testing/create-test-api.ts';

let api: TestApi;
beforeAll(async () => void (api = await createTestApi()));
afterAll(() => api[Symbol.asyncDispose]());

const declared = [
  ...allRoutes({ registry } as Services),
  ...registry.operations.map(({ method, path }) => ({ method, path: `/api${path}` })),
  { method: 'get', path: '/v1/auth/get-session' },
  { method: 'post', path: '/v1/auth/sign-out' },
];
const byPath = Map.groupBy(declared, ({ path }) => path);

const cases = [...byPath].map(([path, endpoints]) => {
  const methods = endpoints.map(({ method }) => method.toUpperCase());
  if (methods.includes('GET')) methods.push('HEAD');
  return { path: path.replaceAll(/\{\w+\}/g, 'x'), allow: methods.join(', ') };
});

test.each(cases)('a method that $path lacks is 405, with those that it has in Allow', async ({ path, allow }) => {
  for (const method of ['get', 'post', 'put', 'patch', 'delete'] as const) {
    if (allow.split(', ').includes(method.toUpperCase())) continue;
    const answer = await request(api.app)[method](path);
    expect([method, answer.status, answer.headers['allow']]).toEqual([method, 405, allow]);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body).toMatchObject({
      code: 'method_not_allowed',
      status: 405,
      detail: expect.stringContaining(allow),
    });
  }
});

test.each(cases)('OPTIONS $path says which methods there are, and does nothing', async ({ path, allow }) => {
  const answer = await request(api.app).options(path);
  expect([answer.status, answer.headers['allow'], answer.text]).toEqual([204, allow, '']);
});

test('HEAD is answered as GET without a body', async () => {
  for (const path of ['/v1/apps', '/v1/auth/get-session']) {
    const answer = await request(api.app).head(path);
    expect([path, answer.status, answer.text]).toEqual([path, 200, undefined]);
  }
});

test('a path that is not there stays 404 whatever the method', async () => {
  for (const path of ['/v1/nothing', '/v1/auth/nothing', '/api/nothing'])
    for (const method of ['get', 'post', 'put', 'delete'] as const)
      expect((await request(api.app)[method](path)).status).toBe(404);
});
