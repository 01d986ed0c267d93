import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ManifestInput } from './manifest-schema.ts';
import { parseManifest } from './parse-manifest.ts';

const registry = {
  has: (id: string) => ['flow-tags:view', 'sub-flows:send'].includes(id),
  closest: (id: string) => (id.startsWith('flow-tags') ? 'flow-tags:view' : undefined),
};
const tagSync: ManifestInput = {
  name: 'Tag Sync',
  slug: 'tag-sync',
  summary: "Keeps your tags and your CRM's lists the same.",
  description: '# Tags\n\nin step',
  category: 'marketing',
  logo: 'asset:ast_1',
  screenshots: [{ image: 'asset:ast_2', alt: 'The list of tags' }],
  video: 'https://www.youtube.com/watch?v=abc',
  links: { documentation: 'https://example.com/docs' },
  scopes: [
    { id: 'flow-tags:view', reason: 'To read the tags we mirror.' },
    { id: 'sub-flows:send', reason: 'To greet a new lead.', optional: true },
  ],
  authInputs: [{ name: 'crm_token', type: 'string', title: 'CRM token', required: true, secret: true }],
  requests: {
    subscribe: {
      method: 'POST',
      url: 'https://hooks.example.com/minimart/{{workspace_id}}',
      query: { v: '{{app_version}}' },
      headers: { 'X-App': '{{app_id}}' },
      body: { json: { key: '{{api_key}}', token: '{{auth.crm_token}}' } },
    },
    unsubscribe: { method: 'POST', url: 'https://hooks.example.com/minimart/{{workspace_id}}/gone' },
  },
};
const { subscribe } = tagSync.requests ?? {};
const names = (count: number) => Array.from({ length: count }, (_, n) => `{{v${n}}}`).join(' ');
const parse = (change: object) => parseManifest({ ...tagSync, ...change }, { registry });
const errorsOf = (change: object) => {
  const result = parse(change);
  return result.ok ? [] : result.errors;
};

