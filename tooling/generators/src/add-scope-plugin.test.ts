import { cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addScopePlugin } from './add-scope-plugin.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
let copy: string;
beforeEach(async () => {
  copy = await mkdtemp(join(tmpdir(), 'minimart-gen-'));
  await mkdir(join(copy, 'apps/api/src'), { recursive: true });
  await mkdir(join(copy, 'packages/scope-taken'), { recursive: true });
  for (const file of ['apps/api/package.json', 'apps/api/src/plugins.ts']) await cp(join(root, file), join(copy, file));
});
afterEach(() => rm(copy, { recursive: true, force: true }));

const read = (path: string) => readFile(join(copy, path), 'utf8');

test('makes a package and installs it with one import and one entry', async () => {
  const before = await read('apps/api/src/plugins.ts');
  await addScopePlugin(copy, 'loyalty-points');
  expect((await readdir(join(copy, 'packages/scope-loyalty-points/src'))).toSorted()).toEqual([
    'index.ts',
    'loyalty-points.test.ts',
    'loyalty-points.ts',
    'read-loyalty-points.ts',
  ]);
  const after = await read('apps/api/src/plugins.ts');
  expect(after).toContain(`import { loyaltyPoints } from '@minimart/scope-loyalty-points';\n`);
  expect(after).toMatch(/, loyaltyPoints\] as const;/);
  expect(after.length).toBeLessThan(before.length + 120);
  expect(JSON.parse(await read('apps/api/package.json')).dependencies).toHaveProperty(
    '@minimart/scope-loyalty-points',
    'workspace:*',
  );
});

test.each(['', 'Greetings', 'greet ings', '../evil', 'x'.repeat(41), 'greet--ings', '1st', 'taken', 'registry'])(
  'refuses the name %j and writes nothing',
  async (name) => {
    const before = [await read('apps/api/src/plugins.ts'), await read('apps/api/package.json')];
    await expect(addScopePlugin(copy, name)).rejects.toThrow(/Take another|lower case with dashes/);
    expect(await readdir(join(copy, 'packages'))).toEqual(['scope-taken']);
    expect([await read('apps/api/src/plugins.ts'), await read('apps/api/package.json')]).toEqual(before);
  },
);

test('says where to run it, outside the repository', async () => {
  await rm(join(copy, 'apps/api/package.json'));
  await expect(addScopePlugin(copy, 'greetings')).rejects.toThrow('apps/api/package.json is missing');
});
