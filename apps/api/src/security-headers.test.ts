import request from 'supertest';
import { expect, test } from 'vitest';
import { createTestApi } from './testing/create-test-api.ts';

const nothing = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** An answer of each kind: data, documents, files, refusals by a route, by nobody and by a parser, and those that come before all of them. */
const asked: [method: 'get' | 'post' | 'options', path: string, status: number][] = [
  ['get', '/v1/apps', 200],
  ['get', '/v1/me', 401],
  ['get', '/v1/nothing', 404],
  ['post', '/v1/apps', 405],
  ['options', '/v1/apps', 204],
  ['get', '/v1/apps/%ff', 422],
  ['get', '/api/flow/tags', 401],
  ['get', '/v1/auth/get-session', 200],
  ['post', '/v1/auth/sign-in/email', 400],
  ['post', '/v1/developer/assets', 422],
  ['get', '/assets/nothing', 404],
  ['get', '/health/live', 200],
  ['get', '/metrics', 200],
  ['get', '/openapi.json', 200],
  ['get', '/docs', 200],
  ['get', '/docs/reader.js', 200],
  ['get', '/errors', 200],
  ['get', '/errors/not-found', 200],
  ['get', '/', 404],
];

const ask = (app: Parameters<typeof request>[0], [method, path]: (typeof asked)[number]) =>
  method === 'get' ? request(app).get(path) : method === 'post' ? request(app).post(path) : request(app).options(path);

test('every answer keeps a browser from guessing its type, framing it, running it, and telling others of it', async () => {
  await using api = await createTestApi();
  for (const each of asked) {
    const [method, path, status] = each;
    const answer = await ask(api.app, each);
    expect([method, path, answer.status]).toEqual([method, path, status]);
    expect(answer.headers, path).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('geolocation=()'),
    });
    const policy = answer.headers['content-security-policy']!;
    expect(policy, path).toContain("default-src 'none'");
    expect(policy, path).toContain("frame-ancestors 'none'");
    // The reader of the API measures, and writes what it measured into style attributes.
    const strict = path === '/docs' ? policy.replace("style-src-attr 'unsafe-inline'", '') : policy;
    expect(strict, path).not.toMatch(/unsafe-inline|unsafe-eval|upgrade-insecure-requests/);
    if (answer.headers['content-type']?.includes('json')) expect(policy, path).toBe(nothing);
    expect(answer.headers, path).not.toHaveProperty('strict-transport-security');
    expect(answer.headers, path).not.toHaveProperty('x-powered-by');
  }
});

test('over https browsers are told to come back by https alone, with every answer', async () => {
  await using api = await createTestApi({ baseUrl: 'https://store.test' });
  for (const each of asked) {
    const { headers } = await ask(api.app, each);
    expect(headers['strict-transport-security'], each[1]).toBe('max-age=31536000; includeSubDomains');
  }
  for (const path of ['/docs', '/errors']) {
    const { headers } = await request(api.app).get(path);
    expect(headers['content-security-policy']).toMatch(/; upgrade-insecure-requests$/);
  }
});

test('no other origin may read an answer: no call allows one, not even those that take a key', async () => {
  await using api = await createTestApi();
  const foreign = { origin: 'https://elsewhere.example', 'access-control-request-method': 'GET' };
  for (const each of asked) {
    const { headers } = await ask(api.app, each).set(foreign);
    expect(
      Object.keys(headers).filter((name) => name.startsWith('access-control-')),
      each[1],
    ).toEqual([]);
  }
  const preflight = await request(api.app)
    .options('/api/flow/tags')
    .set({ ...foreign, 'access-control-request-headers': 'authorization' });
  expect(Object.keys(preflight.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
});
