import request from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../testing/create-test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const labelOf = ({ body }: { body: { plugins: { scopes: { id: string; label: string }[] }[] } }) =>
  body.plugins.flatMap(({ scopes }) => scopes).find(({ id }) => id === 'flow-tags:view')?.label;

test('the registry is read in English, and in German on request', async () => {
  const english = await request(api.app).get('/v1/scopes').expect(200);
  expect([labelOf(english), english.headers['content-language']]).toEqual(['View flow tags', 'en']);
  const german = await request(api.app).get('/v1/scopes?language=de').expect(200);
  expect([labelOf(german), german.headers['content-language']]).toEqual(['Flow-Tags ansehen', 'de']);
  const byHeader = await request(api.app)
    .get('/v1/scopes')
    .set('accept-language', 'fr, de-CH;q=0.8, en;q=0.5')
    .expect(200);
  expect(labelOf(byHeader)).toBe('Flow-Tags ansehen');
  expect(byHeader.headers['vary']).toMatch(/accept-language/i);
  const { body } = await request(api.app).get('/v1/scopes?language=xx').expect(422);
  expect(body.errors).toEqual([{ path: 'query.language', message: 'Give one of these languages: en, de.' }]);
});

test('what an app may be unable to do is said in the language of the labels, with the scopes that rule it out', async () => {
  const german = await request(api.app).get('/v1/scopes?language=de').expect(200);
  const entries = german.body.cannot as { cannot: string; unless: string[] }[];
  const view = entries.find(({ unless }) => unless[0] === 'flow-tags:view');
  expect(view?.unless).toContain('flow-tags:manage');
  expect(view?.cannot).not.toBe((await request(api.app).get('/v1/scopes')).body.plugins[0].scopes[0].cannot);
});
