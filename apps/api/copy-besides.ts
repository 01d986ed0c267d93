import { existsSync } from 'node:fs';
import { cp, readFile, realpath } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { besides } from './besides.ts';

// Puts what the bundle leaves outside into `build/node_modules`, with all that it needs, as one flat folder.

const build = fileURLToPath(new URL('build/node_modules/', import.meta.url));
const from = fileURLToPath(new URL('../../packages/media/src/', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));

for (const [name, parts] of Object.entries(besides)) {
  const folder = (await folderOf(name, here)) ?? (await folderOf(name, from));
  if (folder === undefined) throw new Error(`${name} is not installed.`);
  if (parts[0] === '.') await copyWithNeeds(name, folder);
  else for (const part of parts) await copy(join(folder, part), join(build, name, part));
}

async function copyWithNeeds(name: string, folder: string): Promise<void> {
  await copy(folder, join(build, name));
  const { dependencies = {}, optionalDependencies = {} } = JSON.parse(
    await readFile(join(folder, 'package.json'), 'utf8'),
  ) as Partial<Record<'dependencies' | 'optionalDependencies', Record<string, string>>>;
  for (const needed of Object.keys({ ...dependencies, ...optionalDependencies })) {
    const found = await folderOf(needed, folder);
    if (found !== undefined && !existsSync(join(build, needed))) await copyWithNeeds(needed, found);
    // Those for other machines are not installed.
    else if (found === undefined && needed in dependencies) throw new Error(`${needed} is not installed.`);
  }
}

/** Where a package lies that is imported from a folder; undefined where it is not there. */
async function folderOf(name: string, importer: string): Promise<string | undefined> {
  for (const path of createRequire(join(importer, 'x.js')).resolve.paths(name) ?? []) {
    const folder = join(path, name);
    if (existsSync(join(folder, 'package.json'))) return realpath(folder);
  }
  return undefined;
}

async function copy(source: string, target: string): Promise<void> {
  // Its own folder of packages leads into pnpm's.
  const filter = (path: string) => !path.slice(source.length).split('/').includes('node_modules');
  await cp(source, target, { recursive: true, dereference: true, filter });
}
