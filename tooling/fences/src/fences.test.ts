import { cp, glob, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import config from '../dependency-cruiser.config.mjs';
import { cruiseTree, type Breach } from './cruise-tree.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const fixtures = fileURLToPath(new URL('../fixtures', import.meta.url));
const rules = (config.forbidden ?? []).map(({ name }) => name ?? '');

async function sourcesOf(tree: string, pattern: string): Promise<string[]> {
  const isForeign = /(^|\/)(node_modules|build|dist|\.svelte-kit)(\/|$)|^tooling\/fences\/fixtures\//;
  const sources: string[] = [];
  for await (const path of glob(pattern, { cwd: tree, exclude: (entry) => /node_modules/.test(entry) })) {
    if (!isForeign.test(path)) sources.push(path);
  }
  return sources;
}

describe('the fences, on a tree of bad examples', () => {
  let tree: string;
  let breaches: Breach[];
  /** What each file announces in its first line. */
  const announced = new Map<string, string>();

  beforeAll(async () => {
    tree = await realpath(await mkdtemp(join(tmpdir(), 'minimart-fences-')));
    await cp(fixtures, tree, { recursive: true });
    await linkModules(tree);
    ({ breaches } = await cruiseTree(tree));
    for (const file of await sourcesOf(tree, '{packages,apps,tooling,examples}/**/*.ts')) {
      const [, rule] = /^\/\/ fence: (.+)$/m.exec(await readFile(join(tree, file), 'utf8')) ?? [];
      if (rule !== undefined) announced.set(file, rule);
    }
  });
  afterAll(() => rm(tree, { recursive: true, force: true }));

  it.each(rules)('reports a breach of %s', (rule) => {
    const examples = [...announced].filter(([, name]) => name === rule).map(([file]) => file);
    expect(examples, 'the rule has a bad example').not.toEqual([]);
    const reported = breaches.filter((breach) => breach.rule === rule).map(({ from }) => from);
    expect(reported).toEqual(expect.arrayContaining(examples));
  });

  it('reports no good example', () => {
    const guilty = new Set([...announced.keys(), 'packages/keys/src/second-half.ts']);
    expect(breaches.filter(({ from }) => !guilty.has(from))).toEqual([]);
  });
});

describe('the fences, on this repository', () => {
  let seen: Awaited<ReturnType<typeof cruiseTree>>;
  beforeAll(async () => void (seen = await cruiseTree(root)), 120_000);

  it('see every source file', async () => {
    const sources = await sourcesOf(root, '{packages,apps,tooling,examples}/*/src/**/*.{ts,svelte}');
    const modules = new Set(seen.modules.map(({ source }) => source));
    expect(sources.length).toBeGreaterThan(200);
    expect(sources.filter((source) => !modules.has(source))).toEqual([]);
  });

  it('follow imports to other packages, to Express and to the ORM', () => {
    const edges = seen.modules.flatMap(({ source, dependencies }) =>
      dependencies.map(({ resolved }) => `${source} -> ${resolved}`),
    );
    const count = (pattern: RegExp) => edges.filter((edge) => pattern.test(edge)).length;
    expect(count(/^packages\/keys\/.* -> packages\/problem\/src\/index\.ts$/)).toBeGreaterThan(0);
    expect(count(/^apps\/api\/.* -> packages\/.*\/src\/mikro-orm\/index\.ts$/)).toBeGreaterThan(0);
    expect(count(/^apps\/api\/.* -> .*node_modules\/(@types\/)?express\//)).toBeGreaterThan(0);
    expect(count(/^packages\/.*\/mikro-orm\/.* -> .*node_modules\/@mikro-orm\//)).toBeGreaterThan(0);
  });

  it('are kept', () => {
    expect(seen.breaches).toEqual([]);
  });
});

/** Puts the fixture's own packages, and the real Express, ORM and pg, where Node.js finds them. */
async function linkModules(tree: string): Promise<void> {
  const link = async (name: string, target: string) => {
    await mkdir(dirname(join(tree, 'node_modules', name)), { recursive: true });
    await symlink(target, join(tree, 'node_modules', name));
  };
  for (const name of await readdir(join(tree, 'packages')))
    await link(`@minimart/${name}`, join(tree, 'packages', name));
  await link('@minimart/launcher', join(tree, 'tooling/launcher'));
  const fromKeys = createRequire(join(root, 'packages/keys/package.json'));
  for (const name of ['express', '@mikro-orm/postgresql', 'pg']) {
    const entry = fromKeys.resolve(name);
    await link(name, entry.slice(0, entry.lastIndexOf(`/node_modules/${name}/`) + `/node_modules/${name}`.length));
  }
}
