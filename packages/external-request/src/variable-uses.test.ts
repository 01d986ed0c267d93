import { describe, expect, it } from 'vitest';
import { closestName } from './closest-name.ts';
import type { ExternalRequest } from './external-request-schema.ts';
import { hostOf, sampleUrl } from './sample-url.ts';
import { variableUses, variablesOf } from './variable-uses.ts';

const request: ExternalRequest = {
  method: 'POST',
  url: 'https://hooks.example.com:8443/{{workspace_id}}?v={{app_version}}',
  headers: { 'X-App': '{{app_id}}' },
  body: { json: { list: ['{{api_key}}', 'for {{app_id}}'] } },
};

describe('variableUses', () => {
  it('tells each use by name, place and path', () => {
    expect(variableUses(request)).toEqual([
      { name: 'workspace_id', place: 'url', path: 'url' },
      { name: 'app_version', place: 'url', path: 'url' },
      { name: 'app_id', place: 'header', path: 'headers.X-App' },
      { name: 'api_key', place: 'json', path: 'body.json.list[0]' },
      { name: 'app_id', place: 'json', path: 'body.json.list[1]' },
    ]);
  });

  it('names each variable once', () => {
    expect(variablesOf(request)).toEqual(['workspace_id', 'app_version', 'app_id', 'api_key']);
  });
});

describe('hostOf and sampleUrl', () => {
  it('give the host with its port, and an address without variables', () => {
    expect(hostOf(request)).toBe('hooks.example.com:8443');
    expect(sampleUrl(request)).toBe('https://hooks.example.com:8443/x?v=x');
  });

  it('give nothing for a URL that cannot be read', () => {
    expect(hostOf({ url: 'https://{{x}}/' })).toBeUndefined();
    expect(sampleUrl({ url: 'nonsense' })).toBeUndefined();
  });
});

describe('closestName', () => {
  it('suggests a near name, swaps included, and none that is far', () => {
    expect(closestName('api_kye', ['app_id', 'api_key'])).toBe('api_key');
    expect(closestName('CATEGORY', ['category'])).toBe('category');
    expect(closestName('zzz', ['api_key'])).toBeUndefined();
    expect(closestName('x', [])).toBeUndefined();
  });
});
