import request from 'supertest';
import { stringify } from 'yaml';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseManifest } from '@minimart/app-manifest';
import { registry } from '../../plugins.ts';
import { createTestApi, type TestApi } from '../../testing/create-test-api.ts';
import { exampleManifest } from '../../testing/example-manifest.ts';
import { templates, templatesFor } from './templates/templates-for.ts';

let api: TestApi;
let token: string;
let appId: string;

const manifest = exampleManifest('http://127.0.0.1:9');

beforeAll(async () => {
  api = await createTestApi();
  ({ token } = await api.person('developer'));
  appId = (await send('post', '/v1/developer/apps', { manifest }).expect(201)).body.id as string;
});
afterAll(() => api[Symbol.asyncDispose]());

function send(method: 'get' | 'post' | 'put', path: string, body?: object) {
  const caller = request(api.app);
  return caller[method](path)
    .set({ authorization: `Bearer ${token}`, 'if-match': '*' })
    .send(body);
}
const check = (text: string) => send('post', '/v1/developer/manifest-checks', { text });

test('a file that is right is answered whole, with its defaults, and nothing is made of it', async () => {
  for (const text of [stringify(manifest), JSON.stringify(manifest, null, '\t')]) {
    const { body } = await check(text).expect(200);
    expect(body).toMatchObject({ manifest: { ...manifest, manifestVersion: 1, links: {} }, warnings: [] });
  }
  const { body } = await send('get', '/v1/developer/apps').expect(200);
  expect(body.items).toHaveLength(1);
});

test('every mistake of a file is told with its field and its line', async () => {
  const text = 'name: Tag Sync\nslug: Tag Sync\nsummary: x\nscopes:\n  - id: flow-tags:view\n';
  const { body } = await check(text).expect(422);
  expect(body).toMatchObject({ code: 'invalid_manifest', detail: expect.stringMatching(/^Line 2: .*\(and 1 more\)$/) });
  expect(body.errors).toEqual([
    { path: 'manifest.slug', message: expect.stringMatching(/^Line 2: The slug/) },
    { path: 'manifest.scopes[0].reason', message: expect.stringMatching(/^Line 5: The reason is missing/) },
  ]);
});

test('a file that is no YAML is told where, and one with an unknown scope what was meant', async () => {
  const broken = await check('name: Tag Sync\nslug: [a\nsummary: x\n').expect(422);
  expect(broken.body.errors[0].message).toMatch(/^Line \d, column \d: /);
  const unknown = stringify({ ...manifest, scopes: [{ id: 'flow-tags:veiw', reason: 'x' }] });
  const { body } = await check(unknown).expect(422);
  expect(body).toMatchObject({ code: 'unknown_scope' });
  expect(body.errors[0].message).toMatch(/^Line \d+: .*Did you mean flow-tags:view\?/);
});

test('a file beside a draft tells what it would change, and the draft stays', async () => {
  const changed = { ...manifest, summary: 'Another one.', scopes: manifest.scopes?.slice(0, 1) };
  const path = `/v1/developer/apps/${appId}/manifest-checks`;
  const { body } = await send('post', path, { text: stringify(changed) }).expect(200);
  expect(body.changes).toMatchObject({
    agreed: { scopes: { removed: [{ id: 'sub-flows:send' }] } },
    texts: [{ path: 'summary', from: manifest.summary, to: 'Another one.' }],
  });
  const draft = await send('get', `/v1/developer/apps/${appId}/manifest`).expect(200);
  expect(draft.body).toMatchObject({ etag: body.etag, manifest: { summary: manifest.summary } });
});

test('the templates are sound manifests of the installed plugins', async () => {
  const { body } = await send('get', '/v1/developer/templates').expect(200);
  expect(body.items.map(({ id }: { id: string }) => id)).toEqual(templates.map(({ id }) => id));
  for (const template of body.items) {
    const whole = { ...template.manifest, name: 'Mine', slug: 'mine', summary: 'Does it.' };
    const { checkUrl } = api.services.guard;
    expect(parseManifest(whole, { registry, checkUrl })).toMatchObject({ ok: true, warnings: [] });
  }
  expect(templatesFor({ scope: () => undefined })).toEqual([]);
});

test('the draft can be read as the listing that it would be, before it was ever published', async () => {
  await request(api.app).get(`/v1/apps/${manifest.slug}`).expect(404);
  const { body } = await send('get', `/v1/developer/apps/${appId}/listing`).expect(200);
  expect(body).toMatchObject({
    name: 'Tag Sync',
    version: '1.0.0',
    installs: 0,
    hosts: ['127.0.0.1:9'],
    scopes: [{ label: 'View flow tags', reason: 'To read the tags we mirror.' }, { optional: true }],
    versions: [{ version: '1.0.0', changelog: '' }],
  });
});

test('Markdown that would do harm is made harmless when it is saved', async () => {
  const description = 'Hi <script>alert(1)</script>, [press](javascript:alert(1)) ![x](https://evil.example/p.png)';
  const hostile = { ...manifest, description };
  const { body } = await send('put', `/v1/developer/apps/${appId}/manifest`, { manifest: hostile }).expect(200);
  expect(body.manifest.description).toBe(
    'Hi &lt;script>alert(1)&lt;/script>, \\[press](javascript:alert(1)) [x](https://evil.example/p.png)',
  );
});

test('the list of apps tells what is in the store and whether the draft differs from it', async () => {
  const listed = async () => {
    const { body } = await send('get', '/v1/developer/apps').expect(200);
    return (body.items as { id: string; latestVersion: string | null; isChanged: boolean }[]).find(
      ({ id }) => id === appId,
    );
  };
  expect(await listed()).toMatchObject({ latestVersion: null, isChanged: true, summary: manifest.summary });
  await send('post', `/v1/developer/apps/${appId}/versions`, {}).expect(201);
  expect(await listed()).toMatchObject({ latestVersion: '1.0.0', isChanged: false });
  await send('put', `/v1/developer/apps/${appId}/manifest`, { manifest }).expect(200);
  expect(await listed()).toMatchObject({ latestVersion: '1.0.0', isChanged: true });
});
