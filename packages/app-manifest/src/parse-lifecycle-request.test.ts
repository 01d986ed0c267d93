import { expect, it } from 'vitest';
import { parseLifecycleRequest } from './parse-lifecycle-request.ts';

const sources = { authInputs: [{ name: 'token', secret: true }], requests: {} };
const parse = (input: unknown, checkUrl?: (url: string) => { ok: false; reason: string }) =>
  parseLifecycleRequest(input, {
    topic: 'subscribe',
    sources,
    path: 'request',
    ...(checkUrl !== undefined && { checkUrl }),
  });

it('takes a request by the rules of a manifest', () => {
  const request = { method: 'POST', url: 'https://a.example/', body: { json: { t: '{{auth.token}}' } } } as const;
  expect(parse(request)).toEqual({ ok: true, request });
});

it.each([
  [undefined, 'request'],
  [{ method: 'POST' }, 'request.url'],
  [{ method: 'POST', url: 'https://{{workspace_id}}.example/' }, 'request.url'],
  [{ method: 'POST', url: 'https://a.example/?t={{auth.token}}' }, 'request.url'],
  [{ method: 'POST', url: 'https://a.example/', headers: { host: 'b' } }, 'request.headers.host'],
  [{ method: 'POST', url: 'https://a.example/', body: { json: '{{auth.tokn}}' } }, 'request.body.json'],
  [{ method: 'POST', url: 'https://a.example/', body: { text: 'a\0' } }, 'request.body.text'],
])('%j is refused at %s', (input, path) => {
  expect(parse(input)).toMatchObject({ ok: false, code: 'invalid_manifest', errors: [{ path }] });
});

it('asks the guard about the address', () => {
  const forbid = () => ({ ok: false, reason: 'It is private.' }) as const;
  expect(parse({ method: 'GET', url: 'http://10.0.0.1/' }, forbid)).toMatchObject({
    code: 'url_not_allowed',
    errors: [{ path: 'request.url' }],
  });
});
