import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { lockBuild } from './copy-store.ts';
import { Launcher } from './launcher.ts';
import { Progress } from './progress.ts';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'minimart-build-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

const never = new AbortController().signal;

/** A project whose store is built: a server that reads a part of itself when the first visitor comes, as a real one does. */
async function makeProject(name: string, says: string): Promise<string> {
  const project = join(folder, name);
  const files = {
    'package.json': '{ "type": "module" }',
    'node_modules/@opentelemetry/api/package.json': '{}',
    'build/index.js': `import { createServer } from 'node:http';
      createServer(async (_, response) => response.end((await import('./server/page.js')).text)).listen(0, '127.0.0.1');`,
    'build/server/page.js': `export const text = '${says}';`,
    [`build/${says}.js`]: '',
  };
  for (const [path, text] of Object.entries(files)) {
    const file = join(project, 'apps/store', path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  return project;
}

/** Starts the built store of a project, and stand-ins for all else. */
async function start(projectRoot: string, dataDir: string) {
  const fake = (name: string) => relative(projectRoot, fileURLToPath(new URL(`testing/${name}.ts`, import.meta.url)));
  const env = {
    PORT: '0',
    MINIMART_SEED: 'none',
    DATABASE_URL: 'postgresql://x@127.0.0.1/x',
    MINIMART_DATA_DIR: dataDir,
  };
  const launcher = new Launcher({
    config: readConfig(env, projectRoot),
    projectRoot,
    env: { ...process.env, ...env },
    progress: new Progress({ write: () => true }),
    programs: { api: fake('fake-api'), store: 'apps/store/build/index.js', receiver: fake('fake-receiver') },
    build: true,
    onBroken: () => {},
  });
  const { baseUrl } = await launcher.start();
  const page = async () => (await fetch(baseUrl)).text();
  return { page, [Symbol.asyncDispose]: () => launcher.stop() };
}

it('a system that runs is not touched by the next build', async () => {
  const project = await makeProject('rebuilt', 'first');
  await using first = await start(project, join(folder, 'data-1'));
  await rm(join(project, 'apps/store/build'), { recursive: true });
  await makeProject('rebuilt', 'second');
  await using second = await start(project, join(folder, 'data-2'));
  expect([await first.page(), await second.page()]).toEqual(['first', 'second']);
});

it('the next start on the same data serves the new build, and keeps nothing of the old one', async () => {
  const project = await makeProject('restarted', 'old');
  const dataDir = join(folder, 'data-3');
  await (await start(project, dataDir))[Symbol.asyncDispose]();
  await rm(join(project, 'apps/store/build'), { recursive: true });
  await makeProject('restarted', 'new');
  await using system = await start(project, dataDir);
  expect(await system.page()).toBe('new');
  expect((await readdir(join(dataDir, 'store'))).toSorted()).toEqual([
    'index.js',
    'new.js',
    'node_modules',
    'package.json',
    'server',
  ]);
  expect(await readFile(join(dataDir, 'store/server/page.js'), 'utf8')).toContain('new');
});

it('two starts do not build at once', async () => {
  const project = await makeProject('locked', 'any');
  const first = await lockBuild(project, never);
  const order: string[] = [];
  const waiting = lockBuild(project, never).then((lock) => {
    order.push('taken');
    return lock;
  });
  const given = new AbortController();
  const impatient = lockBuild(project, given.signal);
  given.abort(new Error('stopped'));
  await expect(impatient).rejects.toThrow('stopped');
  order.push('released');
  first.release();
  (await waiting).release();
  expect(order).toEqual(['released', 'taken']);
});
