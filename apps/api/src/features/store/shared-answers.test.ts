import request from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registry } from '../../plugins.ts';
import type { Services } from '../../compose.ts';
import { allRoutes } from '../../routes.ts';
import { createTestApi, type TestApi } from '../../testing/create-test-api.ts';
import { exampleManifest } from '../../testing/example-manifest.ts';
import type { TestPerson } from '../../testing/plant-people.ts';

let api: TestApi;
let ann: TestPerson;
let appId: string;
const slug = 'tag-sync';
const manifest = exampleManifest('https://hooks.example.com', { slug });

beforeAll(async () => {
  api = await createTestApi();
  ann = await api.person('ann');
  appId = (await post('/v1/developer/apps', { manifest })).id;
  await post(`/v1/developer/apps/${appId}/versions`, {});
});
afterAll(() => api[Symbol.asyncDispose]());

async function post(path: string, body: object) {
  const call = request(api.app).post(path).set('authorization', `Bearer ${ann.token}`);
  return (await call.send(body).expect(201)).body as { id: string; url: string };
}

const paths = [
  '/v1/apps',
  `/v1/apps?query=tag&sort=new`,
  `/v1/apps/${slug}`,
  `/v1/apps/${slug}/changes?from=1.0.0`,
  '/v1/store/addresses',
  '/v1/scopes',
];

test.each(paths)('%s may be kept by anybody, who asks by its tag whether it is still so', async (path) => {
  const first = await request(api.app).get(path).expect(200);
  expect(first.headers['cache-control']).toMatch(/^public, max-age=\d+/);
  if (path !== '/v1/scopes') expect(first.headers['cache-control']).toContain('stale-while-revalidate=60');
  const etag = String(first.headers['etag']);
  expect(etag).toMatch(/^"[\w-]{22}"$/);
  const second = await request(api.app).get(path).set('if-none-match', etag);
  expect([second.status, second.text, second.headers['etag']]).toEqual([304, '', etag]);
  expect(second.headers['cache-control']).toBe(first.headers['cache-control']);
  expect((await request(api.app).get(path).set('if-none-match', '"another"')).status).toBe(200);
  expect((await request(api.app).get(path).set({ 'if-none-match': etag, 'cache-control': 'no-cache' })).status).toBe(
    200,
  );
});

test.each(paths.filter((path) => path !== '/v1/scopes'))('%s is not kept where somebody is signed in', async (path) => {
  const answer = await request(api.app).get(path).set('authorization', `Bearer ${ann.token}`).expect(200);
  expect([answer.headers['cache-control'], answer.headers['etag']]).toEqual(['no-store', undefined]);
});

test('a cache tells those who are signed in from those who are not', async () => {
  const { headers } = await request(api.app).get('/v1/apps');
  expect(headers['vary']).toBe('accept-language, cookie, authorization');
});

test('what a link shows is not kept: how often it may be used changes with each use', async () => {
  const { url } = await post(`/v1/developer/apps/${appId}/links`, { label: 'For testers' });
  const answer = await request(api.app)
    .get(`/v1${new URL(url).pathname}${new URL(url).search}`)
    .expect(200);
  expect(answer.body).toMatchObject({ link: { left: expect.any(Number) } });
  expect(answer.headers['cache-control']).toBe('no-store');
});

test.each(['/v1/apps/no-such-app', '/v1/apps?cursor=none', '/v1/store/revision'])('%s is not kept', async (path) => {
  const answer = await request(api.app).get(path);
  expect([answer.headers['cache-control'], answer.headers['etag']]).toEqual(['no-store', undefined]);
});

test('only what anybody may read is shared', () => {
  const shared = allRoutes({ registry } as Services).filter((route) => route.shared);
  expect(shared.filter(({ access, method }) => access !== 'public' || method !== 'get')).toEqual([]);
  expect(shared.length).toBeGreaterThan(4);
});

test('a publication changes the revision and the tags of what shows it, at once', async () => {
  const read = async (path: string) =>
    (await request(api.app).get(path).expect(200)) as { body: object; headers: Record<string, string> };
  const before = {
    revision: (await read('/v1/store/revision')).body,
    list: await read('/v1/apps'),
    one: await read(`/v1/apps/${slug}`),
  };
  await request(api.app)
    .put(`/v1/developer/apps/${appId}/manifest`)
    .set({ authorization: `Bearer ${ann.token}`, 'if-match': '*' })
    .send({ manifest: { ...manifest, summary: 'Another one.' } })
    .expect(200);
  // A draft is nobody's business.
  expect((await read('/v1/store/revision')).body).toEqual(before.revision);
  await post(`/v1/developer/apps/${appId}/versions`, {});
  expect((await read('/v1/store/revision')).body).not.toEqual(before.revision);
  for (const [path, was] of [
    ['/v1/apps', before.list],
    [`/v1/apps/${slug}`, before.one],
  ] as const) {
    const now = await request(api.app).get(path).set('if-none-match', was.headers['etag']!);
    expect(now.status).toBe(200);
    expect(JSON.stringify(now.body)).toContain('Another one.');
  }
});

test('the addresses of the store come by pages, each app once', async () => {
  for (const name of ['a-first', 'm-middle', 'z-last']) {
    const { id } = await post('/v1/developer/apps', { manifest: { ...manifest, slug: name } });
    await post(`/v1/developer/apps/${id}/versions`, {});
  }
  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const { body } = await request(api.app).get('/v1/store/addresses').query({ limit: 2, cursor }).expect(200);
    const page = body as { items: { slug: string; publishedAt: string }[]; nextCursor: string | null };
    seen.push(...page.items.map((item) => item.slug));
    cursor = page.nextCursor;
  }
  expect(seen).toEqual(['a-first', 'm-middle', 'tag-sync', 'z-last']);
});
