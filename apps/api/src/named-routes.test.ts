import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Services } from './compose.ts';
import { createOpenApiDocument } from './openapi/create-openapi-document.ts';
import { registry } from './plugins.ts';
import { allRoutes } from './routes.ts';

const root = new URL('../../../', import.meta.url).pathname;
const shape = (path: string) => path.replaceAll(/\{\w+\}|:\w+/g, '{}');

test('every call that a command, the doctor or a guide tells people to make is one that there is', () => {
  const { paths = {} } = createOpenApiDocument(allRoutes({ registry } as Services), registry);
  const routes = new Set(
    Object.entries(paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${shape(path)}`),
    ),
  );
  const files = globSync(
    ['apps/api/src/{commands,doctor}/*.ts', 'docs/**/*.md', '{apps,packages}/*/README.md', 'README.md'],
    {
      cwd: root,
    },
  ).filter((file) => !file.startsWith('docs/adr/'));
  const named = files.flatMap((file) => {
    const found = readFileSync(root + file, 'utf8').matchAll(/\b(GET|POST|PUT|PATCH|DELETE) (\/v1\/[\w/{}:-]*[\w}])/g);
    return [...found].map(([, method, path = '']) => ({ file, call: `${method} ${shape(path)}` }));
  });
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter(({ call }) => !routes.has(call))).toEqual([]);
});
