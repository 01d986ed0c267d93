import { describe, expect, it } from 'vitest';
import { checkExternalRequest } from './check-external-request.ts';
import type { ExternalRequest } from './external-request-schema.ts';
import { externalRequestSchema } from './external-request-schema.ts';

const variables = ['api_key', 'app_id', 'app_version', 'workspace_id', 'auth.crm_token'];
const path = 'manifest.requests.subscribe';
const check = (part: Partial<ExternalRequest>) =>
  checkExternalRequest({ method: 'POST', url: 'https://hooks.example.com/a', ...part }, { variables, path });

describe('checkExternalRequest', () => {
  it('accepts variables in path, query, header values, JSON strings, form values and text', () => {
    expect(check({ url: 'https://hooks.example.com:8443/{{workspace_id}}/x-{{app_id}}?v={{app_version}}' })).toEqual(
      [],
    );
    expect(check({ query: { v: '{{app_version}}' }, headers: { 'X-Token': 'T {{auth.crm_token}}' } })).toEqual([]);
    expect(check({ body: { json: { key: '{{api_key}}', deep: [{ a: 'b {{app_id}}' }] } } })).toEqual([]);
    expect(check({ body: { form: { key: '{{api_key}}' } } })).toEqual([]);
    expect(check({ body: { text: '{"key":{"a":"{{api_key}}"}} and } }} alone' } })).toEqual([]);
  });

  it.each([
    ['{{app_id}}://hooks.example.com/', 'variable in the scheme'],
    ['https://{{app_id}}.example.com/', 'variable in the host or port'],
    ['https://hooks.example.com:{{app_id}}/', 'variable in the host or port'],
    ['https://hooks.example.com{{app_id}}', 'variable in the host or port'],
    ['https://{{api_key}}@hooks.example.com/', 'variable in the user part or the host'],
    ['https://user:pass@hooks.example.com/', 'no user name or password'],
    ['https://hooks.example.com/?{{app_id}}=1', 'variable in the name of a query parameter'],
    ['https://hooks.example.com/#a', 'no # part'],
    ['https://hooks.example.com/a/../b', 'no . or ..'],
    ['https://hooks.example.com/%2E%2e/b', 'no . or ..'],
    ['https://hooks.example.com\\@evil.example/', 'backslashes'],
    ['https://hooks.example.com/a b', 'spaces'],
    ['ftp://hooks.example.com/', 'start with https://, not ftp://'],
    ['hooks.example.com/minimart', 'full address'],
    ['https:///minimart', 'host that cannot be read'],
  ])('refuses the URL %s', (url, words) => {
    expect(check({ url })).toContainEqual({ path: `${path}.url`, message: expect.stringContaining(words) });
  });

  it('names an unknown variable, where it stands, and the one that was meant', () => {
    expect(check({ body: { json: { a: [{ token: '{{auth.crm_tokn}}' }] } } })).toEqual([
      {
        path: `${path}.body.json.a[0].token`,
        message: 'There is no variable {{auth.crm_tokn}}. Did you mean {{auth.crm_token}}?',
      },
    ]);
  });

  it.each([
    ['{{ api_key }}', 'Write {{api_key}} without spaces.'],
    ['{{#if a}}', '"{{#if a}}" is not a variable; a variable is written {{name}}, with no logic inside.'],
    ['{{api_key', '"{{api_key" opens a variable that is not closed; a variable is written {{name}}.'],
  ])('says how a variable is written when it finds %s', (text, message) => {
    expect(check({ body: { text } })).toEqual([{ path: `${path}.body.text`, message }]);
  });

  it.each([
    'Host',
    'content-length',
    'Transfer-Encoding',
    'Connection',
    'webhook-id',
    'Webhook-Anything',
    'User-Agent',
  ])('refuses the header %s, which the platform sets', (name) => {
    expect(check({ headers: { [name]: 'x' } })).toEqual([
      { path: `${path}.headers.${name}`, message: `The header ${name} is set by the platform; leave it out.` },
    ]);
  });

  it('refuses header names with variables, with forbidden characters, and twice in another case', () => {
    expect(check({ headers: { 'X-{{app_id}}': 'x' } })[0]?.message).toContain('no variable in its name');
    expect(check({ headers: { 'X App': 'x' } })[0]?.message).toContain('is not a header name');
    expect(check({ headers: { 'X-App': 'x', 'x-app': 'y' } })[0]?.message).toContain('twice');
    expect(check({ headers: { 'X-App': 'a\r\nb' } })[0]?.message).toContain('no line breaks');
  });

  it('refuses variables in the names of query parameters, form fields and JSON members', () => {
    expect(check({ query: { '{{app_id}}': '' } })[0]?.path).toBe(`${path}.query.{{app_id}}`);
    expect(check({ body: { form: { '{{app_id}}': '' } } })[0]?.message).toContain('not in the name');
    expect(check({ body: { json: [{ '{{app_id}}': '' }] } })[0]?.path).toBe(`${path}.body.json[0].{{app_id}}`);
  });

  it('refuses a body on a GET', () => {
    expect(check({ method: 'GET', body: { text: '' } })).toMatchObject([{ path: `${path}.body` }]);
  });
});

describe('externalRequestSchema', () => {
  it('takes exactly one kind of body and no unknown field', () => {
    const parse = (part: object) =>
      externalRequestSchema.safeParse({ method: 'POST', url: 'https://a.example', ...part }).success;
    expect(parse({ body: { json: null } })).toBe(true);
    expect(parse({ body: { json: {}, text: '' } })).toBe(false);
    expect(parse({ body: {} })).toBe(false);
    expect(parse({ header: {} })).toBe(false);
    expect(parse({ method: 'post' })).toBe(false);
  });
});