describe('parseManifest', () => {
  it('accepts the manifest of the outer contract and fills in its defaults', () => {
    const result = parseManifest(tagSync, { registry });
    expect(result).toMatchObject({ ok: true, warnings: [], manifest: { ...tagSync, manifestVersion: 1 } });
    expect(result.ok && result.manifest.scopes.map(({ optional }) => optional)).toEqual([false, true]);
  });

  it('refuses tables that a page would have to fill up with more than a thousand cells', () => {
    const tableOf = (columns: number, rows: number) =>
      `${'|a'.repeat(columns)}|\n${'|-'.repeat(columns)}|\n${'x\n'.repeat(rows)}`;
    expect(errorsOf({ description: tableOf(3300, 900) })).toEqual([
      {
        path: 'manifest.description',
        message: 'The tables of the description may have 1000 cells at most, empty ones included; these have 2976600.',
      },
    ]);
    expect(errorsOf({ description: tableOf(10, 90) })).toEqual([]);
  });

  it.each([
    ['pt-br', 'pt-BR'],
    ['ZH-hant', 'zh-Hant'],
    ['de', 'de'],
  ])('writes the language %s as %s', (language, written) => {
    const result = parseManifest({ name: 'A', slug: 'an-app', summary: 'Does little.', language }, { registry });
    expect(result).toMatchObject({ ok: true, manifest: { language: written } });
  });

  it('accepts an app with a name, a slug and a summary alone', () => {
    const result = parseManifest({ name: 'A', slug: 'an-app', summary: 'Does little.' }, { registry });
    expect(result).toMatchObject({
      ok: true,
      manifest: {
        category: 'other',
        description: '',
        links: {},
        scopes: [],
        authInputs: [],
        requests: {},
        screenshots: [],
      },
    });
  });

  const turns =
    'The name has an invisible mark that turns the reading direction, as pasted text may have. Type it anew.';
  const isNoLine = 'The name must be one line of 1 to 60 characters.';
  it.each([
    ['turns the reading direction of what follows', 'Tag \u202Ecnys', turns],
    ['isolates a direction and does not end it', 'Tag \u2067Sync', turns],
    ['has another line end', 'Tag\u2028Sync', isNoLine],
    ['shows nothing', '\u200B\u2060', isNoLine],
    ['is made of letters that show nothing', '\u3164\u115F \u2800', isNoLine],
  ])('refuses a name that %s', (_, name, message) => {
    expect(errorsOf({ name })).toEqual([{ path: 'manifest.name', message }]);
  });

  it('accepts names in every script, with joined emoji', () => {
    for (const name of ['متجر', 'חנות', 'ไทย', '👩‍💻 Desk', 'Café']) expect(errorsOf({ name })).toEqual([]);
  });

  it('accepts an app with scopes and no requests, whose key is shown once', () => {
    expect(parse({ requests: {}, authInputs: [] })).toMatchObject({ ok: true, warnings: [] });
  });

  it('names an unknown scope, where it stands, and the one that was meant', () => {
    const detail = 'No installed plugin declares the scope flow-tags:veiw. Did you mean flow-tags:view?';
    expect(parse({ scopes: [{ id: 'flow-tags:veiw', reason: 'To read tags.' }] })).toEqual({
      ok: false,
      code: 'unknown_scope',
      detail,
      errors: [{ path: 'manifest.scopes[0].id', message: detail }],
    });
  });

  it('calls mistakes of several kinds an invalid manifest and reports all of them', () => {
    const result = parse({ scopes: [{ id: 'x:y', reason: 'r' }], authInputs: [] });
    expect(result).toMatchObject({ ok: false, code: 'invalid_manifest' });
    expect(!result.ok && result.errors.map(({ path }) => path)).toEqual([
      'manifest.scopes[0].id',
      'manifest.requests.subscribe.body.json.token',
    ]);
  });

  it.each([
    [{ summery: 'x' }, 'manifest.summery', 'There is no field "summery" here. Did you mean summary?'],
    [{ scopes: [{ id: 'flow-tags:view', reasons: 'x' }] }, 'manifest.scopes[0].reasons', 'Did you mean reason?'],
    [
      { requests: { subscribe: { ...subscribe, header: {} } } },
      'manifest.requests.subscribe.header',
      'Did you mean headers?',
    ],
    [{ requests: { susbcribe: subscribe } }, 'manifest.requests.susbcribe', 'Did you mean subscribe?'],
    [
      { links: { wiki: 'https://a.example' } },
      'manifest.links.wiki',
      'Known here are documentation, support, privacy.',
    ],
    [
      { authInputs: [{ name: 'a', type: 'string', title: 'A', requird: true }] },
      'manifest.authInputs[0].requird',
      'Did you mean required?',
    ],
  ])('refuses an unknown field and suggests the known one: %o', (change, path, message) => {
    expect(errorsOf(change)).toContainEqual({ path, message: expect.stringContaining(message) });
  });

  it.each(['constructor', 'toString', 'hasOwnProperty'])(
    'refuses an auth input named %s, which every object of a program has',
    (name) => {
      const authInputs = [{ name, type: 'string', title: 'A' }];
      expect(errorsOf({ authInputs, requests: {} })).toMatchObject([{ path: 'manifest.authInputs[0].name' }]);
    },
  );

  it.each([
    [{ name: undefined }, 'manifest.name', 'The name is missing: it must be one line of 1 to 60 characters.'],
    [{ name: '  ' }, 'manifest.name', 'The name must be one line of 1 to 60 characters.'],
    [
      { summary: 'right \u202E left' },
      'manifest.summary',
      'The summary has an invisible mark that turns the reading direction, as pasted text may have. Type it anew.',
    ],
    [{ summary: 'two\nlines' }, 'manifest.summary', 'The summary must be one line of 1 to 160 characters.'],
    [{ category: 'marketting' }, 'manifest.category', 'Did you mean marketing?'],
    [{ manifestVersion: 2 }, 'manifest.manifestVersion', 'The manifestVersion must be 1, or be left out.'],
    [{ slug: 'Tag Sync' }, 'manifest.slug', 'such as tag-sync'],
    [{ slug: 'tag--sync' }, 'manifest.slug', 'such as tag-sync'],
    [{ slug: 'search' }, 'manifest.slug', 'The slug search is taken by the store; choose another.'],
    [{ language: 'German' }, 'manifest.language', 'a language tag (BCP 47), such as en, pt-BR or zh-Hant'],
    [{ language: 'e' }, 'manifest.language', 'a language tag'],
    [{ language: '' }, 'manifest.language', 'a language tag'],
    [{ logo: 'logo.png' }, 'manifest.logo', 'written asset: and its id'],
    [{ logo: 'asset:../x' }, 'manifest.logo', 'written asset: and its id'],
    [{ video: 'https://example.com/v' }, 'manifest.video', 'YouTube or Vimeo'],
    [{ video: 'asset:../v' }, 'manifest.video', 'or a file that was uploaded before'],
    [{ video: 7 }, 'manifest.video', 'YouTube or Vimeo'],
    [{ video: 'javascript:alert(1)' }, 'manifest.video', 'YouTube or Vimeo'],
    [{ pricing: 'freemium' }, 'manifest.pricing', 'free, free-plan, free-trial, paid'],
    [{ pricing: 'free-plans' }, 'manifest.pricing', 'Did you mean free-plan?'],
    [{ pricingUrl: 'http://a.example/prices' }, 'manifest.pricingUrl', 'The pricing link must be a full https address'],
    [{ links: { support: 'javascript:alert(1)' } }, 'manifest.links.support', 'full https address'],
    [{ links: { privacy: 'https://a:b@c.example' } }, 'manifest.links.privacy', 'full https address'],
    [
      { scopes: [{ id: 'flow-tags:view' }] },
      'manifest.scopes[0].reason',
      'The reason is missing: it must be one line of 1 to 280',
    ],
    [
      { scopes: [{ id: 'flow-tags:view', reason: 'x'.repeat(281) }] },
      'manifest.scopes[0].reason',
      '1 to 280 characters',
    ],
    [{ scopes: 'flow-tags:view' }, 'manifest.scopes', 'The scopes must be a list of at most 50 items.'],
    [{ requests: null }, 'manifest.requests', 'The field requests must be an object with named fields.'],
    [{ requests: { subscribe: { method: 'POST' } } }, 'manifest.requests.subscribe.url', 'The field url'],
    [
      { requests: { subscribe: { ...subscribe, method: 'post' } } },
      'manifest.requests.subscribe.method',
      'must be one of GET, POST',
    ],
    [
      { requests: { subscribe: { ...subscribe, query: { v: 1 } } } },
      'manifest.requests.subscribe.query.v',
      'must be text (in quotes',
    ],
  ])('says in plain words what is right for %o', (change, path, message) => {
    expect(errorsOf(change)).toContainEqual({ path, message: expect.stringContaining(message) });
  });

  it.each([[null], [[]], ['text'], [1], [undefined]])('refuses %j, which is no object', (input) => {
    expect(parseManifest(input, { registry })).toMatchObject({
      ok: false,
      code: 'invalid_manifest',
      errors: [{ path: 'manifest' }],
    });
  });

  it('refuses a scope or an auth input that is there twice', () => {
    const scope = { id: 'flow-tags:view', reason: 'r' };
    const input = { name: 'crm_token', type: 'string', title: 'T' };
    expect(errorsOf({ scopes: [scope, scope] })).toMatchObject([{ path: 'manifest.scopes[1].id' }]);
    expect(errorsOf({ authInputs: [input, input] })).toMatchObject([{ path: 'manifest.authInputs[1].name' }]);
  });

  it.each([
    [{ type: 'select' }, 'options', 'must have options'],
    [{ type: 'string', options: [{ value: 'a', label: 'A' }] }, 'options', 'Only a select'],
    [
      {
        type: 'select',
        options: [
          { value: 'a', label: 'A' },
          { value: 'a', label: 'B' },
        ],
      },
      'options',
      'same value',
    ],
    [{ type: 'select', options: [{ value: 'a', label: 'A' }], default: 'b' }, 'default', 'does not fit'],
    [{ type: 'number', default: 'many' }, 'default', 'does not fit'],
    [{ type: 'number', maxLength: 3 }, 'maxLength', 'Only a string or a text'],
    [{ type: 'checkbox', minLength: 3 }, 'minLength', 'Only a string or a text'],
    [{ type: 'text', format: 'email' }, 'format', 'Only a string has a format'],
    [{ type: 'string', format: 'regex' }, 'format', 'must be one of email, url'],
    [{ type: 'string', min: 3 }, 'min', 'Only a number'],
    [{ type: 'number', step: 0 }, 'step', 'a number above 0'],
    [{ type: 'number', min: 4, max: 3 }, 'min', 'above the max'],
    [{ type: 'string', minLength: 4, maxLength: 3 }, 'minLength', 'above the maxLength'],
    [{ type: 'number', max: 3, default: 4 }, 'default', 'must be 3 or less'],
    [{ type: 'string', format: 'domain', default: 'nowhere' }, 'default', 'must be a domain'],
    [{ type: 'checkbox', secret: true }, 'secret', 'Only a string or a text'],
    [{ type: 'string', secret: true, default: 'hunter2' }, 'default', 'A secret has no default'],
  ])('refuses an auth input whose fields contradict each other: %o', (part, field, message) => {
    const authInputs = [{ name: 'a', title: 'A', ...part }];
    expect(errorsOf({ authInputs, requests: {} })).toEqual([
      { path: `manifest.authInputs[0].${field}`, message: expect.stringContaining(message) },
    ]);
  });

  it('refuses variables that are not declared', () => {
    const requests = { subscribe: { ...subscribe, body: { json: { token: '{{auth.crm_tokn}}' } } } };
    expect(errorsOf({ requests })).toEqual([
      {
        path: 'manifest.requests.subscribe.body.json.token',
        message: 'There is no variable {{auth.crm_tokn}}. Did you mean {{auth.crm_token}}?',
      },
    ]);
  });

  it('refuses a secret in an address, path and query alike', () => {
    const url = 'https://hooks.example.com/{{auth.crm_token}}';
    expect(errorsOf({ requests: { subscribe: { ...subscribe, url, query: { k: '{{api_key}}' } } } })).toMatchObject([
      { path: 'manifest.requests.subscribe.url', message: expect.stringContaining('addresses end up in logs') },
      { path: 'manifest.requests.subscribe.query.k', message: expect.stringContaining('{{api_key}} is a secret') },
    ]);
  });

  describe('the response fields of the subscribe request', () => {
    const request = (variable: string) => ({ method: 'DELETE', url: `https://a.example/x/{{${variable}}}` }) as const;
    const withFields = (response: object, others: object = {}) => ({
      requests: { subscribe: { ...subscribe, response }, ...others },
    });

    it('are variables of the unsubscribe request', () => {
      const response = [{ name: 'account_id', path: '$.data.id' }];
      expect(errorsOf(withFields(response, { unsubscribe: request('response.account_id') }))).toEqual([]);
      expect(errorsOf(withFields(response, { unsubscribe: request('response.account') }))).toMatchObject([
        { path: 'manifest.requests.unsubscribe.url', message: expect.stringContaining('{{response.account_id}}?') },
      ]);
    });

    it('are neither known to the subscribe request nor left for data erasure, and stay out of addresses when secret', () => {
      const response = [{ name: 'id', path: '$.id', secret: true }];
      const inSubscribe = { ...subscribe, url: 'https://a.example/', headers: { 'X-Id': '{{response.id}}' }, response };
      expect(errorsOf({ requests: { subscribe: inSubscribe } })).toMatchObject([
        {
          path: 'manifest.requests.subscribe.headers.X-Id',
          message: expect.stringContaining('answer to this request'),
        },
      ]);
      const dataErasure = { method: 'POST', url: 'https://a.example/', body: { text: '{{response.id}}' } };
      expect(errorsOf(withFields(response, { dataErasure }))).toMatchObject([
        { path: 'manifest.requests.dataErasure.body.text', message: expect.stringContaining('erased by then') },
      ]);
      expect(errorsOf(withFields(response, { unsubscribe: request('response.id') }))).toMatchObject([
        { path: 'manifest.requests.unsubscribe.url', message: expect.stringContaining('is a secret') },
      ]);
    });

    it.each([
      [[{ name: 'a b', path: '$.id' }], 'manifest.requests.subscribe.response[0].name'],
      [[{ name: 'id', path: 'id' }], 'manifest.requests.subscribe.response[0].path'],
      [[{ name: 'id', path: '$..id' }], 'manifest.requests.subscribe.response[0].path'],
      [[{ name: 'id', path: '$.id', type: 'x' }], 'manifest.requests.subscribe.response[0].type'],
      [{ id: '$.id' }, 'manifest.requests.subscribe.response'],
    ])('%j is refused at %s', (response, path) => {
      expect(errorsOf(withFields(response))).toMatchObject([{ path }]);
    });

    it('belong to the subscribe request alone', () => {
      const unsubscribe = { method: 'POST', url: 'https://a.example/', response: [] };
      expect(errorsOf({ requests: { unsubscribe } })).toMatchObject([
        { path: 'manifest.requests.unsubscribe.response' },
      ]);
    });
  });

  it('refuses the key in an unsubscribe request', () => {
    const requests = { unsubscribe: { method: 'POST', url: 'https://a.example/', body: { json: ['{{api_key}}'] } } };
    expect(errorsOf({ requests })).toMatchObject([{ path: 'manifest.requests.unsubscribe.body.json[0]' }]);
  });

  it('takes a data-erasure request with what is left by then, and refuses what is erased', () => {
    const request = (json: string) => ({
      method: 'POST',
      url: 'https://a.example/{{workspace_id}}',
      body: { json: [json] },
    });
    expect(errorsOf({ requests: { dataErasure: request('{{app_id}} {{app_version}}') } })).toEqual([]);
    for (const variable of ['api_key', 'auth.crm_token'])
      expect(errorsOf({ requests: { dataErasure: request(`{{${variable}}}`) } })).toMatchObject([
        { path: 'manifest.requests.dataErasure.body.json[0]', message: expect.stringContaining('erased by then') },
      ]);
    expect(errorsOf({ requests: { dataErasure: request('{{app_name}}') } })).toMatchObject([
      { message: expect.stringContaining('There is no variable {{app_name}}') },
    ]);
  });

  it('asks the egress guard about the address of every request', () => {
    const asked: string[] = [];
    const checkUrl = (url: string) => {
      asked.push(url);
      return { ok: false, reason: '10.0.0.1 is in a private network.' } as const;
    };
    const result = parseManifest(tagSync, { registry, checkUrl });
    expect(asked).toEqual(['https://hooks.example.com/minimart/x', 'https://hooks.example.com/minimart/x/gone']);
    expect(result).toMatchObject({ ok: false, code: 'url_not_allowed' });
    expect(!result.ok && result.errors[0]).toEqual({
      path: 'manifest.requests.subscribe.url',
      message: 'The platform must not send to this address: 10.0.0.1 is in a private network.',
    });
  });

  it('warns of a key that is never handed over and of a request in the clear', () => {
    const warned = parse({ requests: { subscribe: { method: 'POST', url: 'http://hooks.example.com/' } } });
    expect(warned).toMatchObject({
      ok: true,
      warnings: [{ path: 'manifest.requests.subscribe' }, { path: 'manifest.requests.subscribe.url' }],
    });
    const local = parse({ requests: { subscribe: { ...subscribe, url: 'http://127.0.0.1:9000/' } } });
    expect(local).toMatchObject({ ok: true, warnings: [] });
  });

  it('refuses what PostgreSQL cannot store and what is nested beyond reason, without exhausting the stack', () => {
    expect(errorsOf({ description: 'a\0b' })).toEqual([
      { path: 'manifest.description', message: 'This text has a character that cannot be stored.' },
    ]);
    expect(errorsOf({ description: '\ud800' })).toHaveLength(1);
    expect(errorsOf({ requests: { subscribe: { ...subscribe, body: { json: { 'a\0': 1 } } } } })).toHaveLength(1);
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level++) deep = [deep];
    expect(errorsOf({ requests: { subscribe: { ...subscribe, body: { json: deep } } } })[0]?.message).toContain(
      '40 levels deep',
    );
    expect(errorsOf({ scopes: Array.from({ length: 100_000 }, () => 1) })[0]?.message).toContain('20000 values');
  });

  it('refuses a description that takes a parser of Markdown long, before it is parsed', () => {
    expect(errorsOf({ description: 'a\n-\n'.repeat(800) })).toEqual([
      {
        path: 'manifest.description',
        message: 'The description may have 1000 lines at most; this one has 1601.',
      },
    ]);
    const started = process.cpuUsage();
    expect(errorsOf({ description: '* a\n'.repeat(50_000) })).toHaveLength(1);
    expect(process.cpuUsage(started).user).toBeLessThan(5_000_000);
  });

  it.each([
    ['fields', Object.fromEntries(Array.from({ length: 19_000 }, (_, n) => [`field${n}`, 1]))],
    ['variables', { requests: { subscribe: { ...subscribe, body: { json: names(40_000) } } } }],
    ['variables in fields', { requests: { subscribe: { ...subscribe, body: { json: names(19_000).split(' ') } } } }],
  ])('tells the first 100 of thousands of unknown %s, and that there are more', (_, change) => {
    const started = process.cpuUsage();
    const errors = errorsOf(change);
    expect(process.cpuUsage(started).user).toBeLessThan(5_000_000);
    expect(errors.length).toBeGreaterThanOrEqual(100);
    expect(JSON.stringify(errors).length).toBeLessThan(100_000);
  });

  it('never throws, whatever JSON it is given', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(tagSync)), (value, key) => {
        const result = parse({ [key]: value });
        expect(
          result.ok || result.errors.every(({ path, message }) => path.startsWith('manifest') && message !== ''),
        ).toBe(true);
        expect(parseManifest(value, { registry }).ok).toBe(false);
      }),
    );
  });
});
