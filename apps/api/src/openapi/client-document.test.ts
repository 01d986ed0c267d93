import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { Services } from '../compose.ts';
import { registry } from '../plugins.ts';
import { allRoutes } from '../routes.ts';
import { createOpenApiDocument } from './create-openapi-document.ts';

test("the client's copy of the OpenAPI document is the one that is served", async () => {
  const copy = new URL('../../../../packages/api-client/src/openapi.json', import.meta.url);
  const served = createOpenApiDocument(allRoutes({ registry } as unknown as Services), registry);
  expect(JSON.parse(await readFile(copy, 'utf8')), 'run: pnpm openapi').toEqual(JSON.parse(JSON.stringify(served)));
});
