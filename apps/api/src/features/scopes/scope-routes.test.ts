import request from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../testing/create-test-api.ts';
import { pickLanguage } from './pick-language.ts';

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

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['de', 'de'],
  ['DE-at', 'de'],
  ['en;q=0.1, de;q=0.9', 'de'],
  ['fr', 'en'],
  ['de;q=0, *', 'en'],
  ['*', 'en'],
  [';;;q=x', 'en'],
])('Accept-Language %j reads %s', (header, language) => {
  expect(pickLanguage(header, ['en', 'de'])).toBe(language);
});
