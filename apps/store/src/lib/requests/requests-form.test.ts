import { describe, expect, it } from 'vitest';
import { buildRequest } from './build-request.ts';
import { changeForm, putBack } from './change-form.ts';
import { checkForms } from './check-form.ts';
import { takeTheirs } from './describe-path.ts';
import { highlight } from './highlight.ts';
import { listValues } from './list-values.ts';
import { placeDraftErrorsInForm } from './place-problems.ts';
import { readRemoved } from './read-removed.ts';
import { readRequestsForm } from './read-requests-form.ts';
import { newRequest, toRequestsForm } from './request-form.ts';

const requests = {
  subscribe: {
    method: 'POST' as const,
    url: 'https://a.example/{{workspace_id}}',
    query: { v: '{{app_version}}' },
    headers: { 'X-App': '{{app_id}}', 'X.Dot': 'a' },
    body: { json: { key: '{{api_key}}', n: [1, null, true] } },
    response: [{ name: 'account', path: '$.id', secret: false }],
  },
  unsubscribe: { method: 'DELETE' as const, url: 'https://a.example/{{response.account}}' },
};
const forms = toRequestsForm(requests);

describe('the form of requests', () => {
  it('comes back as the requests that it was made of, by way of JSON and of an HTML form', () => {
    expect(buildRequest(forms.subscribe!)).toEqual({ request: requests.subscribe, errors: {} });
    expect(buildRequest(forms.unsubscribe!)).toEqual({ request: requests.unsubscribe, errors: {} });
    const { subscribe } = readRequestsForm({ subscribe: { ...forms.subscribe, isThere: 'on' }, sample: {} });
    expect(subscribe).toEqual(forms.subscribe);
  });

  it('tells rows without a name, names that are there twice, and JSON that is none; empty rows count for nothing', () => {
    const rows = [
      { name: '', value: '' },
      { name: ' a ', value: '1' },
      { name: 'a', value: '2' },
      { name: '', value: '3' },
    ];
    const built = buildRequest({ ...newRequest(), kind: 'json', json: '{"a":\n1,}', query: rows });
    expect(built.request.query).toEqual({ a: '1' });
    expect(built.errors).toEqual({
      'query[2].name': 'The name a is there twice.',
      'query[3].name': 'Give it a name, or empty its value.',
      'body.json': expect.stringContaining('This is not JSON yet'),
    });
  });

  it('keeps a name that is a prototype as a name', () => {
    const { request } = buildRequest({ ...newRequest(), headers: [{ name: '__proto__', value: 'x' }] });
    expect(Object.entries(request.headers ?? {})).toEqual([['__proto__', 'x']]);
  });
});

describe('checkForms', () => {
  it('finds nothing wrong with what is right', () => {
    expect(checkForms(forms, [])).toEqual({});
  });

  it('puts each mistake at its control', () => {
    const subscribe = {
      ...forms.subscribe!,
      url: 'https://{{workspace_id}}/',
      headers: [
        { name: 'X-App', value: '{{app_ids}}' },
        { name: 'Host', value: 'x' },
      ],
      json: '{"a":{"b":"{{nothing}}"}}',
      response: [{ name: 'account', path: 'id', secret: true }],
    };
    expect(Object.keys(checkForms({ ...forms, subscribe }, [])).toSorted()).toEqual([
      'requests.subscribe.body.json',
      'requests.subscribe.headers[0].value',
      'requests.subscribe.headers[1].value',
      'requests.subscribe.response[0].path',
      'requests.subscribe.url',
      'requests.unsubscribe.url',
    ]);
  });
});

