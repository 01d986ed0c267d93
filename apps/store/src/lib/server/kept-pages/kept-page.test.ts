import { expect, test } from 'vitest';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { chooseEncoding, isKeepable, toKeptPage, toResponse } from './kept-page.ts';

const html = `<h1>${'Apps for your workspace. '.repeat(200)}</h1>`;
const answer = (headers: Record<string, string> = {}, status = 200) =>
  new Response(html, { status, headers: { 'content-type': 'text/html', etag: '"abc"', ...headers } });
const keep = () => toKeptPage(answer({ link: '</a.css>; rel=preload' }), { revision: '1', renderedAt: 0 });

test.each([
  [null, 'identity'],
  ['', 'identity'],
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip;q=1.0, *;q=0.5', 'gzip'],
  ['BR', 'br'],
  ['br;q=0, gzip', 'gzip'],
  ['br; q=0.0, gzip;q=0', 'identity'],
  ['brotli', 'identity'],
] as const)('for %j a page goes out as %s', (accept, encoding) => {
  expect(chooseEncoding(accept)).toBe(encoding);
});

test('each form of a page is whole, and has a tag of its own', async () => {
  const page = await keep();
  const [plain, br, zipped] = await Promise.all([null, 'br', 'gzip'].map((accept) => toResponse(page, accept)));
  expect(await plain!.text()).toBe(html);
  expect(brotliDecompressSync(await br!.bytes()).toString()).toBe(html);
  expect(gunzipSync(await zipped!.bytes()).toString()).toBe(html);
  expect([plain, br, zipped].map((each) => each!.headers.get('etag'))).toEqual(['"abc"', '"abc-br"', '"abc-gzip"']);
  for (const each of [plain, br, zipped]) expect(each!.headers.get('link')).toBe('</a.css>; rel=preload');
});

test('a page is compressed once', async () => {
  const page = await keep();
  await Promise.all([toResponse(page, 'br'), toResponse(page, 'br')]);
  const [made] = page.compressed.values();
  await toResponse(page, 'br');
  expect([...page.compressed.values()]).toEqual([made]);
  expect(page.compressed.get('br')).toBe(made);
});

test.each([
  ['an error', answer({}, 404)],
  ['a page that sets a cookie', answer({ 'set-cookie': 'a=b' })],
  ['a page with a word that is good once', answer({ 'content-security-policy': "script-src 'nonce-abc'" })],
  ['a page without a tag', new Response(html)],
])('%s is not kept', (_what, response) => {
  expect(isKeepable(response)).toBe(false);
});

test('a whole page is kept', () => {
  expect(isKeepable(answer({ 'content-security-policy': "script-src 'self'" }))).toBe(true);
});
