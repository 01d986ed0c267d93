import { validate } from '@readme/openapi-parser';
import type { Express } from 'express';
import request from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registry } from './plugins.ts';
import { errorCodes } from './problems/problem-kinds.ts';
import { problemKinds } from './problems/problem-table.ts';
import { allRoutes } from './routes.ts';
import { createTestApi, type TestApi } from './testing/create-test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api[Symbol.asyncDispose]());

interface Operation {
  operationId: string;
  tags: string[];
  security: object[];
  parameters?: { name: string; in: string; required?: boolean }[];
  responses: Record<string, { content: Record<string, unknown> }>;
}
type Document = { openapi: string; tags: { name: string }[]; paths: Record<string, Record<string, Operation>> };

const readDocument = async () => (await request(api.app).get('/openapi.json').expect(200)).body as Document;

function operationsOf({ paths }: Document) {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
}

test('the document is valid OpenAPI 3.1, every reference in it included', async () => {
  const document = await readDocument();
  expect(document.openapi).toMatch(/^3\.1\./);
  const result = await validate(structuredClone(document) as unknown as Parameters<typeof validate>[0]);
  expect(result).toEqual({ valid: true, warnings: [], specification: 'OpenAPI' });
});

test('the document has every route and every operation of the plugins, and nothing else', async () => {
  const declared = [
    ...allRoutes(api.services).map(({ method, path, id }) => `${method} ${path} ${id}`),
    ...registry.operations.map(({ method, path, id }) => `${method} /api${path} ${id}`),
    'post /v1/leak-reports reportLeaks',
    'post /v1/developer/assets uploadAsset',
  ];
  const described = operationsOf(await readDocument()).map(
    ({ method, path, operation }) => `${method} ${path} ${operation.operationId}`,
  );
  expect(described.toSorted()).toEqual(declared.toSorted());
});

test('the document has every route that Express has mounted below /v1 and /api, sign-in apart', async () => {
  const described = new Set(operationsOf(await readDocument()).map(({ method, path }) => `${method} ${path}`));
  const mounted = mountedBelow(api.app).filter((each) => !each.includes('/v1/auth/'));
  expect(mounted.length).toBeGreaterThan(15);
  for (const each of mounted) expect(described).toContain(each);
});

test('each call says who may make it, under a tag that is declared, and that its errors are problems', async () => {
  const document = await readDocument();
  const tags = new Set(document.tags.map(({ name }) => name));
  const isPublic = new Set(allRoutes(api.services).flatMap(({ access, id }) => (access === 'public' ? [id] : [])));
  // Whoever signs the body may, which OpenAPI has no word for.
  isPublic.add('reportLeaks');
  for (const { path, operation } of operationsOf(document)) {
    const { operationId, security, responses } = operation;
    expect(security.length === 0, operationId).toBe(isPublic.has(operationId));
    expect(Object.keys(responses['default']!.content)).toEqual(['application/problem+json']);
    expect(
      operation.tags.filter((tag) => !tags.has(tag)),
      operationId,
    ).toEqual([]);
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const parameters = operation.parameters?.filter((each) => each.in === 'path') ?? [];
    expect(parameters.map(({ name }) => name)).toEqual(inPath);
  }
});

test('the reader at /docs loads nothing from another origin, and may not', async () => {
  const { text, headers } = await request(api.app).get('/docs').expect(200);
  expect(text).not.toMatch(/(https?:)?\/\/[a-z0-9]/i);
  const policy = headers['content-security-policy']!;
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/https?:|\*|unsafe-eval|script-src[^;]*unsafe-inline/);
  for (const [, path] of text.matchAll(/(?:src|href|data-url)="([^"]+)"/g))
    await request(api.app).get(path!).expect(200);
});

test('every document says how long it may be kept', async () => {
  for (const path of ['/openapi.json', '/docs', '/docs/reader.js', '/errors', '/errors/not-found']) {
    const { headers } = await request(api.app).get(path).expect(200);
    expect([path, headers['cache-control']]).toEqual([path, expect.stringMatching(/^public, max-age=\d+$/)]);
  }
});

test.each([...new Set(errorCodes)])('the error %s has a row in the table and a page', async (code) => {
  const { status, title, meaning, remedy } = problemKinds[code];
  expect(status).toBeGreaterThanOrEqual(400);
  const { text, headers } = await request(api.app)
    .get(`/errors/${code.replaceAll('_', '-')}`)
    .expect(200);
  expect(headers['content-type']).toMatch('text/html');
  for (const part of [title, code, meaning, remedy])
    expect(text).toContain(part.replaceAll('<', '&lt;').replaceAll('>', '&gt;'));
  expect(text).not.toMatch(/(https?:)?\/\/[a-z0-9]/i);
});

test('the table has no row for a code that nothing refuses with, and an unknown page is a 404', async () => {
  expect(Object.keys(problemKinds).toSorted()).toEqual([...new Set<string>(errorCodes)].toSorted());
  for (const name of ['no-such-code', 'constructor', '__proto__', 'unknown_scope']) {
    const { body } = await request(api.app).get(`/errors/${name}`).expect(404);
    expect(body.code).toBe('not_found');
  }
});

interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
}

/** What Express itself holds, as `get /v1/apps/{slug}`. The one mount path there is, `/api`, is known by what lies in it. */
function mountedBelow(app: Express): string[] {
  const ofPlugins = new Set(registry.operations.map(({ path }) => path));
  const walk = (stack: readonly Layer[]): string[] =>
    stack.flatMap(({ route, handle }) => {
      if (route === undefined) return walk(handle.stack ?? []);
      const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
      const methods = Object.keys(route.methods).filter((method) => method !== '_all');
      return methods.map((method) => `${method} ${ofPlugins.has(path) ? `/api${path}` : path}`);
    });
  const all = walk((app as unknown as { router: { stack: Layer[] } }).router.stack);
  return all.filter((each) => / \/(v1|api)\//.test(each));
}
