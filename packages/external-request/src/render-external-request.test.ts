import { isRefusal } from '@minimart/problem';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExternalRequest } from './external-request-schema.ts';
import { maskValues } from './mask-values.ts';
import { renderExternalRequest } from './render-external-request.ts';

const base = 'https://hooks.example.com';
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      '/',
      '.',
      '?',
      '#',
      '&',
      '=',
      '%',
      '\\',
      '"',
      '{',
      '}',
      '\n',
      '@',
      ':',
      '+',
      ' ',
      '2',
      'e',
      'x',
    ),
  }),
  fc.constantFrom(
    '../admin',
    '%2e%2e',
    '..%2f',
    '//evil.example',
    '{{api_key}}',
    '","admin":true,"',
    '\ud800',
    'a\r\nb: c',
  ),
);

function refusalOf(run: () => unknown) {
  try {
    run();
  } catch (error) {
    if (isRefusal(error)) return error;
    throw error;
  }
  return undefined;
}

describe('renderExternalRequest', () => {
  it('renders every place of a request with its own escape', () => {
    const request: ExternalRequest = {
      method: 'POST',
      url: `${base}/minimart/{{workspace_id}}?from={{app_id}}`,
      query: { v: '{{app_version}}' },
      headers: { 'X-App': 'app {{app_id}}' },
      body: { json: { key: '{{api_key}}', note: 'from {{workspace_id}}', list: ['{{auth.count}}', 1, null] } },
    };
    const values = { workspace_id: 'a b/c', app_id: 'x&y', app_version: '1.0 +', api_key: 'k"', 'auth.count': 3 };
    expect(renderExternalRequest(request, values)).toEqual({
      method: 'POST',
      url: `${base}/minimart/a%20b%2Fc?from=x%26y&v=1.0+%2B`,
      headers: { 'X-App': 'app x&y', 'content-type': 'application/json' },
      body: '{"key":"k\\"","note":"from a b/c","list":[3,1,null]}',
    });
  });

  it('keeps host and path structure whatever a path value holds, or refuses it', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const request: ExternalRequest = { method: 'POST', url: `${base}/a/{{x}}/b-{{x}}` };
        const refusal = refusalOf(() => renderExternalRequest(request, { x: value }));
        if (refusal !== undefined) {
          expect(['', '.', '..']).toContain(value);
          return;
        }
        const url = new URL(renderExternalRequest(request, { x: value }).url);
        const sent = value.toWellFormed();
        expect([url.origin, url.search, url.hash, url.username]).toEqual([base, '', '', '']);
        expect(url.pathname.split('/').map(decodeURIComponent)).toEqual(['', 'a', sent, `b-${sent}`]);
      }),
    );
  });

  it.each(['.', '..', ''])('refuses the path value %j, which would lead to another address', (value) => {
    const refusal = refusalOf(() =>
      renderExternalRequest({ method: 'GET', url: `${base}/users/{{auth.id}}` }, { 'auth.id': value }),
    );
    expect(refusal).toMatchObject({ code: 'invalid_path_value', extra: { variable: 'auth.id' } });
  });

  it('refuses a dot segment that a value completes', () => {
    for (const [url, x] of [
      ['/.{{x}}', '.'],
      ['/%2e{{x}}', '.'],
      ['/{{x}}{{x}}', '.'],
    ] as const) {
      expect(refusalOf(() => renderExternalRequest({ method: 'GET', url: base + url }, { x }))?.code).toBe(
        'invalid_path_value',
      );
    }
  });

  it('keeps the parameters of a query whatever its values hold', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const { url } = renderExternalRequest(
          { method: 'GET', url: `${base}/a?flag&first={{x}}`, query: { second: 'v{{x}}', third: '1' } },
          { x: value },
        );
        const sent = value.toWellFormed();
        expect([...new URL(url).searchParams]).toEqual([
          ['flag', ''],
          ['first', sent],
          ['second', `v${sent}`],
          ['third', '1'],
        ]);
        expect(new URL(url).pathname).toBe('/a');
      }),
    );
  });

  it('keeps the structure of a JSON body whatever its values hold', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const { body } = renderExternalRequest(
          { method: 'POST', url: base, body: { json: { whole: '{{x}}', mixed: 'a{{x}}b', deep: [{ n: '{{x}}' }] } } },
          { x: value },
        );
        const sent = value.toWellFormed();
        expect(JSON.parse(body ?? '')).toEqual({ whole: sent, mixed: `a${sent}b`, deep: [{ n: sent }] });
      }),
    );
  });

  it('keeps the type of a value that is a JSON string alone, and turns it to text elsewhere', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer(), fc.boolean(), fc.constant(null)), (value) => {
        const json = { alone: '{{x}}', mixed: '={{x}}' };
        const { body } = renderExternalRequest({ method: 'POST', url: base, body: { json } }, { x: value });
        expect(JSON.parse(body ?? '')).toEqual({ alone: value, mixed: `=${value ?? ''}` });
      }),
    );
  });

  it('keeps the fields of a form whatever its values hold', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const { body, headers } = renderExternalRequest(
          { method: 'POST', url: base, body: { form: { a: '{{x}}', b: '1' } } },
          { x: value },
        );
        expect([...new URLSearchParams(body ?? '')]).toEqual([
          ['a', value.toWellFormed()],
          ['b', '1'],
        ]);
        expect(headers).toEqual({ 'content-type': 'application/x-www-form-urlencoded' });
      }),
    );
  });

  it('carries a header value as it is, or refuses it without repeating it', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const run = () =>
          renderExternalRequest({ method: 'POST', url: base, headers: { 'X-T': 'T {{auth.t}}' } }, { 'auth.t': value });
        const refusal = refusalOf(run);
        // oxlint-disable-next-line no-control-regex
        if (/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
          expect(run().headers).toEqual({ 'X-T': `T ${value}` });
          expect(new Headers(run().headers).get('x-t')).toBe(`T ${value}`.replace(/[\t ]+$/, ''));
        } else {
          expect(refusal).toMatchObject({ code: 'invalid_header_value', extra: { variable: 'auth.t' } });
          expect(refusal?.detail).toBe(
            'The value of {{auth.t}} has a line break or another character that the header X-T cannot carry.',
          );
        }
      }),
    );
  });

  it.each(['a\r\nX-Admin: 1', 'a\nb', 'a\0b', 'täg', '€'])(
    'decides the header value %j by what HTTP can carry',
    (value) => {
      const refusal = refusalOf(() =>
        renderExternalRequest({ method: 'GET', url: base, headers: { a: '{{x}}' } }, { x: value }),
      );
      expect(refusal?.code).toBe(value === 'täg' ? undefined : 'invalid_header_value');
    },
  );

  it('never expands a variable that stands inside a value', () => {
    const request: ExternalRequest = {
      method: 'POST',
      url: `${base}/{{auth.note}}`,
      headers: { 'X-Note': '{{auth.note}}' },
      body: { text: '{{auth.note}}|{{{auth.note}}}' },
    };
    const rendered = renderExternalRequest(request, { 'auth.note': '{{api_key}}', api_key: 'sesame' });
    expect(JSON.stringify(rendered)).not.toContain('sesame');
    expect(rendered.headers['X-Note']).toBe('{{api_key}}');
    expect(rendered.url).toBe(`${base}/%7B%7Bapi_key%7D%7D`);
  });

  it('leaves a content type that the developer names, in whatever case', () => {
    const headers = { 'Content-Type': 'application/vnd.api+json' };
    expect(renderExternalRequest({ method: 'POST', url: base, headers, body: { json: 1 } }, {}).headers).toEqual(
      headers,
    );
  });

  it('names an unknown variable and the one that was meant, and does not reach inherited properties', () => {
    const run = (name: string) =>
      refusalOf(() => renderExternalRequest({ method: 'GET', url: `${base}/{{${name}}}` }, { api_key: 'k' }));
    expect(run('api_kye')?.detail).toBe('The variable {{api_kye}} has no value. Did you mean {{api_key}}?');
    expect(run('constructor')?.code).toBe('unknown_variable');
    expect(run('toString')?.code).toBe('unknown_variable');
  });

  it('shows masked secrets as dots in every place of the display copy', () => {
    const request: ExternalRequest = {
      method: 'POST',
      url: `${base}/{{auth.room}}/{{auth.token}}`,
      query: { t: '{{auth.token}}' },
      headers: { Authorization: 'Bearer {{api_key}}' },
      body: { json: { token: '{{auth.token}}', room: '{{auth.room}}' } },
    };
    const values = { 'auth.token': 'hunter2', api_key: 'mm_live_secret', 'auth.room': 'blue' };
    const display = renderExternalRequest(request, maskValues(values, ['auth.token', 'api_key']));
    expect(display).toEqual({
      method: 'POST',
      url: `${base}/blue/••••?t=••••`,
      headers: { Authorization: 'Bearer ••••', 'content-type': 'application/json' },
      body: '{"token":"••••","room":"blue"}',
    });
  });

  it('throws on a URL that was never checked rather than sending somewhere else', () => {
    for (const url of ['https://{{x}}/a', '{{x}}://a', 'https://a@b/', 'file:///etc/passwd', 'https:\\\\a']) {
      expect(refusalOf(() => renderExternalRequest({ method: 'GET', url }, { x: 'y' }))?.code).toBe('invalid_url');
    }
  });
});