describe('changeForm', () => {
  it('removes a row, which can be put back where it was, also by way of a hidden field', () => {
    const { value, removed } = changeForm(forms, 'remove-row:subscribe.headers.0');
    expect(value.subscribe?.headers).toEqual([{ name: 'X.Dot', value: 'a' }]);
    expect(removed).toMatchObject({ label: 'the header X-App' });
    expect(putBack(value, readRemoved(JSON.stringify(removed))!)).toEqual({
      value: forms,
      focus: 'requests.subscribe.headers[0].name',
    });
  });

  it('removes a whole request, which can be put back', () => {
    const { value, removed } = changeForm(forms, 'remove:subscribe');
    expect(value.subscribe).toBeUndefined();
    expect(putBack(value, readRemoved(JSON.stringify(removed))!).value).toEqual(forms);
  });

  it('takes a value of the answer under a name that is free', () => {
    expect(changeForm(forms, "take:$.data['account']").value.subscribe?.response.at(-1)).toEqual({
      name: 'account_2',
      path: "$.data['account']",
      secret: false,
    });
    expect(changeForm(forms, 'take:$[0]').value.subscribe?.response.at(-1)?.name).toBe('value');
  });

  it.each([
    '',
    'x',
    'add:constructor',
    'add-row:subscribe.__proto__',
    'remove-row:subscribe.headers.9',
    'remove-row:subscribe.headers.x',
  ])('changes nothing at %j', (command) => {
    expect(changeForm(forms, command)).toEqual({ value: forms });
  });

  it.each([
    '',
    'null',
    '[]',
    '{"topic":"subscribe"}',
    '{"topic":"subscribe","list":"x","place":0,"row":{}}',
    '{"topic":"subscribe","list":"query","place":-1,"row":{}}',
  ])('puts nothing back of %j', (text) => {
    expect(readRemoved(text)).toBeUndefined();
  });
});

describe('errors of the server', () => {
  it('are put at the rows that they are about, with their links', () => {
    const placed = placeDraftErrorsInForm(
      {
        summary: [{ message: 'A', href: '#draft-requests-subscribe-headers-X-Dot' }, { message: 'B' }],
        fields: { 'requests.subscribe.headers.X.Dot': 'A', 'requests.subscribe.body.json.key': 'C' },
      },
      forms,
    );
    expect(placed).toEqual({
      summary: [{ message: 'A', href: '#draft-requests-subscribe-headers-1-value' }, { message: 'B' }],
      fields: { 'requests.subscribe.headers[1].value': 'A', 'requests.subscribe.body.json': 'C' },
    });
  });
});

describe('takeTheirs', () => {
  it.each([
    ['requests.subscribe.url', 'https://b.example/', { url: 'https://b.example/' }],
    [
      'requests.subscribe.headers.X.Dot',
      'b',
      { headers: [forms.subscribe!.headers[0], { name: 'X.Dot', value: 'b' }] },
    ],
    ['requests.subscribe.headers.X.Dot', undefined, { headers: [forms.subscribe!.headers[0]] }],
    ['requests.subscribe.response', [], { response: [] }],
    [
      'requests.subscribe.body.json.key',
      'x',
      { json: '{\n  "key": "x",\n  "n": [\n    1,\n    null,\n    true\n  ]\n}' },
    ],
  ])('puts %s in', (path, theirs, expected) => {
    expect(takeTheirs(forms, { path, yours: undefined, theirs }).subscribe).toMatchObject(expected);
  });

  it('removes a request that the other one removed', () => {
    expect(takeTheirs(forms, { path: 'requests.unsubscribe', yours: {}, theirs: undefined })).toEqual({
      subscribe: forms.subscribe,
    });
  });
});

describe('highlight', () => {
  it('tells variables, those that are unknown, and the parts of JSON, and loses no letter', () => {
    const text = '{ "a": "x {{api_key}} {{kye}}", "b": [1.5, true], "c{{": "{{"';
    const pieces = highlight(text, ['api_key'], { isJson: true });
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(pieces.filter(({ is }) => is === 'variable').map((piece) => piece.text)).toEqual(['{{api_key}}']);
    expect(pieces.filter(({ is }) => is === 'unknown').map((piece) => piece.text)).toEqual(['{{kye}}', '{{', '{{']);
    expect(pieces.filter(({ is }) => is === 'literal').map((piece) => piece.text)).toEqual(['1.5', 'true']);
  });
});

describe('listValues', () => {
  it('lists plain values with their paths, and nothing of what is not JSON', () => {
    expect(listValues('{"a b":[{"id":7}],"x":null,"t":"<b>"}')).toEqual([
      { path: "$['a b'][0].id", value: '7' },
      { path: '$.t', value: '"<b>"' },
    ]);
    expect(listValues('<p>')).toEqual([]);
    expect(listValues(JSON.stringify(Array.from({ length: 500 }, (_, n) => n)))).toHaveLength(60);
  });
});
