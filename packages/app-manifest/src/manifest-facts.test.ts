import { describe, expect, it } from 'vitest';
import { assetIdsOf } from './asset-ids-of.ts';
import { hostsOf } from './hosts-of.ts';
import { manifestJsonSchema } from './manifest-json-schema.ts';
import { requestVariables, secretVariables } from './request-variables.ts';

const authInput = { type: 'string', title: 'T', required: false } as const;

describe('facts of a manifest', () => {
  it('hosts are those of the requests, each once, with a written port', () => {
    const subscribe = { method: 'POST', url: 'https://Hooks.example.com/a/{{workspace_id}}' } as const;
    const unsubscribe = { method: 'POST', url: 'https://hooks.example.com:8443/b' } as const;
    expect(hostsOf({ requests: { subscribe, unsubscribe } })).toEqual(['hooks.example.com', 'hooks.example.com:8443']);
    expect(hostsOf({ requests: { subscribe, unsubscribe: subscribe } })).toEqual(['hooks.example.com']);
    expect(hostsOf({ requests: {} })).toEqual([]);
  });

  it('variables are the four system fields and the auth inputs; secret are the key and what is marked so', () => {
    const authInputs = [
      { ...authInput, name: 'room', secret: false },
      { ...authInput, name: 'token', secret: true },
    ];
    expect(requestVariables({ authInputs, requests: {} })).toEqual([
      'api_key',
      'app_id',
      'app_version',
      'workspace_id',
      'auth.room',
      'auth.token',
    ]);
    expect(secretVariables({ authInputs, requests: {} })).toEqual(['api_key', 'auth.token']);
  });

  it('assets are found with the path of each reference', () => {
    const screenshots = [{ image: 'asset:ast_2', alt: 'x' }];
    const pictures = { logo: 'asset:ast_1', cover: undefined, screenshots };
    const found = [
      { id: 'ast_1', path: 'manifest.logo', kind: 'picture' },
      { id: 'ast_2', path: 'manifest.screenshots[0].image', kind: 'picture' },
    ];
    expect(assetIdsOf({ ...pictures, video: 'https://vimeo.com/1' })).toEqual(found);
    const video = { id: 'ast_3', path: 'manifest.video', kind: 'video' };
    expect(assetIdsOf({ ...pictures, video: 'asset:ast_3' })).toEqual([...found, video]);
  });
});

describe('manifestJsonSchema', () => {
  it('describes every section for editors, closed to unknown fields', () => {
    const schema = manifestJsonSchema();
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      required: ['name', 'slug', 'summary'],
      additionalProperties: false,
      properties: { summary: { type: 'string', maxLength: 160 }, scopes: { type: 'array', maxItems: 50 } },
    });
    expect(Object.keys(schema['properties'] as object)).toEqual(
      expect.arrayContaining(['links', 'authInputs', 'requests']),
    );
  });
});
