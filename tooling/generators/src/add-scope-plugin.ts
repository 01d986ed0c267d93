import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { installPlugin } from './install-plugin.ts';
import { scopePluginFiles } from './scope-plugin-files.ts';

/** What the person who generates may correct. */
export class GenerateError extends Error {}

/** What was made: the plugin's folder, and every file that was written or changed, from the root. */
export interface Generated {
  folder: string;
  files: string[];
}

/** Makes a scope plugin and installs it in `apps/api`; throws `GenerateError`, with nothing written, when it cannot be. */
export async function addScopePlugin(root: string, name: string): Promise<Generated> {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 40) {
    throw new GenerateError(
      `"${name}" is no name for a plugin. Write it in lower case with dashes, like "greetings" or "loyalty-points".`,
    );
  }
  const folder = `packages/scope-${name}`;
  if (await exists(join(root, folder))) throw new GenerateError(`${folder} is there already. Take another name.`);
  const [plugins, manifest] = ['apps/api/src/plugins.ts', 'apps/api/package.json'];
  const before = { plugins: await read(root, plugins), manifest: await read(root, manifest) };
  if (!name.includes('-') && new RegExp(`\\b${name}\\b`).test(before.plugins))
    throw new GenerateError(`apps/api/src/plugins.ts uses the name ${name} already. Take another one.`);
  const installed = installPlugin(before, name);
  const files = Object.entries(scopePluginFiles(name)).map(([path, text]) => [`${folder}/${path}`, text] as const);
  for (const [path, text] of [...files, [plugins, installed.plugins], [manifest, installed.manifest]] as const) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return { folder, files: [...files.map(([path]) => path), plugins, manifest] };
}

async function read(root: string, path: string): Promise<string> {
  try {
    return await readFile(join(root, path), 'utf8');
  } catch {
    throw new GenerateError(`${path} is missing. Run this in the repository of Minimart.`);
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
