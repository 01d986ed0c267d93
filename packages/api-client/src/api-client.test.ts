import { readFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import { expect, test } from 'vitest';
import { createReceiver } from '@minimart/test-kit';
import { createApiClient } from './index.ts';

test('the types are those of the document beside them', { timeout: 30_000 }, async () => {
  const here = new URL('./', import.meta.url);
  const fresh = astToString(await openapiTS(new URL('openapi.json', here)));
  const kept = await readFile(new URL('schema.ts', here), 'utf8');
  // The command writes a banner first; what counts begins with the paths.
  expect(kept.slice(kept.indexOf('export interface paths')), 'run: pnpm openapi').toBe(
    fresh.slice(fresh.indexOf('export interface paths')),
  );
});

test('sends the token, fills the path, and hands on a problem as an error', async () => {
  await using receiver = await createReceiver(({ path }) => ({
    status: path.endsWith('nothing') ? 404 : 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(path.endsWith('nothing') ? { code: 'not_found' } : { slug: 'tag-sync' }),
  }));
  const client = createApiClient({ baseUrl: receiver.url, token: 'a-token' });
  const found = await client.GET('/v1/apps/{slug}', { params: { path: { slug: 'tag-sync' } } });
  const missing = await client.GET('/v1/apps/{slug}', { params: { path: { slug: 'nothing' } } });
  expect([found.data?.slug, missing.error?.code]).toEqual(['tag-sync', 'not_found']);
  expect(receiver.requests[0]).toMatchObject({
    path: '/v1/apps/tag-sync',
    headers: { authorization: 'Bearer a-token' },
  });
});

test.each(['', '.', '..'])(
  'a path parameter "%s" is nothing that is there, and makes no other call',
  async (userNs) => {
    const called: string[] = [];
    const fetch = async ({ url }: Request) => (called.push(url), Response.json({}));
    const client = createApiClient({ baseUrl: 'http://api.test', fetch });
    const path = { workspaceId: 'ws_1', userNs };
    const answer = await client.GET('/v1/workspaces/{workspaceId}/bot/subscribers/{userNs}', { params: { path } });
    expect([answer.response.status, answer.error?.code]).toEqual([404, 'not_found']);
    expect(answer.error?.detail).toContain('userNs');
    expect(called).toEqual([]);
  },
);
